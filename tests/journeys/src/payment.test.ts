import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schoolStore, type ServedStore } from './served-store.ts';
import { Walk } from './walk.ts';

const CHAIR = '1001';
const CASHIER = '1002';
const OFFICER = '1004';

let store: ServedStore;
let walk: Walk;

beforeAll(async () => {
  store = await schoolStore();
  const since = { org: 'S01', occurredOn: '2024-01-01' };
  await store.import('roles', [
    { ...since, person: CHAIR, role: '主席' },
    { ...since, person: CASHIER, role: '出纳' },
    { ...since, person: OFFICER, role: '工会干部' },
    { ...since, person: '1003', role: '会计' },
  ]);
  await store.import('funds', [{ ...since, fund: 'S01-JF', name: '工会经费', kind: '工会经费', opening: '1000.00' }]);
  await store.import('visits', [
    { org: 'S01', occurredOn: '2025-03-08', triggers: '住院', people: '黄某', money: '500.00|工会经费' },
  ]);
  await store.serve();
  await store.openAccounts(CHAIR, CASHIER, OFFICER);
  walk = await Walk.begin({ refusals: [422] });
});
afterAll(async () => {
  await walk.end();
  await store.end();
});

const row = (words: string) => walk.page.locator('tbody tr').filter({ hasText: words });
const requests = () => `${store.url}/registers/payment-requests?org=S01`;

async function request(summary: string): Promise<void> {
  await row('2025-03-08').getByRole('button', { name: '申请付款' }).click();
  const form = walk.dialog('申请付款');
  expect(await form.getByLabel('金额').inputValue()).toBe('500.00');
  await form.getByLabel('日期').fill('2025-03-10');
  await walk.choose(form.getByLabel('资金'), '工会经费');
  await form.getByLabel('摘要').fill(summary);
  await form.getByRole('button', { name: '申请付款' }).click();
  await walk.page.getByText('已登记').waitFor();
}

async function act(name: string, on: string): Promise<void> {
  await row(on).getByRole('button', { name }).click();
  await walk.dialog(name).getByLabel('日期').fill('2025-03-11');
  await walk.dialog(name).getByRole('button', { name, exact: true }).click();
}

describe('from a visit to its payment', () => {
  it('lets an officer ask for the money that the visit tells of', async () => {
    await walk.signIn(store.url, OFFICER);
    await walk.page.goto(`${store.url}/registers/visits?org=S01&period=2025`);
    await request('慰问黄某住院');
    await walk.page.goto(requests());
    expect(await row('慰问黄某住院').innerText()).toContain('待审批');
    expect(await row('慰问黄某住院').getByRole('button', { name: '批准付款' }).count()).toBe(0);
    await walk.signOut(OFFICER);
  });

  it('refuses the chair who would approve a request of their own', async () => {
    await walk.signIn(`${store.url}/registers/visits?org=S01&period=2025`, CHAIR);
    await request('主席自己申请');
    await walk.page.goto(requests());
    await act('批准付款', '主席自己申请');
    await walk.page.getByText('申请人不能批准自己的申请').waitFor();
    await walk.page.keyboard.press('Escape');
    await walk.page.getByRole('button', { name: '不登记，离开' }).click();
  });

  it('lets the chair approve the officer’s', async () => {
    await act('批准付款', '慰问黄某住院');
    await row('慰问黄某住院').getByText('已批准').waitFor();
    await walk.signOut(CHAIR);
  });

  it('lets the cashier pay what is approved, and no more', async () => {
    await walk.signIn(requests(), CASHIER);
    await row('慰问黄某住院').getByRole('button', { name: '付款' }).click();
    const form = walk.dialog('付款').last();
    await form.getByLabel('金额').fill('500.01');
    await walk.choose(form.getByLabel('收付方式'), '银行');
    await form.getByLabel('日期').fill('2025-03-10');
    await form.getByRole('button', { name: '付款', exact: true }).click();
    await form.getByText('付款是 2025-03-11 批准的').waitFor();
    await form.getByLabel('日期').fill('2025-03-12');
    await form.getByRole('button', { name: '付款', exact: true }).click();
    await form.getByText('超过批准的金额，还可付 500.00 元；请改小金额').waitFor();
    await form.getByLabel('金额').fill('500.00');
    await form.getByRole('button', { name: '付款', exact: true }).click();
    await row('慰问黄某住院').getByText('已支付').waitFor();
  });

  it('tells the whole story of the request', async () => {
    await row('慰问黄某住院').getByText('住院慰问').first().click();
    const story = walk.dialog('来龙去脉');
    for (const event of ['付款申请', '批准付款', '经费支出']) {
      await story.locator('.event-head').filter({ hasText: event }).waitFor();
    }
    await walk.page.keyboard.press('Escape');
  });

  it('leaves the balance that is left', async () => {
    await walk.page.goto(`${store.url}/replay?org=S01&fund=S01-JF`);
    const balance = walk.page.getByTestId('balance');
    expect(await balance.innerText()).toContain('500.00');
    await walk.page.getByRole('button', { name: '上一笔' }).click();
    expect(await balance.innerText()).toContain('1,000.00');
  });

  it('leaves no error on the console', () => expect(walk.errors).toEqual([]));
});
