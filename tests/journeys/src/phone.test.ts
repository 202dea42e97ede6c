import { afterAll, beforeAll, expect, it } from 'vitest';
import { ADMIN, schoolStore, type ServedStore } from './served-store.ts';
import { Walk } from './walk.ts';

const PAGES = [
  '/',
  '/registers/visits',
  '/registers/funds',
  '/registers/persons',
  '/summary?period=2025',
  '/replay?org=S01',
  '/import',
  '/audit',
];

let store: ServedStore;
let walk: Walk;

beforeAll(async () => {
  store = await schoolStore();
  const visit = { org: 'S01', occurredOn: '2025-03-08', triggers: '住院', money: '500.00|工会经费' };
  await store.import('visits', [
    { ...visit, people: '黄某、冯某、陈某', place: '市第一人民医院住院部八楼', remark: '说明'.repeat(60) },
  ]);
  await store.import('funds', [
    { org: 'S01', occurredOn: '2025-01-01', fund: 'S01-JF', name: '工会经费', kind: '工会经费', opening: '1000.00' },
  ]);
  await store.serve();
  await store.officer();
  walk = await Walk.begin({ width: 390 });
  await walk.signIn(store.url, ADMIN);
});
afterAll(async () => {
  await walk.end();
  await store.end();
});

it.each(PAGES)('fits %s into the width of a phone', async (path) => {
  await walk.page.goto(`${store.url}${path}`);
  await walk.page.waitForLoadState('networkidle');
  expect(await walk.overflow()).toBeLessThanOrEqual(0);
});

it('keeps the menu in a drawer', async () => {
  const { page } = walk;
  await page.goto(store.url);
  await page.getByRole('button', { name: '打开菜单' }).click();
  await page.getByRole('menuitem', { name: '慰问台账' }).click();
  await page.getByRole('heading', { name: '慰问台账' }).waitFor();
});

it('records a visit in one column', async () => {
  const { page } = walk;
  await page.getByRole('button', { name: '登记慰问' }).click();
  const form = walk.dialog('登记慰问');
  await form.getByLabel('慰问对象（姓名）').fill('吴某');
  expect(await walk.overflow()).toBeLessThanOrEqual(0);
});

it('leaves no error on the console', () => expect(walk.errors).toEqual([]));
