import { REGISTERS } from '@mingbai/domain';
import { SAMPLE } from '@mingbai/sample';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ADMIN, ServedStore } from './served-store.ts';
import { Walk } from './walk.ts';

const { org, period, figure, fund } = SAMPLE.tour;

let store: ServedStore;
let walk: Walk;

beforeAll(async () => {
  store = await ServedStore.create(['--sample']);
  await store.serve();
  await store.officer();
  walk = await Walk.begin();
  await walk.signIn(store.url, ADMIN);
});
afterAll(async () => {
  await walk.end();
  await store.end();
});

it('begins with a year that has something to tell', async () => {
  await walk.page.getByText(`${period}年的数字`).waitFor();
});

it('opens a figure of the sample’s summary, whose contributions make it', async () => {
  const { page } = walk;
  await page.goto(`${store.url}/summary?org=${org}&period=${period}`);
  const button = page.locator(`[data-figure="${figure}"]`).first();
  await button.click();
  const events = walk.dialog('数字的依据');
  const contributions = await events.locator('tbody tr.ant-table-row td:last-child').allInnerTexts();
  const sum = contributions.reduce((total, words) => total + Number.parseInt(words, 10), 0);
  expect(await button.innerText()).toContain(String(sum));
});

it('rolls the district up, and opens the figure of one of its units', async () => {
  const { page } = walk;
  await page.goto(`${store.url}/summary?org=${SAMPLE.district.code}&period=${period}`);
  await walk.choose(page.getByLabel('总结种类'), '各单位汇总');
  const button = page.locator(`[data-figure="visit.occasions[org=${org}]"]`);
  await button.click();
  const events = walk.dialog('数字的依据');
  await events.getByText('（示例第一中学）').waitFor();
  const rows = await events.locator('tbody tr.ant-table-row').count();
  expect(await button.innerText()).toBe(`${rows}次`);
  await page.getByText('（未报送）的单位：示例镇第一小学、').waitFor();
  expect(await walk.overflow()).toBeLessThanOrEqual(0);
});

it('shows the plan of the year to come, whose items open', async () => {
  const { page } = walk;
  await page.goto(`${store.url}/summary?org=${org}&period=${Number(period) + 1}&kind=plan`);
  await page.getByRole('heading', { name: `${Number(period) + 1}年工会工作计划` }).waitFor();
  await page.locator('[data-figure="plan.items"]').click();
  await walk.dialog('数字的依据').getByText('三八节前后组织女教职工体检').waitFor();
});

it.each(REGISTERS.map(({ name }) => name))('shows the register of %s without a refusal', async (name) => {
  const { page } = walk;
  await page.goto(`${store.url}/registers/${name}`);
  await page.getByText('关键词').waitFor();
  await page.waitForLoadState('networkidle');
  expect(await page.getByText('没有读出来').count()).toBe(0);
  expect(await walk.overflow()).toBeLessThanOrEqual(0);
});

it('has a payment that waits for the chair and one that waits for the cashier', async () => {
  const { page } = walk;
  await page.goto(`${store.url}/`);
  await page.getByText('笔付款申请等主席审批').waitFor();
  await page.getByText('笔已批准，等出纳付款').waitFor();
});

it.each([
  ['receipts', '还没有记录'],
  ['receipts?period=2025', '没有记录；可以换一个期间、日期或单位看看'],
  ['visits?q=nobody', '没有符合条件的记录；可以清除查询条件看看'],
])('says why the table of %s is empty', async (address, words) => {
  await walk.page.goto(`${store.url}/registers/${address}`);
  await walk.page.getByText(words, { exact: true }).waitFor();
});

it('replays the fund of the tour', async () => {
  await walk.page.goto(`${store.url}/replay?org=${org}&fund=${fund}`);
  await walk.page.getByTestId('balance').waitFor();
  await walk.page.locator('.chart svg').waitFor();
});

it('leaves no error on the console', () => expect(walk.errors).toEqual([]));
