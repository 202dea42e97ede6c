import { figure, type Effect, type Envelope, type Part, type RegisterView } from '@mingbai/kernel';
import { z } from 'zod';
import { bookEntry } from './book-entry.ts';
import { approvePayment, declinePayment } from './decide-request.ts';
import { disburseFund } from './disburse-fund.ts';
import {
  EntryReversed,
  FundDisbursed,
  FundOpened,
  FundTransferredIn,
  FundTransferredOut,
  IncomeReceived,
  InvoiceNumberClaimed,
  PaymentApproved,
  PaymentDeclined,
  PaymentRequested,
  ReceiptFiled,
} from './events.ts';
import { fileReceipt } from './file-receipt.ts';
import { deltaOf, isWithdrawal } from './fund.ts';
import { openFund } from './open-fund.ts';
import { receiveIncome } from './receive-income.ts';
import { requestPayment } from './request-payment.ts';
import { reverseEntry } from './reverse-entry.ts';
import { transferBetweenFunds } from './transfer-between-funds.ts';

const READERS = ['chair', 'accountant', 'cashier', 'officer', 'district-officer', 'auditor', 'operator'] as const;
type Row = {
  readonly fund: string;
  readonly kind: string;
  readonly type: string;
  readonly deltaFen: number;
  readonly openingUnknown?: boolean;
  readonly source?: string;
  readonly purpose?: string;
  readonly counterpart?: string;
};

const isUnionMoney = ({ kind }: Row): boolean => kind === 'union' || kind === 'earmark';
const isTransfer = ({ type }: Row): boolean => type === FundTransferredIn.type || type === FundTransferredOut.type;

/** The reversal of money that came from another fund. */
const takesTransferBack = ({ type, counterpart, deltaFen }: Row): boolean =>
  type === EntryReversed.type && counterpart !== undefined && deltaFen < 0;

const income = (row: Row): readonly Part[] =>
  row.source && !isTransfer(row)
    ? [{ value: row.deltaFen, precision: 'exact', by: { source: [row.source], fund: [row.fund], kind: [row.kind] } }]
    : [];
/** A fund's own purpose is free text; only a payment or its reversal has a purpose of the list. */
const expense = (row: Row): readonly Part[] =>
  row.purpose && row.type !== FundOpened.type
    ? [{ value: -row.deltaFen, precision: 'exact', by: { purpose: [row.purpose], fund: [row.fund], kind: [row.kind] } }]
    : [];

/** Funds by code: kind, opening amount or none. */
export const funds: RegisterView = {
  name: 'funds',
  context: 'fund',
  allow: READERS,
  fields: FundOpened.data,
  events: [FundOpened],
  effects: (event) => [{ register: 'funds', record: (event.data as { fund: string }).fund, row: asRow(event) }],
  figures: [],
  sentences: [],
  capabilities: [openFund],
  sheet: { record: openFund },
  derived: [{ name: 'balanceFen', figure: (code) => `fund.balance[fund=${code}]` }],
};

const DIRECTIONS: Readonly<Record<string, string>> = {
  [IncomeReceived.type]: 'income',
  [FundDisbursed.type]: 'expense',
  [FundTransferredOut.type]: 'transfer-out',
};

/**
 * An entry as a line of a cash book; openings, the other side of a transfer and reversals are no lines of their own.
 */
