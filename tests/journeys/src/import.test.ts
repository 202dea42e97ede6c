import { afterAll, beforeAll, expect, it } from 'vitest';
import { ADMIN, schoolStore, workbookOf, type Cells, type ServedStore } from './served-store.ts';
import { Walk } from './walk.ts';

const GOOD: Cells = {
  org: 'S01',
  occurredOn: '2025年3月8日',
  triggers: '住院',
  people: '黄某',
  money: '500.00|工会经费',
};
const ALSO_GOOD: Cells = { org: 'S01', occurredOn: '2025年春', triggers: '生育', groups: '近30人次' };
const BAD: Cells = { org: 'S01', occurredOn: '2025-02-30', triggers: '睡觉', groups: '5箱' };

let store: ServedStore;
let walk: Walk;

beforeAll(async () => {
  store = await schoolStore();
  await store.serve();
  await store.officer();
  walk = await Walk.begin();
  await walk.signIn(store.url, ADMIN);
});
afterAll(async () => {
  await walk.end();
  await store.end();
});

it('shows every error with its cell, hands the workbook back with them, and records nothing', async () => {
  const { page } = walk;
  const path = await store.file('bad.xlsx', await workbookOf('visits', [GOOD, BAD]));
  await page.goto(`${store.url}/registers/visits?org=S01&period=2025`);
  await page.getByRole('button', { name: '导入' }).click();
  const panel = walk.dialog('导入台账工作簿');
  await panel.locator('input[type=file]').setInputFiles(path);
  await panel.getByText('这一天不存在').waitFor();
  await panel.getByText('单位“箱”不能用在这里').waitFor();
  const sheet = await panel.locator('.cell-errors tbody td', { hasText: '慰问台账' }).first().boundingBox();
  expect(sheet?.width).toBeGreaterThan(60); // its name stands on one line, not one character below the other
  expect(await panel.getByRole('button', { name: '确认导入' }).isDisabled()).toBe(true);
  const download = page.waitForEvent('download');
  await panel.getByRole('button', { name: '下载标好问题的工作簿' }).click();
  expect((await download).suggestedFilename()).toBe('bad（标注）.xlsx');
  await page.locator('.ant-empty-description', { hasText: '没有记录' }).waitFor();
});

it('imports the mended workbook, and the same file again changes nothing', async () => {
  const { page } = walk;
  const path = await store.file('good.xlsx', await workbookOf('visits', [GOOD, ALSO_GOOD]));
  const panel = walk.dialog('导入台账工作簿');
  await panel.locator('input[type=file]').setInputFiles(path);
  await panel.getByText('检查通过：共 2 行，新登记 2').waitFor();
  await panel.getByRole('button', { name: '确认导入 2 行' }).click();
  await panel.getByText('导入完成：新登记 2').waitFor();
  await panel.locator('input[type=file]').setInputFiles(path);
  await panel.getByText('新登记 0，更正 0，没有变化 2').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('共 2 条').waitFor();
});

it('takes the import back as one act', async () => {
  const { page } = walk;
  await page.goto(`${store.url}/import?org=S01`);
  await page.getByText('本机最近的导入').waitFor();
  const id = await page.locator('code.id').first().innerText();
  await page.getByLabel('导入编号').fill(id);
  await page.getByLabel('撤回原因').fill('导错了学校');
  await page.getByRole('button', { name: '撤回一次导入' }).click();
  await page.getByText('已撤回 2 条').waitFor();
});

it('leaves no error on the console', () => expect(walk.errors).toEqual([]));
