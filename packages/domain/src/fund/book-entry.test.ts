import { fen } from '@mingbai/kernel';
import { describe, it } from 'vitest';
import { expectEveryRejectionTried, given, happened, idOf, newIdOf, on } from '../testing/index.ts';
import { bookEntry } from './book-entry.ts';
import { EntryReversed, FundTransferredIn, FundTransferredOut } from './events.ts';
import { ACCOUNTANT, BEFORE_THE_FUND, common, opened, received, spent, TOMORROW } from './testing/fund-fixtures.ts';

const income = { ...common, direction: 'income', amount: 500, form: 'bank', source: 'dues' };
const expense = { ...common, direction: 'expense', amount: 500, form: 'cash', purpose: 'office' };
const outward = { ...common, direction: 'transfer-out', amount: 500, form: 'bank', counterpart: 'F2' };
const byHand = { actor: ACCOUNTANT };
const imported = { ...byHand, imported: true };
const target = happened(opened(0, 'F2', 'earmark'), { stream: 'fund-F2' });

describe('booking a line of an old cash book', () => {
  it('takes in income, by hand and in an import', () => {
    given(opened(0)).when(bookEntry, income, byHand).thenRecords(received(500));
    given(opened(0)).when(bookEntry, income, imported).thenRecords(received(500));
  });
  it('takes in a payment whose approval is not recorded in an import only', () => {
    given(opened(500)).when(bookEntry, expense, imported).thenRecords(spent(500));
    given(opened(500)).when(bookEntry, expense, byHand).thenRefuses('approval-required');
  });
  it('moves money to another fund of the organisation', () => {
    const shared = { amount: fen(500), transfer: newIdOf('transfer') };
    given(opened(500), target)
      .when(bookEntry, outward, byHand)
      .thenRecords(
        { ...FundTransferredOut({ ...shared, fund: 'F1', counterpart: 'F2', kind: 'union' }), stream: 'fund-F1' },
        { ...FundTransferredIn({ ...shared, fund: 'F2', counterpart: 'F1', kind: 'earmark' }), stream: 'fund-F2' },
      );
  });
  it('wants an overdraft looked at from the first fen beyond a known balance', () => {
    given(opened(499)).when(bookEntry, expense, imported).thenFinds('FUND-03 exceeds-balance');
    given(opened(undefined), received(500)).when(bookEntry, expense, imported).thenRecords(spent(500));
    given(opened(undefined), received(499)).when(bookEntry, expense, imported).thenFinds('FUND-03 balance-unknown');
    given(opened(499), target).when(bookEntry, outward, imported).thenFinds('FUND-03 exceeds-balance');
    given(opened(499), target).when(bookEntry, outward, byHand).thenRefuses('exceeds-balance', { balanceFen: 499 });
  });
  it('wants a broken rule looked at, by the rules of the day of the payment', () => {
    const goods = { ...expense, purpose: 'festival-goods', festival: 'womens-day', beneficiary: 'retired' };
    given(opened(900)).when(bookEntry, goods, imported).thenFinds('WELFARE-01 festival-not-listed');
    given(opened(900))
      .when(bookEntry, { ...goods, occurredOn: on('2025-08-21') }, { ...imported, today: '2025-09-01' })
      .thenFinds('WELFARE-01 festival-not-listed', 'WELFARE-02 retirees-are-the-employers');
    given({ ...opened(900), occurredOn: on('2017-01-01') })
      .when(bookEntry, { ...goods, occurredOn: on('2017-12-14') }, imported)
      .thenRecords(spent(500, { purpose: 'festival-goods', festival: 'womens-day', beneficiary: 'retired' }));
    given(opened(0))
      .when(
        bookEntry,
        { ...expense, purpose: 'health-check', occurredOn: on('2025-08-21') },
        { ...imported, today: '2025-09-01' },
      )
      .thenFinds('WELFARE-03 health-check-is-the-employers', 'FUND-03 exceeds-balance');
  });
  it('takes a voucher number again once its entry is reversed on its own day, and another holds it no more', () => {
    const numbered = (id: string) => happened(received(1, 'V1'), { id: idOf(id) });
    const [first, second] = [numbered('first'), numbered('second')];
    const reversal = (id: string, occurredOn = on('2025-03-01')) =>
      happened(
        EntryReversed({
          fund: 'F1',
          kind: 'union',
          entry: idOf(id),
          reason: 'posted twice',
          reversedDelta: fen(1),
          originallyOn: on('2025-03-01'),
        }),
        { occurredOn },
      );
    const again = { ...income, voucherNumber: 'V1' };
    const ownDay = [opened(0), first, reversal('first')] as const;
    given(...ownDay)
      .when(bookEntry, again, byHand)
      .thenRecords(received(500, 'V1'));
    given(opened(0), first, reversal('first', on('2025-03-02')))
      .when(bookEntry, again, byHand)
      .thenRefuses('voucher-number-used');
    given(...ownDay, second)
      .when(bookEntry, again, byHand)
      .thenRefuses('voucher-number-used');
    given(opened(0), first, second, reversal('second'))
      .when(bookEntry, again, byHand)
      .thenRefuses('voucher-number-used');
  });
  it('takes a voucher number once: wants a used one looked at in an import and refuses it by hand', () => {
    given(opened(0), received(1, 'V1'))
      .when(bookEntry, { ...income, voucherNumber: 'V2' }, byHand)
      .thenRecords(received(500, 'V2'));
    given(opened(0), received(1, 'V1'))
      .when(bookEntry, { ...income, voucherNumber: 'V1' }, imported)
      .thenFinds('FUND-04 voucher-number-used');
    given(opened(0), received(1, 'V1'))
      .when(bookEntry, { ...income, voucherNumber: 'V1' }, byHand)
      .thenRefuses('voucher-number-used');
  });
  it('refuses income without a source and a payment without a purpose', () => {
    const { source: _source, ...sourceless } = income;
    const { purpose: _purpose, ...purposeless } = expense;
    given(opened(0)).when(bookEntry, sourceless, imported).thenRefuses('source-missing');
    given(opened(0)).when(bookEntry, purposeless, imported).thenRefuses('purpose-missing');
  });
  it('refuses a transfer to the same fund, to no fund, and to nowhere', () => {
    const { counterpart: _counterpart, ...nowhere } = outward;
    given(opened(500))
      .when(bookEntry, { ...outward, counterpart: 'F1' }, imported)
      .thenRefuses('same-fund');
    given(opened(500)).when(bookEntry, outward, imported).thenRefuses('no-counterpart');
    given(opened(500)).when(bookEntry, nowhere, imported).thenRefuses('no-counterpart');
  });
  it('refuses no fund, another’s fund, and tomorrow, in an import too', () => {
    given().when(bookEntry, income, imported).thenRefuses('no-fund');
    given({ ...opened(0), org: 'S2' })
      .when(bookEntry, income, imported)
      .thenRefuses('fund-of-other-organisation');
    given(opened(0))
      .when(bookEntry, { ...income, occurredOn: TOMORROW }, imported)
      .thenRefuses('in-the-future', { today: '2025-03-10' });
  });
  it('refuses by hand what was before the fund was opened, and wants it looked at in an import', () => {
    const early = { ...income, occurredOn: BEFORE_THE_FUND };
    given(opened(0)).when(bookEntry, early, byHand).thenRefuses('before-the-fund', { on: '2025-03-01' });
    given(opened(0)).when(bookEntry, early, imported).thenFinds('FUND-03 before-the-fund');
  });
  it('is refused in every way that it names', () => expectEveryRejectionTried(bookEntry));
});
