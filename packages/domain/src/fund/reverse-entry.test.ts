import { fen } from '@mingbai/kernel';
import { describe, it } from 'vitest';
import { expectEveryRejectionTried, given, happened, idOf, on } from '../testing/index.ts';
import { EntryReversed, FundTransferredOut } from './events.ts';
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
  it('does not touch one side of a transfer', () => {
    const transfer = {
      amount: fen(500),
      transfer: idOf('transfer'),
      fund: 'F1',
      counterpart: 'F2',
      kind: 'union',
    } as const;
    given(opened(900), happened(FundTransferredOut(transfer), { id: ENTRY }))
      .when(reverseEntry, command, accountant)
      .thenRefuses('reverse-by-transfer');
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
