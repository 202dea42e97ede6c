import { randomUUID } from 'node:crypto';
import type { Gateway } from '@mingbai/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ADMIN, schoolStore, type ServedStore } from './served-store.ts';
import { Walk } from './walk.ts';

let store: ServedStore;
let walk: Walk;
let officer: Gateway;

beforeAll(async () => {
  store = await schoolStore();
  const person = { occurredOn: '2024-01-01', org: 'S01', staffNumber: '1005', name: '冯某', kind: '在职' };
  await store.import('persons', [person]);
  await store.serve();
  officer = await store.officer();
  walk = await Walk.begin();
  await walk.signIn(store.url, ADMIN);
});
afterAll(async () => {
  await walk.end();
  await store.end();
});

const row = (words: string) => walk.page.locator('tbody tr').filter({ hasText: words });

it('says in the form how a slip is understood and what is wrong with it', async () => {
  const { page } = walk;
  await page.goto(`${store.url}/registers/visits?org=S01`);
  await page.getByRole('button', { name: '登记慰问' }).click();
  const form = walk.dialog('登记慰问');
  await form.getByLabel('日期').fill('2025年3月上旬');
  await form.getByText('2025-03-01 至 2025-03-10，共 10 天').waitFor();
  await form.getByLabel('慰问对象（人数）').fill('20箱');
  await form.getByText('单位“箱”不能用在这里').waitFor();
  await form.getByLabel('慰问对象（人数）').fill('20余人次');
  await form.getByText('20人次（多于）').waitFor();
  await form.getByRole('button', { name: '登记慰问' }).click();
  await form.getByText('这一项必填').waitFor();
});

it('records a visit, which then stands in the table', async () => {
  const form = walk.dialog('登记慰问');
  await form.getByLabel('日期').fill('2025-03-08');
  await walk.choose(form.getByLabel('事由'), '住院');
  await walk.page.keyboard.press('Escape');
  await form.getByLabel('慰问对象（人数）').fill('');
  await form.getByLabel('慰问对象（姓名）').fill('李某（1004）、冯某');
  await form.getByLabel('慰问金').fill('500.00|工会经费');
  await form.getByRole('button', { name: '先检查，不登记' }).click();
  await walk.page.getByText('检查通过').waitFor();
  expect(await row('2025-03-08').count()).toBe(0);
  await form.getByRole('button', { name: '登记慰问' }).click();
  await row('2025-03-08').waitFor();
  expect(await row('2025-03-08').innerText()).toContain('李某、冯某');
});

it('shows the visit in the summary, whose figure opens its events', async () => {
  const { page } = walk;
  await page.goto(`${store.url}/summary?org=S01&period=2025`);
  const figure = page.locator('[data-figure="visit.person-times[trigger=hospital]"]');
  expect(await figure.innerText()).toBe('2人次');
  await figure.click();
  const events = walk.dialog('数字的依据');
  await events.getByText('2025-03-08').click();
  await events.getByText('登记时间').waitFor();
  expect(await events.innerText()).toContain('李某、冯某');
});

it('asks before what was typed is lost, on whatever way, and keeps it', async () => {
  const { page } = walk;
  await page.goto(`${store.url}/?org=S01&period=2025`);
  await page.getByRole('menuitem', { name: '慰问台账' }).click();
  await page.getByRole('button', { name: '登记慰问' }).click();
  const form = walk.dialog('登记慰问');
  await page.keyboard.press('Escape');
  await form.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: '登记慰问' }).click();
  await form.getByLabel('地点').fill('市第一医院');
  for (const leave of [() => page.keyboard.press('Escape'), () => page.evaluate('history.back()')]) {
    await leave();
    await page.getByRole('button', { name: '继续填写' }).click();
    await page.getByText('离开后就没有了').waitFor({ state: 'hidden' });
    expect(await form.getByLabel('地点').inputValue()).toBe('市第一医院');
  }
  await form.getByLabel('地点').press('Escape');
  await page.getByRole('button', { name: '不登记，离开' }).click();
  await form.waitFor({ state: 'hidden' });
  expect(new URL(page.url()).pathname).toBe('/registers/visits');
});

