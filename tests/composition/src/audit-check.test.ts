import { auditCheck, replay } from '@mingbai/application';
import { exceptionText } from '@mingbai/messages';
import { describe, expect, it } from 'vitest';
import {
  accountant,
  auditor,
  cashier,
  chair,
  member,
  officer,
  on,
  operator,
  OTHER,
  SCHOOL,
  somebody,
  testMingbai,
  visit,
  type Input,
  type TestMingbai,
} from './test-mingbai.ts';

const FUND = { org: SCHOOL, fund: 'F1', occurredOn: on('2025-03-01') };
const opening = (more: Input = {}): Input => ({ ...FUND, name: '工会经费', kind: 'union', opening: 100_000, ...more });
const expense = (amount: number, more: Input = {}): Input => ({
  ...FUND,
  direction: 'expense',
  amount,
  form: 'cash',
  purpose: 'office',
  ...more,
});
const codes = async (test: TestMingbai, asked = {}) =>
  (await auditCheck(test.mingbai, auditor, asked)).map(({ code }) => code);
const exact = (value: number, unit: string) => ({ value, precision: 'exact', unit });

async function withFund(more: Input = {}): Promise<TestMingbai> {
  const test = await testMingbai();
  await test.must(operator, 'fund.open', opening(more));
  return test;
}

/** A payment that went the whole way: asked, approved, paid. */
async function paid(test: TestMingbai, amount: number, more: Input = {}): Promise<string> {
  const request = await test.recordOf(officer, 'fund.request', { ...FUND, amount, purpose: 'hospital', ...more });
  await test.must(chair, 'fund.approve', { ...FUND, request });
  const [entry = ''] = await test.must(cashier, 'fund.disburse', { ...FUND, request, amount, form: 'cash' });
  return entry;
}

describe('an audit', () => {
  it('of an orderly book stops at nothing', async () => {
    const test = await withFund();
    const entry = await paid(test, 50_000);
    await test.must(accountant, 'fund.receipt', { ...FUND, entry, invoiceNumber: 'I1' });
    expect(await codes(test)).toEqual([]);
  });
  it('stops at a payment without a receipt', async () => {
    const test = await withFund();
    const entry = await paid(test, 50_000);
    const found = await auditCheck(test.mingbai, auditor, {});
    expect(found).toMatchObject([
      { code: 'receipt-missing', org: SCHOOL, event: entry, detail: { fund: 'F1', amountFen: 50_000 } },
    ]);
  });
  it('stops at an imported entry that breaks a rule', async () => {
    const test = await withFund();
    await test.must(operator, 'fund.book', expense(500, { purpose: 'festival-goods', festival: 'womens-day' }), {
      imported: true,
      correlation: test.mingbai.newId(),
    });
    expect(await auditCheck(test.mingbai, auditor, {})).toMatchObject([
      {
        code: 'needs-review',
        detail: { fund: 'F1', amountFen: 500, findings: 'festival-not-listed\tWELFARE-01', imported: 'imported' },
      },
    ]);
  });
  it('says of an entry that needs review what was found, and only of an imported one that it is', async () => {
    const said = async (test: TestMingbai) =>
      (await auditCheck(test.mingbai, auditor, {}))
        .filter(({ code }) => code === 'needs-review')
        .map(({ code, detail }) => exceptionText(code, detail));
    const test = await withFund({ opening: undefined });
    await paid(test, 5);
    expect(await said(test)).toEqual(['资金 F1 一笔 0.05 元需要复核：期初不详，无法确认是否透支（FUND-03）']);
    const old = await withFund();
    const line = expense(100_001, { occurredOn: on('2025-02-01'), purpose: 'festival-goods', festival: 'womens-day' });
    await old.must(operator, 'fund.book', line, { imported: true, correlation: old.mingbai.newId() });
    expect(await said(old)).toEqual([
      '资金 F1 导入的一笔 1000.01 元需要复核：日期在资金开立之前（FUND-03）；' +
        '不在可发慰问品的七个法定节日（WELFARE-01）；超过当时的资金余额（FUND-03）',
    ]);
  });
  it('stops at a fund from the first fen below zero on; where the opening is unknown, at the payment', async () => {
    for (const [amount, expected] of [
      [100_000, []],
      [100_001, ['needs-review', 'fund-below-zero']],
    ] as const) {
      const test = await withFund();
      await test.must(operator, 'fund.book', expense(amount), { imported: true });
      expect((await codes(test)).toSorted()).toEqual([...expected].toSorted());
    }
    const unknown = await withFund({ opening: undefined });
    await unknown.must(operator, 'fund.book', expense(5), { imported: true });
    expect(await codes(unknown)).toEqual(['needs-review']);
  });
  it('stops at a visit whose union money and payments differ, and not before anything was paid', async () => {
    const money = (payers: readonly string[]) =>
      visit('2025-03-01', { money: [{ amount: exact(50_000, '分'), payers }] });
    const outcome = async (payers: readonly string[], amount: number) => {
      const test = await withFund();
      const record = await test.recordOf(officer, 'visit.record', money(payers));
      if (amount > 0) await paid(test, amount, { visit: record });
      return (await codes(test)).filter((code) => code !== 'receipt-missing');
    };
    expect(await outcome(['union'], 0)).toEqual([]);
    expect(await outcome(['union'], 50_000)).toEqual([]);
    expect(await outcome(['union'], 49_999)).toEqual(['visit-and-payment-differ']);
    expect(await outcome(['employer'], 50_000)).toEqual(['visit-and-payment-differ']);
  });
  it('counts a payment that was taken back as none, and asks no receipt of it', async () => {
    const test = await withFund();
    const told = visit('2025-03-01', { money: [{ amount: exact(50_000, '分'), payers: ['union'] }] });
    const record = await test.recordOf(officer, 'visit.record', told);
    const entry = await paid(test, 50_000, { visit: record });
    await test.must(accountant, 'fund.reverse', { ...FUND, entry, reason: '付错了人' });
    const found = await auditCheck(test.mingbai, auditor, {});
    expect(found).toMatchObject([{ code: 'visit-and-payment-differ', detail: { toldFen: 50_000, paidFen: 0 } }]);
    await paid(test, 50_000, { visit: record });
    expect(await codes(test)).toEqual(['receipt-missing']);
  });
  it('stops where two organisations state the very same, and not where one does twice', async () => {
    const test = await testMingbai();
    const stated = { groups: [{ count: exact(23, '人次') }], place: '第一医院' };
    await test.must(operator, 'visit.record', visit('2025-03-08', stated));
    await test.must(operator, 'visit.record', visit('2025-03-08', stated));
    expect(await codes(test)).toEqual([]);
    await test.must(operator, 'visit.record', visit('2025-03-08', { ...stated, org: OTHER }));
    const found = await auditCheck(test.mingbai, auditor, {});
    expect(new Set(found.map(({ code }) => code))).toEqual(new Set(['same-statement']));
    expect(found[0]?.detail).toEqual({ orgs: `${SCHOOL}\n${OTHER}`, register: 'visits' });
    expect(await codes(test, { org: OTHER })).toEqual([]);
  });
  it('stops where the host and a guest of one activity both tell how many took part', async () => {
    const test = await testMingbai();
    const game = (org: string, role: string, value: number): Promise<unknown> =>
      test.must(operator, 'activity.record', {
        org,
        occurredOn: on('2025-03-08'),
        name: '区排球赛',
        kind: 'ball-game',
        role,
        participants: [exact(value, '人')],
      });
    await game(SCHOOL, 'organised', 120);
    await game(OTHER, 'organised', 50);
    expect(await codes(test)).toEqual([]);
    await game(OTHER, 'took-part', 30);
    expect(await auditCheck(test.mingbai, auditor, {})).toMatchObject([
      { code: 'host-and-guest', org: OTHER, detail: { orgs: `${SCHOOL}\n${OTHER}`, name: '区排球赛' } },
    ]);
  });
  it('keeps to the organisation, the period and both clocks that were asked', async () => {
    const test = await withFund();
    await test.must(operator, 'fund.book', expense(500, { purpose: 'festival-goods', festival: 'womens-day' }), {
      imported: true,
    });
    expect(await codes(test, { org: OTHER })).toEqual([]);
    expect(await codes(test, { period: '2025-02' })).toEqual([]);
    expect(await codes(test, { asOf: '2025-02-28' })).toEqual([]);
    expect(await codes(test, { period: '2025-03' })).toEqual(['needs-review']);
    await expect(auditCheck(test.mingbai, member, {})).rejects.toThrow('forbidden');
  });
});

