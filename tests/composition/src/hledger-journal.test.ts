import { replay } from '@mingbai/application';
import { hledgerJournal } from '@mingbai/papers';
import { describe, expect, it } from 'vitest';
import { accountant, operator, OTHER, on, SCHOOL, testMingbai, type Input, type TestMingbai } from './test-mingbai.ts';

const FUND = { org: SCHOOL, fund: 'F1', occurredOn: on('2025-03-01') };

/** A fund that has seen everything that can move one, beside one with an unknown opening. */
async function kept(): Promise<TestMingbai> {
  const test = await testMingbai();
  const book = (more: Input) => test.must(operator, 'fund.book', { ...FUND, ...more }, { imported: true });
  await test.must(operator, 'fund.open', { ...FUND, name: '工会; 经费', kind: 'union', opening: 100_005 });
  await test.must(operator, 'fund.open', { ...FUND, fund: 'F2', name: '专项', kind: 'earmark' });
  await book({ direction: 'income', amount: 50_000, source: 'dues', form: 'bank', summary: '3月会费' });
  const spent = { direction: 'expense', amount: 1, form: 'cash', purpose: 'office' };
  const [entry] = await book({ ...spent, occurredOn: on('2025-03-05'), summary: '笔' });
  await book({ ...spent, amount: 2000, occurredOn: on('2025-03-04') });
  await book({ direction: 'transfer-out', amount: 300, form: 'bank', counterpart: 'F2' });
  await test.must(accountant, 'fund.reverse', { ...FUND, occurredOn: on('2025-03-06'), entry, reason: '记错了' });
  return test;
}

const journalOf = ({ mingbai }: TestMingbai, period?: string): string => {
  const all = mingbai.list(operator, 'fund-entries', {});
  return hledgerJournal(mingbai.list(operator, 'fund-entries', { period }), all);
};
const postingsIn = (journal: string) =>
  [...journal.matchAll(/^ {4}(\S+) {2}(-?)(\d+)\.(\d\d) 元$/gm)].map(([, account = '', sign, yuan, cents]) => ({
    account,
    fen: (sign === '-' ? -1 : 1) * (Number(yuan) * 100 + Number(cents)),
  }));

describe('a journal for hledger', () => {
  it('comes to the balance of every fund, and every transaction comes to nothing', async () => {
    const test = await kept();
    const journal = journalOf(test);
    const transactions = journal.split('\n\n').map(postingsIn);
    for (const postings of transactions) expect(postings.reduce((total, { fen }) => total + fen, 0)).toBe(0);
    expect(transactions.filter(({ length }) => length === 2)).toHaveLength(7);
    for (const fund of ['F1', 'F2']) {
      const own = postingsIn(journal).filter(
        ({ account }) => /^资产:.*:/.test(account) && account.endsWith(`:${fund}`),
      );
      const { balanceFen } = await replay(test.mingbai, operator, { fund });
      expect(own.reduce((total, { fen }) => total + fen, 0)).toBe(balanceFen);
    }
  });
  it('is in order of the days, names what money was for, and takes a reversal back the way it came', async () => {
    const journal = journalOf(await kept());
    expect(journal.match(/^\d{4}-\d\d-\d\d \S+/gm)).toEqual([
      '2025-03-01 开立资金',
      '2025-03-01 收入',
      '2025-03-01 转出',
      '2025-03-01 转入',
      '2025-03-04 经费支出',
      '2025-03-05 经费支出',
      '2025-03-06 冲销',
    ]);
    expect(journal).toMatch(
      /2025-03-06 冲销 记错了 {2};.*\n {4}资产:库存现金:F1 {2}0\.01 元\n {4}支出:办公费 {2}-0\.01 元/,
    );
    expect(journal).toMatch(/; 2025-03-01 开立资金 专项 {2};.*期初金额不详/);
    expect(journal).toContain('开立资金 工会； 经费  ; position:');
  });
  it('of a period still knows what a reversal in it takes back', async () => {
    const journal = journalOf(await kept(), '2025-03-06..2025-03-31');
    expect(postingsIn(journal)).toEqual([
      { account: '资产:库存现金:F1', fen: 1 },
      { account: '支出:办公费', fen: -1 },
    ]);
  });
  it('of nothing is a head and nothing else', async () => {
    const test = await testMingbai();
    const nothing = test.mingbai.list(operator, 'fund-entries', { org: OTHER });
    expect(postingsIn(hledgerJournal(nothing))).toEqual([]);
  });
});
