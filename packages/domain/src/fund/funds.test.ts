import { fen } from '@mingbai/kernel';
import { describe, expect, it } from 'vitest';
import { on, ORG, Streams, TODAY, type GivenEvent } from '../testing/index.ts';
import { EntryReversed, FundTransferredIn, FundTransferredOut, InvoiceNumberClaimed, ReceiptFiled } from './events.ts';
import { fundEntries, funds, receipts } from './funds.ts';
import { reverseEntry } from './reverse-entry.ts';
import { common, ENTRY, opened, received, spent } from './testing/fund-fixtures.ts';

const added = (event: GivenEvent) => new Streams().add(event, 'fund-F1');
const rowOf = (event: GivenEvent) => fundEntries.effects(added(event))[0]?.row ?? {};

describe('an entry of a fund', () => {
  it('is a line of a cash book, but for openings, the other side of a transfer and reversals', () => {
    const lineOf = (event: GivenEvent) => fundEntries.sheet?.shown?.(rowOf(event));
    const moved = { fund: 'F1', counterpart: 'F2', kind: 'union', amount: fen(5), transfer: ENTRY } as const;
    const reversal = { fund: 'F1', kind: 'union', entry: ENTRY, reason: 'posted twice' } as const;
    const none = EntryReversed({ ...reversal, reversedDelta: fen(5), originallyOn: common.occurredOn });
    expect(lineOf(received(5))).toMatchObject({ direction: 'income', form: 'bank', amount: 5 });
    expect(lineOf(spent(5))).toMatchObject({ direction: 'expense', form: 'cash' });
    expect(lineOf(FundTransferredOut(moved))).toMatchObject({ direction: 'transfer-out', form: 'bank' });
    for (const event of [opened(5), FundTransferredIn(moved), none]) expect(lineOf(event)).toBeUndefined();
  });
  it('says of an opening whether it is known', () => {
    expect(rowOf(opened(undefined))).toMatchObject({ deltaFen: 0, openingUnknown: true });
    expect(rowOf(opened(0))).not.toHaveProperty('openingUnknown');
  });
  it('is taken back by its reversal, on its own day', () => {
    const { occurredOn } = common;
    const row = {
      record: ENTRY,
      org: ORG,
      occurredOn,
      row: rowOf(spent(5)),
      reason: 'posted twice',
      today: on(TODAY).to,
    };
    const undone = fundEntries.undo?.input(row);
    expect(undone).toEqual({ org: ORG, occurredOn, fund: 'F1', entry: ENTRY, reason: 'posted twice' });
    expect(fundEntries.undo?.capability).toBe(reverseEntry);
    expect(reverseEntry.input.safeParse(undone).success).toBe(true);
  });
});

describe('the registers of funds', () => {
  it('show a fund with its balance', () =>
    expect(funds.derived?.map(({ name, figure }) => [name, figure('F1')])).toEqual([
      ['balanceFen', 'fund.balance[fund=F1]'],
    ]));
  it('list a receipt under its payment, and the claim of its number nowhere', () => {
    const filed = { fund: 'F1', entry: ENTRY, invoiceNumber: 'I1' };
    expect(receipts.effects(added(ReceiptFiled(filed)))).toEqual([{ register: 'receipts', record: ENTRY, row: filed }]);
    expect(receipts.effects(added(InvoiceNumberClaimed(filed)))).toEqual([]);
  });
});
