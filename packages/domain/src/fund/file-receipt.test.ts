import { describe, expect, it } from 'vitest';
import { expectEveryRejectionTried, given, happened, idOf } from '../testing/index.ts';
import { InvoiceNumberClaimed, ReceiptFiled } from './events.ts';
import { fileReceipt } from './file-receipt.ts';
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

const command = { ...common, entry: ENTRY };
const accountant = { actor: ACCOUNTANT };
const payment = happened(spent(500), { id: ENTRY });
const filed = (invoiceNumber?: string) =>
  ReceiptFiled({ fund: 'F1', entry: ENTRY, ...(invoiceNumber ? { invoiceNumber } : {}) });

describe('filing a receipt', () => {
  it('records it without an invoice number', () =>
    given(opened(900), payment).when(fileReceipt, command, accountant).thenRecords(filed()));
  it('claims an invoice number for the whole district', () => {
    const claimed = InvoiceNumberClaimed({ invoiceNumber: 'I1', entry: ENTRY, fund: 'F1' });
    given(opened(900), payment)
      .when(fileReceipt, { ...command, invoiceNumber: 'I1' }, accountant)
      .thenRecords({ ...filed('I1'), stream: 'fund-F1' }, { ...claimed, stream: 'invoice-I1' });
  });
  it('refuses an invoice number that another payment has used', () => {
    const other = InvoiceNumberClaimed({ invoiceNumber: 'I1', entry: idOf('elsewhere'), fund: 'F9' });
    given(opened(900), payment, happened(other, { stream: 'invoice-I1', org: 'S2' }))
      .when(fileReceipt, { ...command, invoiceNumber: 'I1' }, accountant)
      .thenRefuses('invoice-number-used');
    for (const invoiceNumber of ['ｉ １', 'I1\ufe0f']) {
      given(opened(900), payment, happened(other, { stream: 'invoice-I1', org: 'S2' }))
        .when(fileReceipt, { ...command, invoiceNumber }, accountant)
        .thenRefuses('invoice-number-used');
    }
  });
  it('takes up to twenty files as evidence, each by its hash', () => {
    const takes = (...evidence: readonly string[]) => fileReceipt.input.safeParse({ ...command, evidence }).success;
    const hash = 'a'.repeat(64);
    expect([takes(hash), takes(`${hash}a`), takes('a')]).toEqual([true, false, false]);
    expect([20, 21].map((count) => takes(...Array.from({ length: count }, () => hash)))).toEqual([true, false]);
  });
  it('is done once a payment', () =>
    given(opened(900), payment, filed()).when(fileReceipt, command, accountant).thenRefuses('already-receipted'));
  it('refuses what is no payment, no fund, another’s fund, and tomorrow', () => {
    given(opened(900)).when(fileReceipt, command, accountant).thenRefuses('no-such-payment');
    given(opened(900), happened(received(5), { id: ENTRY }))
      .when(fileReceipt, command, accountant)
      .thenRefuses('no-such-payment');
    given(happened(opened(900), { id: ENTRY }))
      .when(fileReceipt, command, accountant)
      .thenRefuses('no-such-payment');
    given().when(fileReceipt, command, accountant).thenRefuses('no-fund');
    given({ ...opened(900), org: 'S2' }, payment)
      .when(fileReceipt, command, accountant)
      .thenRefuses('fund-of-other-organisation');
    given(opened(900), payment)
      .when(fileReceipt, { ...command, occurredOn: TOMORROW }, accountant)
      .thenRefuses('in-the-future', { today: '2025-03-10' });
    given(opened(900), payment)
      .when(fileReceipt, { ...command, occurredOn: BEFORE_THE_FUND }, accountant)
      .thenRefuses('before-the-fund', { on: '2025-03-01' });
  });
  it('is refused in every way that it names', () => expectEveryRejectionTried(fileReceipt));
});