describe('a replayed fund', () => {
  it('names fund, organisation, every movement with its day, and what a reversal takes back', async () => {
    const test = await withFund();
    const [entry = ''] = await test.must(operator, 'fund.receive', {
      ...FUND,
      amount: 500,
      source: 'dues',
      form: 'bank',
    });
    await test.must(accountant, 'fund.reverse', { ...FUND, occurredOn: on('2025-03-05'), entry, reason: '记账错误' });
    const replayed = await replay(test.mingbai, auditor, { fund: '工会经费' });
    expect(replayed).toMatchObject({
      fund: { code: 'F1', org: SCHOOL, kind: 'union' },
      balanceFen: 100_000,
      openingKnown: true,
      warnings: [],
    });
    expect(replayed.entries.map(({ type, deltaFen, balanceFen }) => [type, deltaFen, balanceFen])).toEqual([
      ['FundOpened', 100_000, 100_000],
      ['IncomeReceived', 500, 100_500],
      ['EntryReversed', -500, 100_000],
    ]);
    expect(replayed.entries[2]).toMatchObject({ occurredOn: on('2025-03-05'), originallyOn: on('2025-03-01') });
  });
  it('says that its opening is unknown, and tells no balance until a part of it is known', async () => {
    const test = await withFund({ opening: undefined });
    const entries = async () => {
      const replayed = await replay(test.mingbai, auditor, { fund: 'F1' });
      expect(replayed).toMatchObject({ openingKnown: false, warnings: ['opening-unknown'] });
      return [...replayed.entries, replayed].map(({ balanceFen }) => balanceFen);
    };
    expect(await entries()).toEqual([null, null]);
    await test.must(operator, 'fund.book', expense(5), { imported: true });
    expect(await entries()).toEqual([null, -5, -5]);
  });
  it('knows only what was known then', async () => {
    const test = await withFund();
    test.clock.set('2025-03-12T00:00:00Z');
    await test.must(operator, 'fund.receive', { ...FUND, amount: 500, source: 'dues', form: 'bank' });
    const balance = async (knownAt: string) =>
      (await replay(test.mingbai, auditor, { fund: 'F1', knownAt })).balanceFen;
    expect([await balance('2025-03-11'), await balance('2025-03-12')]).toEqual([100_000, 100_500]);
  });
  it('is refused where there is none, where it is another’s, and for a member', async () => {
    const test = await withFund();
    await expect(replay(test.mingbai, auditor, { fund: 'F9' })).rejects.toThrow('fund-not-found');
    await expect(replay(test.mingbai, accountantElsewhere, { fund: 'F1' })).rejects.toThrow('fund-not-found');
    await expect(replay(test.mingbai, member, { fund: 'F1' })).rejects.toThrow('forbidden');
  });
});

const accountantElsewhere = somebody('accountant', OTHER);
