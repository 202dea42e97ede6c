import { fen } from '@mingbai/kernel';
import { describe, it } from 'vitest';
import { expectEveryRejectionTried, given, happened, idOf, on } from '../testing/index.ts';
import { EntryReversed, FundTransferredIn, FundTransferredOut } from './events.ts';
import { reverseEntry } from './reverse-entry.ts';
import {
  ACCOUNTANT,
  common,
  ENTRY,
  opened,
  received,
  spent,
  BEFORE_THE_FUND,
  TOMORROW,
} from './testing/fund-fixtures.ts';

const command = { ...common, entry: ENTRY, reason: 'posted twice' };
const accountant = { actor: ACCOUNTANT };
const ENTRY_DAY = on('2025-03-05');
const income = happened(received(500), { id: ENTRY, occurredOn: ENTRY_DAY });
const payment = happened(spent(500), { id: ENTRY, occurredOn: ENTRY_DAY });
const undone = { fund: 'F1', kind: 'union', entry: ENTRY, reason: 'posted twice', originallyOn: ENTRY_DAY } as const;
const incomeReversed = EntryReversed({ ...undone, reversedDelta: fen(500), source: 'dues' });
const paymentReversed = EntryReversed({ ...undone, reversedDelta: fen(-500), purpose: 'office' });

describe('reversing a posted entry', () => {
  it('keeps both days, the source of an income and the purpose of a payment', () => {
    given(opened(0), income)
      .when(reverseEntry, command, accountant)
      .thenRecords({ ...incomeReversed, occurredOn: common.occurredOn });
    given(opened(900), payment).when(reverseEntry, command, accountant).thenRecords(paymentReversed);
  });
  it('may be done on the day of the entry and not on the day before', () => {
    given(opened(0), income)
      .when(reverseEntry, { ...command, occurredOn: ENTRY_DAY }, accountant)
      .thenRecords(incomeReversed);
    given(opened(0), income)
      .when(reverseEntry, { ...command, occurredOn: on('2025-03-04') }, accountant)
      .thenRefuses('before-the-entry', { on: '2025-03-05' });
  });
  it('is done once, and a reversal is not reversed', () => {
    const reversal = happened(incomeReversed, { id: idOf('reversal') });
    given(opened(0), income, reversal).when(reverseEntry, command, accountant).thenRefuses('already-reversed');
    given(opened(0), income, reversal)
      .when(reverseEntry, { ...command, entry: idOf('reversal') }, accountant)
      .thenRefuses('already-reversed');
  });
  it('takes an income back down to the last fen by hand, and further only in an import', () => {
    given(opened(100), income, spent(100)).when(reverseEntry, command, accountant).thenRecords(incomeReversed);
    given(opened(100), income, spent(101))
      .when(reverseEntry, command, accountant)
      .thenRefuses('exceeds-balance', { balanceFen: 499 });
    given(opened(100), income, spent(101))
      .when(reverseEntry, command, { ...accountant, imported: true })
      .thenRecords(incomeReversed);
    given(opened(undefined), income, spent(500)).when(reverseEntry, command, accountant).thenRecords(incomeReversed);
  });
  it('takes a payment back out of a fund that is below zero', () =>
    given(opened(0), payment, spent(900)).when(reverseEntry, command, accountant).thenRecords(paymentReversed));
  it('takes back an opening, where there is something to take back', () => {
    const opening = (amount: number) => happened(opened(amount), { id: ENTRY, occurredOn: ENTRY_DAY });
    const openingReversed = EntryReversed({ ...undone, reversedDelta: fen(900) });
    given(opening(900)).when(reverseEntry, command, accountant).thenRecords(openingReversed);
    given(opening(0)).when(reverseEntry, command, accountant).thenRefuses('already-reversed');
  });
  it('takes both sides of a transfer back, from either side, and none alone', () => {
    const moved = (fund: string, counterpart: string, kind: 'union' | 'earmark') =>
      ({ amount: fen(500), transfer: idOf('transfer'), fund, counterpart, kind }) as const;
    const sent = happened(FundTransferredOut(moved('F1', 'F2', 'union')), { id: ENTRY, occurredOn: ENTRY_DAY });
    const arrived = happened(FundTransferredIn(moved('F2', 'F1', 'earmark')), {
      id: idOf('arrived'),
      occurredOn: ENTRY_DAY,
      stream: 'fund-F2',
    });
    const other = happened(opened(0, 'F2', 'earmark'), { stream: 'fund-F2' });
    const { fund: _fund, kind: _kind, ...both } = undone;
    const sentBack = EntryReversed({ ...both, fund: 'F1', kind: 'union', reversedDelta: fen(-500), counterpart: 'F2' });
    const arrivedBack = EntryReversed({
      ...both,
      fund: 'F2',
      kind: 'earmark',
      entry: idOf('arrived'),
      reversedDelta: fen(500),
      counterpart: 'F1',
    });
    given(opened(500), sent, other, arrived)
      .when(reverseEntry, command, accountant)
      .thenRecords({ ...sentBack, stream: 'fund-F1' }, { ...arrivedBack, stream: 'fund-F2' });
    given(happened(opened(500), { stream: 'fund-F1' }), { ...sent, stream: 'fund-F1' }, other, arrived)
      .when(reverseEntry, { ...command, fund: 'F2', entry: idOf('arrived') }, accountant)
      .thenRecords({ ...arrivedBack, stream: 'fund-F2' }, { ...sentBack, stream: 'fund-F1' });
    const gone = happened(spent(1, { fund: 'F2' }), { stream: 'fund-F2' });
    given(opened(500), sent, other, arrived, gone)
      .when(reverseEntry, command, accountant)
      .thenRefuses('counterpart-exceeds-balance', { fund: 'F2', balanceFen: 499 });
    given(opened(500), sent, other, arrived, gone)
      .when(reverseEntry, command, { ...accountant, imported: true })
      .thenRecords(sentBack, arrivedBack);
  });
  it('refuses an entry that is not there, no fund, another’s fund, and tomorrow', () => {
    given(opened(0)).when(reverseEntry, command, accountant).thenRefuses('no-such-entry');
    given().when(reverseEntry, command, accountant).thenRefuses('no-fund');
    given({ ...opened(0), org: 'S2' }, income)
      .when(reverseEntry, command, accountant)
      .thenRefuses('fund-of-other-organisation');
    given(opened(0), income)
      .when(reverseEntry, { ...command, occurredOn: TOMORROW }, accountant)
      .thenRefuses('in-the-future', { today: '2025-03-10' });
    given(opened(0), income)
      .when(reverseEntry, { ...command, occurredOn: BEFORE_THE_FUND }, accountant)
      .thenRefuses('before-the-fund', { on: '2025-03-01' });
  });
  it('is refused in every way that it names', () => expectEveryRejectionTried(reverseEntry));
});
