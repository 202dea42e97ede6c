import { afterAll, beforeAll, expect, it } from 'vitest';
import { ADMIN, PASSWORD, ServedStore } from './served-store.ts';
import { Walk } from './walk.ts';

let store: ServedStore;
let walk: Walk;

beforeAll(async () => {
  store = await ServedStore.create();
  await store.serve();
  walk = await Walk.begin({ refusals: [401, 403] });
});
afterAll(async () => {
  await walk.end();
  await store.end();
});

it('refuses a wrong password in words, and keeps what was typed', async () => {
  await walk.page.goto(store.url);
  await walk.typeIn(ADMIN, 'not-the-password');
  await walk.page.getByText('用户名或密码不对').waitFor();
  expect(await walk.page.getByLabel('用户名').inputValue()).toBe(ADMIN);
});

it('asks for a password of one’s own before anything else', async () => {
  const { page } = walk;
  await walk.typeIn(ADMIN, store.oneTime);
  await page.getByText('请先改成自己的密码').waitFor();
  await page.getByLabel('当前密码').fill(store.oneTime);
  await page.getByLabel('新密码', { exact: true }).fill('short');
  await page.getByLabel('再输入一次新密码').fill('another');
  await page.getByRole('button', { name: '修改密码并继续' }).click();
  await page.getByText('两次输入的新密码不一样').waitFor();
  await page.getByLabel('新密码', { exact: true }).fill(store.oneTime);
  await page.getByText('新密码不能和当前密码一样').waitFor();
  await page.getByLabel('新密码', { exact: true }).fill(PASSWORD);
  await page.getByLabel('再输入一次新密码').fill(PASSWORD);
  await page.getByRole('button', { name: '修改密码并继续' }).click();
  await page.getByRole('heading', { name: '示例区教育工会' }).waitFor();
});

it('stays signed in over a reload, keeps the address, and signs out', async () => {
  const { page } = walk;
  await page.goto(`${store.url}/registers/persons?org=D01`);
  await page.getByRole('cell', { name: ADMIN, exact: true }).waitFor();
  await walk.signOut(ADMIN);
  await walk.typeIn(ADMIN, PASSWORD);
  await page.getByRole('cell', { name: ADMIN, exact: true }).waitFor();
  expect(page.url()).toContain('/registers/persons?org=D01');
});

it('leaves no error on the console', () => expect(walk.errors).toEqual([]));
