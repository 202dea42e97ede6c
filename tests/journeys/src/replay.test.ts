import { afterAll, beforeAll, expect, it } from 'vitest';
import { ADMIN, schoolStore, type ServedStore } from './served-store.ts';
import { Walk } from './walk.ts';

let store: ServedStore;
let walk: Walk;

beforeAll(async () => {
  store = await schoolStore();
  const fund = { org: 'S01', fund: 'S01-JF' };
  await store.import('funds', [
    { ...fund, occurredOn: '2025-01-01', name: '工会经费', kind: '工会经费', opening: '100.00' },
  ]);
  const cash = { ...fund, form: '银行' };
  await store.import('fund-entries', [
    { ...cash, occurredOn: '2025-02-01', direction: '收入', amount: '300.00', source: '会费收入' },
    { ...cash, occurredOn: '2025-03-01', direction: '支出', amount: '900.00', purpose: '文体活动' },
    { ...cash, occurredOn: '2025-04-01', direction: '收入', amount: '1000.00', source: '拨缴经费收入' },
  ]);
  await store.serve();
  await store.officer();
  walk = await Walk.begin();
  await walk.signIn(store.url, ADMIN);
});
afterAll(async () => {
  await walk.end();
  await store.end();
});

const balance = async (): Promise<string> => (await walk.page.getByTestId('balance').innerText()).split('元')[0] ?? '';

it('moves along a fund with the slider, the balance large', async () => {
  const { page } = walk;
  await page.goto(`${store.url}/replay?org=S01&fund=S01-JF`);
  await page.getByTestId('balance').waitFor();
  expect(await balance()).toContain('500.00');
  const slider = page.getByRole('slider');
  await slider.focus();
  await page.keyboard.press('ArrowLeft');
  expect(await balance()).toContain('-500.00');
  expect(await page.locator('.entry-lit').innerText()).toContain('2025-03-01');
  await page.keyboard.press('Home');
  expect(await balance()).toContain('100.00');
});

it('marks the entry that went below zero', async () => {
  expect(await walk.page.locator('.entry-exception').count()).toBe(1);
  expect(await walk.page.locator('.entry-exception').innerText()).toContain('低于零');
});

it('plays from the beginning to the end', async () => {
  const { page } = walk;
  await page.getByRole('button', { name: '播放' }).click();
  await page.getByText('第 4 / 4 笔之后的余额').waitFor();
  await page.getByRole('button', { name: '播放' }).waitFor();
});

it('asks the clock of happening through the address', async () => {
  const { page } = walk;
  await page.goto(`${store.url}/replay?org=S01&fund=S01-JF&asOf=2025-02-15`);
  await page.getByText('第 2 / 2 笔之后的余额').waitFor();
  expect(await balance()).toContain('400.00');
});

it('leads from an exception to its place in the replay, and verifies the store', async () => {
  const { page } = walk;
  await page.goto(`${store.url}/audit?org=S01`);
  await page.locator('tbody tr').filter({ hasText: '低于零' }).getByRole('link').click();
  await page.getByText('第 3 / 4 笔之后的余额').waitFor();
  await page.goto(`${store.url}/audit`);
  await page.getByRole('button', { name: '开始验证' }).click();
  await page.getByText('一个字节也没有改动').waitFor();
});

it('leaves no error on the console', () => expect(walk.errors).toEqual([]));
