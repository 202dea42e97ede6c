import { describe, expect, it } from 'vitest';
import {
  accountant,
  auditor,
  cashier,
  chair,
  officer,
  on,
  operator,
  SCHOOL,
  testMingbai,
  type Input,
  type TestMingbai,
} from './test-mingbai.ts';

const at = (fund: string, day = '2025-03-01'): Input => ({ org: SCHOOL, fund, occurredOn: on(day) });

/** A union fund, an earmark within it, and money held for others, each opened with 1000 fen. */
async function withFunds(): Promise<TestMingbai> {
  const test = await testMingbai();
  for (const [fund, kind] of [
    ['F1', 'union'],
    ['F2', 'earmark'],
    ['F3', 'custody'],
  ] as const) {
    await test.must(operator, 'fund.open', { ...at(fund, '2025-01-01'), name: fund, kind, opening: 1000 });
  }
  return test;
}
const income = (fund: string, amount: number, source = 'dues'): Input => ({
  ...at(fund),
  amount,
  source,
  form: 'bank',
});
const expense = (fund: string, amount: number, purpose = 'office'): Input => ({
  ...at(fund),
  direction: 'expense',
  amount,
  purpose,
  form: 'cash',
});
const book = (test: TestMingbai, line: Input) => test.must(operator, 'fund.book', line, { imported: true });
const values = (test: TestMingbai, ...ids: readonly string[]) => ids.map((id) => test.value(id).value);

describe('union income and expenditure', () => {
  it('count union money and earmarks, and nobody else’s', async () => {
    const test = await withFunds();
    for (const [fund, amount] of [
      ['F1', 10],
      ['F2', 20],
      ['F3', 40],
    ] as const) {
      await test.must(operator, 'fund.receive', income(fund, amount));
      await book(test, expense(fund, amount + 1));
    }
    expect(values(test, 'fund.income', 'fund.expenditure')).toEqual([30, 32]);
    expect(values(test, 'fund.held-received', 'fund.held-paid')).toEqual([40, 41]);
    expect(values(test, 'fund.income[fund=F2]', 'fund.held-paid[kind=custody]')).toEqual([20, 41]);
  });
  it('are told by source and by purpose', async () => {
    const test = await withFunds();
    await test.must(operator, 'fund.receive', income('F1', 10, 'dues'));
    await test.must(operator, 'fund.receive', income('F1', 5, 'interest'));
    await book(test, expense('F1', 7, 'hospital'));
    const ids = ['fund.income[source=dues]', 'fund.income[source=interest]', 'fund.income[source=donation]'];
    expect(values(test, ...ids)).toEqual([10, 5, null]);
    expect(values(test, 'fund.expenditure[purpose=hospital]', 'fund.expenditure[purpose=office]')).toEqual([7, null]);
  });
  it('do not count an opening, nor money that moves from fund to fund', async () => {
    const test = await withFunds();
    await test.must(accountant, 'fund.transfer', { ...at('F1'), counterpart: 'F2', amount: 300 });
    await test.must(accountant, 'fund.transfer', { ...at('F1'), counterpart: 'F3', amount: 50 });
    expect(values(test, 'fund.income', 'fund.expenditure', 'fund.held-received')).toEqual([null, null, null]);
    expect(values(test, 'fund.set-apart', 'fund.balance')).toEqual([300, 3000]);
    expect(values(test, 'fund.balance[fund=F1]', 'fund.balance[kind=earmark]')).toEqual([650, 1300]);
  });
  it('do not count what a fund is for, and an opening that nobody knows leaves the balance open', async () => {
    const test = await withFunds();
    const exactly = (value: number) => ({ value, precision: 'exact' });
    await test.must(operator, 'fund.receive', income('F1', 10));
    await book(test, expense('F1', 7));
    await test.must(accountant, 'fund.transfer', { ...at('F1'), counterpart: 'F2', amount: 300 });
    expect(test.value('fund.income[fund=F1]')).toMatchObject(exactly(10));
    expect(test.value('fund.expenditure[fund=F1]')).toMatchObject(exactly(7));
    expect(test.value('fund.set-apart[fund=F2]')).toMatchObject(exactly(300));
    expect(test.value('fund.balance')).toMatchObject(exactly(3003));
    const named = { ...at('F4'), name: 'F4', kind: 'union', purpose: '慰问困难教职工' };
    await test.must(operator, 'fund.open', named);
    expect(test.value('fund.expenditure')).toMatchObject(exactly(7));
    expect(test.value('fund.balance[fund=F4]')).toMatchObject({ value: null, precision: 'unknown' });
    expect(test.value('fund.opened')).toMatchObject(exactly(4));
    expect(values(test, 'fund.opened[kind=union]', 'fund.opened[kind=donation]')).toEqual([2, null]);
  });
  it('take back what was reversed, on the day of the reversal', async () => {
    const test = await withFunds();
    const [received] = await test.must(operator, 'fund.receive', income('F1', 10));
    const [spent] = await book(test, expense('F1', 7, 'hospital'));
    for (const entry of [received, spent]) {
      await test.must(accountant, 'fund.reverse', { ...at('F1', '2025-03-05'), entry, reason: '记账错误' });
    }
    const asOf = (id: string, day: string) => test.value(id, { asOf: day }).value;
    expect([asOf('fund.income', '2025-03-04'), asOf('fund.income', '2025-03-05')]).toEqual([10, 0]);
    expect([asOf('fund.expenditure[purpose=hospital]', '2025-03-04'), asOf('fund.expenditure', '2025-03-05')]).toEqual([
      7, 0,
    ]);
    expect(values(test, 'fund.balance[fund=F1]')).toEqual([1000]);
    const [sent] = await test.must(accountant, 'fund.transfer', { ...at('F1'), counterpart: 'F2', amount: 300 });
    await test.must(accountant, 'fund.reverse', { ...at('F1', '2025-03-05'), entry: sent, reason: '记账错误' });
    expect([asOf('fund.set-apart', '2025-03-04'), asOf('fund.set-apart', '2025-03-05')]).toEqual([300, 0]);
    expect(values(test, 'fund.balance[fund=F1]', 'fund.balance[fund=F2]')).toEqual([1000, 1000]);
  });
});

describe('a payment request', () => {
  it('is listed as requested, approved, paid or declined', async () => {
    const test = await withFunds();
    const ask = () => test.recordOf(officer, 'fund.request', { ...at('F1'), amount: 100, purpose: 'hospital' });
    const [open, agreed, settled, refused] = [await ask(), await ask(), await ask(), await ask()];
    for (const request of [agreed, settled]) await test.must(chair, 'fund.approve', { ...at('F1'), request });
    await test.must(cashier, 'fund.disburse', { ...at('F1'), request: settled, amount: 100, form: 'cash' });
    await test.must(chair, 'fund.decline', { ...at('F1'), request: refused, reason: '本年不办' });
    const rows = test.mingbai.list(auditor, 'payment-requests', { org: SCHOOL });
    const status = new Map(rows.map(({ record, row }) => [record, row['status']]));
    expect([open, agreed, settled, refused].map((request) => status.get(request))).toEqual([
      'requested',
      'approved',
      'paid',
      'declined',
    ]);
    expect(rows.map(({ row }) => row['amount'])).toEqual([100, 100, 100, 100]);
  });
});
