import { defineEvent, Fen, named, PositiveFen, Reason, Span } from '@mingbai/kernel';
import { z } from 'zod';
import { BENEFICIARIES, choice, Code, LongText, reference, Text } from '../organisation/index.ts';

/** Whose money a fund holds. Only `union` and `earmark` (set apart within union funds) are union money. */
export const FUND_KINDS = ['union', 'earmark', 'donation', 'custody', 'employer'] as const;
export const SOURCES = [
  'dues',
  'allocation',
  'superior-subsidy',
  'superior-earmark',
  'employer-subsidy',
  'government-subsidy',
  'interest',
  'donation',
  'custody-received',
  'other-income',
] as const;
/** What a payment was for, in the words of the trade; accounts are derived from it later. */
const PURPOSES = [
  'festival-goods',
  'birthday',
  'marriage-childbirth',
  'hospital',
  'bereavement',
  'retirement',
  'warmth',
  'hardship-aid',
  'culture-sports',
  'outing',
  'training',
  'publicity',
  'congress-meeting',
  'office',
  'equipment',
  'staff-home',
  'health-check',
  'recuperation',
  'remittance-up',
  'grant-down',
  'custody-paid',
  'donation-passed-on',
  'bank-charge',
  'other-spending',
] as const;
export const FESTIVALS = [
  'new-year',
  'spring-festival',
  'qingming',
  'labour-day',
  'dragon-boat',
  'mid-autumn',
  'national-day',
  'womens-day',
  'childrens-day',
  'teachers-day',
  'double-ninth',
] as const;

export const Payment = {
  purpose: choice('purpose', PURPOSES),
  /** For festival goods: the festival. */
  festival: choice('festival', FESTIVALS).optional(),
  beneficiary: choice('beneficiary', BENEFICIARIES).optional(),
  payee: named('voucher').optional(),
  project: Text.optional(),
  /** The visit that the payment answers; paying back after the visit is the normal order. */
  visit: reference('visit').optional(),
  summary: LongText.optional(),
};
export const Form = choice('money-form', ['cash', 'bank']);
const Kind = choice('fund-kind', FUND_KINDS);
const Approval = z.union([z.strictObject({ id: z.uuid() }), z.literal('not-recorded')]);
export const FundCode = Code.meta({ format: 'ref:fund' });
const fundAt = { fund: FundCode };
/** The fund's kind stands in every entry, since the rules were judged by it. */
const entry = { ...fundAt, kind: Kind, amount: PositiveFen };

export const FundOpened = defineEvent(
  'FundOpened',
  z.strictObject({ fund: Code, name: Text, kind: Kind, opening: Fen.optional(), purpose: LongText.optional() }),
);
export const IncomeReceived = defineEvent(
  'IncomeReceived',
  z.strictObject({
    ...entry,
    source: choice('source', SOURCES),
    form: Form,
    payer: Text.optional(),
    project: Text.optional(),
    voucherNumber: Text.optional(),
    summary: LongText.optional(),
  }),
);
export const PaymentRequested = defineEvent(
  'PaymentRequested',
  z.strictObject({ ...entry, request: z.uuid(), ...Payment }),
);
export const PaymentApproved = defineEvent('PaymentApproved', z.strictObject({ ...fundAt, request: z.uuid() }));
export const PaymentDeclined = defineEvent(
  'PaymentDeclined',
  z.strictObject({ ...fundAt, request: z.uuid(), reason: Reason }),
);
export const FundDisbursed = defineEvent(
  'FundDisbursed',
  z.strictObject({ ...entry, approval: Approval, form: Form, ...Payment, voucherNumber: Text.optional() }),
);
export const ReceiptFiled = defineEvent(
  'ReceiptFiled',
  z.strictObject({ ...fundAt, entry: z.uuid(), invoiceNumber: Text.optional() }),
);
export const InvoiceNumberClaimed = defineEvent(
  'InvoiceNumberClaimed',
  z.strictObject({ invoiceNumber: Text, entry: z.uuid(), ...fundAt }),
);
const transfer = { ...entry, counterpart: FundCode, transfer: z.uuid(), summary: LongText.optional() };
export const FundTransferredOut = defineEvent('FundTransferredOut', z.strictObject(transfer));
export const FundTransferredIn = defineEvent('FundTransferredIn', z.strictObject(transfer));
export const EntryReversed = defineEvent(
  'EntryReversed',
  z.strictObject({
    ...fundAt,
    kind: Kind,
    entry: z.uuid(),
    reason: Reason,
    /** What the reversed entry did to the balance (fen, signed); the reversal does the opposite. */
    reversedDelta: Fen,
    /** The day of the entry that is reversed; the reversal's own day stands in the envelope. */
    originallyOn: Span,
    /** Carried over, so that income and expenditure by source and purpose come out right. */
    source: choice('source', SOURCES).optional(),
    purpose: choice('purpose', PURPOSES).optional(),
    /** For a side of a transfer: the fund on the other side, in which the other side is reversed at once. */
    counterpart: FundCode.optional(),
  }),
);

export type PaymentFields = z.infer<typeof FundDisbursed.data>;