function asLine(row: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> | undefined {
  const direction = DIRECTIONS[String(row['type'])];
  // A transfer keeps no form of its own.
  return direction === undefined ? undefined : { form: 'bank', ...row, direction };
}

const POSTINGS = [FundOpened, IncomeReceived, FundDisbursed, FundTransferredIn, FundTransferredOut, EntryReversed];

/**
 * Entries of all funds: every event that moved a balance, with its sign. Transfers are neither income nor expense. An
 * entry that was taken back with its import is none, and neither is its reversal; the fund's replay tells of both.
 */
export const fundEntries: RegisterView = {
  name: 'fund-entries',
  context: 'fund',
  allow: READERS,
  fields: z.strictObject({ ...bookEntry.input.shape }).omit({ org: true, occurredOn: true }),
  events: POSTINGS,
  effects: (event) => [entryEffect(event)],
  figures: [
    figure<Row>({
      id: 'fund.balance',
      unit: '分',
      kind: 'stock',
      over: 'fund-entries',
      by: ['fund', 'kind'],
      parts: ({ fund, kind, deltaFen, openingUnknown }) => [
        {
          value: openingUnknown ? null : deltaFen,
          precision: openingUnknown ? 'unknown' : 'exact',
          by: { fund: [fund], kind: [kind] },
        },
      ],
    }),
    figure<Row>({
      id: 'fund.income',
      unit: '分',
      over: 'fund-entries',
      by: ['source', 'fund'],
      parts: (row) => (isUnionMoney(row) ? income(row) : []),
    }),
    figure<Row>({
      id: 'fund.expenditure',
      unit: '分',
      over: 'fund-entries',
      by: ['purpose', 'fund'],
      parts: (row) => (isUnionMoney(row) ? expense(row) : []),
    }),
    figure<Row>({
      id: 'fund.held-received',
      unit: '分',
      over: 'fund-entries',
      by: ['source', 'fund', 'kind'],
      parts: (row) => (isUnionMoney(row) ? [] : income(row)),
    }),
    figure<Row>({
      id: 'fund.held-paid',
      unit: '分',
      over: 'fund-entries',
      by: ['purpose', 'fund', 'kind'],
      parts: (row) => (isUnionMoney(row) ? [] : expense(row)),
    }),
    figure<Row>({
      id: 'fund.set-apart',
      unit: '分',
      over: 'fund-entries',
      by: ['fund'],
      parts: (row) => {
        const setApart = row.kind === 'earmark' && (row.type === FundTransferredIn.type || takesTransferBack(row));
        return setApart ? [{ value: row.deltaFen, precision: 'exact', by: { fund: [row.fund] } }] : [];
      },
    }),
    figure<Row>({
      id: 'fund.opened',
      unit: '个',
      over: 'fund-entries',
      by: ['kind'],
      parts: ({ type, kind }) =>
        type === FundOpened.type ? [{ value: 1, precision: 'exact', by: { kind: [kind] } }] : [],
    }),
  ],
  sentences: ['fund.income', 'fund.expenditure', 'fund.set-apart', 'fund.held', 'fund.balance'],
  capabilities: [bookEntry, receiveIncome, transferBetweenFunds, reverseEntry, disburseFund, fileReceipt],
  sheet: { record: bookEntry, shown: asLine },
  undo: {
    capability: reverseEntry,
    // On the entry's own day: what was imported by mistake has never been in the book, on no day.
    input: ({ record, org, occurredOn, row, reason }) => ({
      fund: row['fund'],
      entry: record,
      org,
      reason,
      occurredOn,
    }),
  },
};

// every event carries an object
const asRow = ({ data }: Envelope): Record<string, unknown> => data as Record<string, unknown>;

function entryEffect(event: Envelope): Effect {
  if (isWithdrawal(event)) return { register: 'fund-entries', record: String(asRow(event)['entry']), row: null };
  return { register: 'fund-entries', record: event.id, row: entryRow(event) };
}

function entryRow(event: Envelope): Record<string, unknown> {
  const data = asRow(event);
  const openingUnknown = event.type === FundOpened.type && data['opening'] === undefined;
  return { ...data, type: event.type, deltaFen: deltaOf(event), ...(openingUnknown ? { openingUnknown } : {}) };
}

const STATUS: Readonly<Record<string, string>> = {
  [PaymentRequested.type]: 'requested',
  [PaymentApproved.type]: 'approved',
  [PaymentDeclined.type]: 'declined',
};

function requestEffects(event: Envelope): readonly Effect[] {
  const { request, approval, ...row } = asRow(event);
  const status = STATUS[event.type];
  if (status === 'requested')
    return [{ register: 'payment-requests', record: String(request), row: { ...row, status } }];
  if (status) return [{ register: 'payment-requests', record: String(request), row: { status }, merge: true }];
  if (typeof approval !== 'object' || approval === null || !('id' in approval)) return [];
  return [{ register: 'payment-requests', record: String(approval.id), row: { status: 'paid' }, merge: true }];
}

/** Payment requests and where they stand: requested, approved, declined, paid (at least in part). */
export const paymentRequests: RegisterView = {
  name: 'payment-requests',
  context: 'fund',
  allow: READERS,
  fields: PaymentRequested.data.omit({ request: true, kind: true }),
  events: [PaymentRequested, PaymentApproved, PaymentDeclined, FundDisbursed],
  effects: requestEffects,
  figures: [],
  sentences: [],
  capabilities: [requestPayment, approvePayment, declinePayment],
};

/** Receipts by payment, and the district's used invoice numbers. */
export const receipts: RegisterView = {
  name: 'receipts',
  context: 'fund',
  allow: READERS,
  fields: ReceiptFiled.data,
  events: [ReceiptFiled, InvoiceNumberClaimed],
  effects: (event) =>
    event.type === ReceiptFiled.type
      ? [{ register: 'receipts', record: (event.data as { entry: string }).entry, row: asRow(event) }]
      : [],
  figures: [],
  sentences: [],
  capabilities: [],
};
