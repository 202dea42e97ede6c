import { randomUUID } from 'node:crypto';
import { httpGateway } from '@mingbai/client';
import type { Locator } from 'playwright-core';
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

/** The form for a new person, filled in. */
async function personForm(name: string, staffNumber: string): Promise<Locator> {
  await walk.page.getByRole('button', { name: '登记人员' }).click();
  const form = walk.dialog('登记人员');
  await form.getByLabel('姓名').fill(name);
  await form.getByLabel('工号').fill(staffNumber);
  await form.getByLabel('日期').fill('2025-03-08');
  await walk.choose(form.getByLabel('人员类别'), '在职');
  return form;
}

it('asks to sign in again over the page when the session has ended, and keeps what was typed', async () => {
  const { page } = walk;
  const form = await personForm('周某', '2001');
  await page.context().clearCookies();
  await form.getByRole('button', { name: '登记人员' }).click();
  const again = walk.dialog('登录已过期，请重新登录');
  await again.locator('[type=password]:focus').waitFor();
  await again.getByLabel('密码').fill(PASSWORD);
  await again.getByRole('button', { name: '登录', exact: true }).click();
  await again.waitFor({ state: 'hidden' });
  expect(await form.getByText('登录已过期').count()).toBe(0);
  expect(await form.getByLabel('姓名').inputValue()).toBe('周某');
  await form.getByRole('button', { name: '登记人员' }).click();
  await page.getByRole('cell', { name: '周某' }).waitFor();
});

it('keeps it also while a new one-time password, which ended the session, is changed', async () => {
  const { page } = walk;
  const form = await personForm('吴某', '2002');
  const { cookie } = await httpGateway(store.url, fetch).signIn(ADMIN, PASSWORD);
  const { password } = await httpGateway(store.url, fetch, { cookie }).openAccount(ADMIN, ADMIN, { id: randomUUID() });
  await form.getByRole('button', { name: '登记人员' }).click();
  await walk.dialog('登录已过期，请重新登录').getByLabel('密码').fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  const change = walk.dialog('修改密码');
  await change.getByLabel('当前密码').fill(password);
  await change.getByLabel('新密码', { exact: true }).fill(PASSWORD);
  await change.getByLabel('再输入一次新密码').fill(PASSWORD);
  await change.getByRole('button', { name: '修改密码并继续' }).click();
  await change.waitFor({ state: 'hidden' });
  await form.getByRole('button', { name: '登记人员' }).click();
  await page.getByRole('cell', { name: '吴某' }).waitFor();
});

it('opens the page anew for somebody else who signs in there', async () => {
  const { page } = walk;
  const { cookie } = await httpGateway(store.url, fetch).signIn(ADMIN, PASSWORD);
  const { login, password } = await httpGateway(store.url, fetch, { cookie }).openAccount('zhou', '2001', {
    id: randomUUID(),
  });
  await page.context().clearCookies();
  await page.getByRole('menuitem', { name: '会籍' }).click();
  await walk.dialog('登录已过期，请重新登录').waitFor();
  await walk.typeIn(login, password);
  await page.getByText('请先改成自己的密码').waitFor();
  expect(await page.getByText('示例区教育工会').count()).toBe(0);
});

it('leaves no error on the console', () => expect(walk.errors).toEqual([]));