it('does not overwrite what another window has changed since', async () => {
  const { page } = walk;
  const windows = [page, await page.context().newPage()];
  const forms = [];
  for (const window of windows) {
    await window.goto(`${store.url}/registers/visits?org=S01&period=2025`);
    await window.locator('tbody tr').filter({ hasText: '2025-03-08' }).click();
    await window.getByRole('button', { name: '更正慰问' }).click();
    forms.push(window.getByRole('dialog').filter({ hasText: '更正慰问' }).last());
  }
  for (const [at, form] of forms.entries()) {
    await form.getByLabel('备注').fill(`窗口 ${at}`);
    await form.getByLabel('原因').fill('补记');
    await form.getByRole('button', { name: '更正慰问' }).click();
    if (at === 0) await page.getByText('已登记').waitFor();
    else await form.getByText('在您打开以后又有人改过').waitFor();
  }
  await windows[1]?.close();
});

it('corrects the visit with a reason, shows what changed, and proves the event', async () => {
  const { page } = walk;
  await page.goto(`${store.url}/registers/visits?org=S01&period=2025`);
  await row('2025-03-08').click();
  await page.getByRole('button', { name: '更正慰问' }).click();
  const form = walk.dialog('更正慰问').last();
  await form.getByLabel('地点').fill('市第一医院');
  await form.getByLabel('原因').fill('补上地点');
  await form.getByRole('button', { name: '更正慰问' }).click();
  const record = walk.dialog('来龙去脉');
  await record.getByText('原因：补上地点').waitFor();
  await record.getByText('地点：（空） → 市第一医院').waitFor();
  await record.getByRole('button', { name: '存在证明' }).last().click();
  await record.getByText('c2sp.org/tlog-proof').waitFor();
});

it('withdraws the visit: the table is empty, and the figure is not zero but nothing', async () => {
  const { page } = walk;
  await page.getByRole('button', { name: '撤回慰问' }).click();
  const form = walk.dialog('撤回慰问').last();
  await form.getByLabel('原因').fill('重复登记');
  await form.getByRole('button', { name: '撤回慰问' }).click();
  await page.locator('.ant-empty-description', { hasText: '没有记录' }).waitFor();
  await page.goto(`${store.url}/summary?org=S01&period=2025&figure=visit.person-times`);
  await page.getByText('没有记录不等于 0').waitFor();
});

it('erases a person last of all that can be done, and tells where the name stands under another id', async () => {
  const { page } = walk;
  const occurredOn = { from: '2025-03-09', to: '2025-03-09' };
  const visit = { org: 'S01', occurredOn, triggers: ['hospital'], people: [{ name: '李某' }, { name: '冯某' }] };
  await officer.run('visit.record', visit, { id: randomUUID() });
  await page.goto(`${store.url}/registers/persons?org=S01`);
  await row('冯某').click();
  expect(await page.locator('.record-acts button').last().innerText()).toBe('依法删除人员');
  await page.getByRole('button', { name: '依法删除人员' }).click();
  const form = walk.dialog('删除依据').last();
  expect(await form.innerText()).toContain('依法删除人员：冯某');
  const erase = form.getByRole('button', { name: '依法删除人员' });
  await form.getByLabel('删除依据').fill('本人申请');
  await form.getByRole('button', { name: '先检查，不登记' }).click();
  await form.getByText('还有 2 处用同样的姓名写了人').waitFor();
  const link = form.getByRole('link', { name: '慰问台账，示例第一小学，2025-03-09' });
  expect(await link.getAttribute('href')).toMatch(/^\/registers\/visits\?org=S01&record=/);
  await erase.dblclick();
  await page.getByText('（已依法删除）').first().waitFor();
  await erase.waitFor({ state: 'hidden' });
  await page.getByText('之前已经登记过').waitFor({ state: 'hidden' });
  expect(await page.locator('.record-acts').innerText()).not.toContain('开通账号');
  await form.getByRole('button', { name: '是同一个人，也删除' }).last().click();
  expect(await form.getByLabel('删除依据').inputValue()).toBe('本人申请');
  await erase.click();
  await form.getByText('还有 1 处用同样的姓名写了人').waitFor();
  await page.goto(`${store.url}/registers/visits?org=S01`);
  expect(await row('2025-03-09').innerText()).toContain('李某、（已依法删除）');
});

it('leaves no error on the console', () => expect(walk.errors).toEqual([]));
