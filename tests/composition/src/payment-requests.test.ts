import { replay } from '@mingbai/application';
import { describe, expect, it } from 'vitest';
import { auditor, cashier, chair, officer, on, operator, SCHOOL, testMingbai, visit } from './test-mingbai.ts';

const FUND = { org: SCHOOL, fund: 'F1' };

/** A request of 4 March with a payee's name, approved on the 6th and paid on the 8th. */
async function paidRequest() {
  const test = await testMingbai();
  const opening = { ...FUND, occurredOn: on('2025-01-01'), name: '工会经费', kind: 'union', opening: 1000 };
  await test.must(operator, 'fund.open', opening);
  const asks = { ...FUND, occurredOn: on('2025-03-04'), amount: 500, purpose: 'hospital', payee: { name: '黄某' } };
  await test.must(officer, 'fund.request', asks);
  const [request] = test.mingbai.list(officer, 'payment-requests', { org: SCHOOL });
  const id = request?.record ?? '';
  await test.must(chair, 'fund.approve', { ...FUND, occurredOn: on('2025-03-06'), request: id });
  const pays = { ...FUND, occurredOn: on('2025-03-08'), request: id, amount: 500, form: 'cash' };
  await test.must(cashier, 'fund.disburse', pays);
  return test;
}

describe('a payment request', () => {
  it('still tells whom it is for, and its own day, once it is approved and paid', async () => {
    const test = await paidRequest();
    const [row] = test.mingbai.list(auditor, 'payment-requests', { org: SCHOOL });
    expect(row).toMatchObject({
      from: '2025-03-04',
      to: '2025-03-04',
      row: { payee: { name: '黄某' }, status: 'paid' },
    });
  });
  it('stood as it stood on every day', async () => {
    const test = await paidRequest();
    const statusOn = (asOf: string) =>
      test.mingbai.list(auditor, 'payment-requests', { org: SCHOOL, asOf }).map(({ row }) => row['status']);
    expect(['2025-03-03', '2025-03-05', '2025-03-07', '2025-03-08'].map(statusOn)).toEqual([
      [],
      ['requested'],
      ['approved'],
      ['paid'],
    ]);
  });
});

describe('a fund whose opening nobody knows', () => {
  it('is replayed without telling that it moved nothing', async () => {
    const test = await testMingbai();
    await test.must(operator, 'fund.open', { ...FUND, occurredOn: on('2025-01-01'), name: '旧账', kind: 'union' });
    const { entries, openingKnown } = await replay(test.mingbai, auditor, { fund: 'F1' });
    expect([entries.map(({ deltaFen }) => deltaFen), openingKnown]).toEqual([[null], false]);
  });
});

describe('a command', () => {
  it('whose id is no UUID is refused: its event could never be verified', async () => {
    const test = await testMingbai();
    const size = test.models.size();
    const answer = await test.run(operator, 'visit.record', visit('2025-03-05'), { id: 'notuuid' });
    expect(answer).toMatchObject({ ok: false, refusal: { kind: 'malformed', code: 'command-id-wrong' } });
    expect(test.models.size()).toBe(size);
  });
});
