import { afterAll, beforeAll, expect, it } from 'vitest';
import { ADMIN, schoolStore, type ServedStore } from './served-store.ts';
import { Walk } from './walk.ts';

let store: ServedStore;
let walk: Walk;
/** Lets the scripts of the pages come, which until then are held up. */
let release: () => void;

beforeAll(async () => {
  store = await schoolStore();
  await store.import('visits', [
    { org: 'S01', occurredOn: '2025-03-08', triggers: '住院', people: '黄某', money: '500.00|工会经费' },
  ]);
  await store.serve();
  await store.officer();
  walk = await Walk.begin();
  await walk.signIn(store.url, ADMIN);
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await walk.page.route('**/assets/pages-*.js', async (route) => {
    await released;
    await route.continue();
  });
});
afterAll(async () => {
  await walk.end();
  await store.end();
});

const figure = () => walk.page.locator('[data-figure="visit.person-times[trigger=hospital]"]');
const place = async (): Promise<unknown> => figure().boundingBox();
let before: unknown;

it('shows the paper before the pages are there', async () => {
  await walk.page.goto(`${store.url}/summary?org=S01&period=2025`, { waitUntil: 'commit' });
  expect(await figure().innerText()).toBe('1人次');
  expect(await walk.page.getByRole('menuitem').count()).toBe(0);
  before = await place();
});

it('leaves the paper where it stands when they come', async () => {
  release();
  await walk.page.getByRole('menuitem', { name: '慰问台账' }).waitFor();
  expect(await place()).toEqual(before);
});

it('opens a figure that was asked for before they came', async () => {
  let come = (): void => {};
  const held = new Promise<void>((resolve) => {
    come = resolve;
  });
  await walk.page.route('**/assets/summary-page-*.js', async (route) => {
    await held;
    await route.continue();
  });
  await walk.page.goto(`${store.url}/summary?org=S01&period=2025`, { waitUntil: 'commit' });
  await figure().click();
  come();
  await walk.dialog('数字的依据').getByText('2025-03-08').waitFor();
});

it('leaves no error on the console', () => expect(walk.errors).toEqual([]));
