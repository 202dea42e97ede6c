import {
  addFen,
  assert,
  fen,
  isSameSpan,
  negateFen,
  numberKey,
  subtractFen,
  type Aggregate,
  type Envelope,
  type Fen,
  type Span,
} from '@mingbai/kernel';
import type { z } from 'zod';
import {
  EntryReversed,
  FundDisbursed,
  FundOpened,
  FundTransferredIn,
  FundTransferredOut,
  IncomeReceived,
  PaymentApproved,
  PaymentDeclined,
  PaymentRequested,
  ReceiptFiled,
} from './events.ts';

type Data<E extends { data: z.ZodType }> = z.infer<E['data']>;
type Request = Pick<Data<typeof PaymentRequested>, 'purpose' | 'festival' | 'beneficiary' | 'visit' | 'project'> & {
  readonly requestedBy: string;
  readonly requestedOn: Span;
  approvedBy?: string;
  approvedOn?: Span;
  unpaid: Fen;
};
export type Entry = {
  readonly delta: Fen;
  readonly on: Span;
  readonly paidOut: boolean;
  /** For a side of a transfer: the transfer, and the fund on its other side. */
  readonly transfer?: { readonly id: string; readonly counterpart: string } | undefined;
  readonly source?: Data<typeof IncomeReceived>['source'] | undefined;
  readonly purpose?: Data<typeof FundDisbursed>['purpose'] | undefined;
  readonly voucherNumber?: string | undefined;
  reversed: boolean;
  receipted: boolean;
};
export type OpenFund = {
  readonly status: 'open';
  readonly org: string;
  readonly name: string;
  readonly kind: Data<typeof FundOpened>['kind'];
  readonly openedOn: Span;
  /** Whether the opening amount is known; if not, the balance is only its known part. */
  readonly openingKnown: boolean;
  balance: Fen;
  /** Requests that are not settled yet, by id; a settled one is dropped. */
  readonly requests: Map<string, Request>;
  readonly entries: Map<string, Entry>;
  /**
   * The days of the entries that hold a voucher number, by what the number is known by; one that was taken back on its
   * own day holds its number no longer.
   */
  readonly vouchers: Map<string, readonly Span[]>;
};
export type Fund = { readonly status: 'absent' } | OpenFund;

/** One fund for its whole life. The fold changes the state that it owns, so that it stays linear. */
export const fund: Aggregate<Fund> = {
  initial: () => ({ status: 'absent' }),
  evolve: (state, event) => {
    if (event.type === FundOpened.type) return openFund(event);
    assert(state.status === 'open', `${event.type} before FundOpened: the stream is corrupt`);
    EVOLVE[event.type]?.(state, event);
    return state;
  },
};

function openFund({ org, data, id, occurredOn }: Envelope): OpenFund {
  const { name, kind, opening } = data as Data<typeof FundOpened>; // the event's type names its schema, here and below
  const balance = opening ?? fen(0);
  const first: Entry = {
    delta: balance,
    on: occurredOn,
    paidOut: false,
    reversed: balance === 0,
    receipted: false,
  };
  const maps = { requests: new Map(), entries: new Map([[id, first]]), vouchers: new Map<string, Span[]>() };
  return {
    status: 'open',
    org,
    name,
    kind,
    openedOn: occurredOn,
    openingKnown: opening !== undefined,
    balance,
    ...maps,
  };
}

const EVOLVE: Readonly<Record<string, (state: OpenFund, event: Envelope) => void>> = {
  [PaymentRequested.type]: (state, { data, actor, occurredOn }) => {
    const { request, amount, ...rest } = data as Data<typeof PaymentRequested>;
    state.requests.set(request, { ...rest, requestedBy: actor, requestedOn: occurredOn, unpaid: amount });
  },
  [PaymentApproved.type]: (state, { data, actor, occurredOn }) => {
    const found = state.requests.get((data as Data<typeof PaymentApproved>).request);
    assert(found, 'PaymentApproved without PaymentRequested: the stream is corrupt');
    found.approvedBy = actor;
    found.approvedOn = occurredOn;
  },
  [PaymentDeclined.type]: (state, { data }) => {
    state.requests.delete((data as Data<typeof PaymentDeclined>).request);
  },
  [IncomeReceived.type]: post,
  [FundDisbursed.type]: post,
  [FundTransferredIn.type]: post,
  [FundTransferredOut.type]: post,
  [EntryReversed.type]: (state, event) => {
    const reversed = state.entries.get((event.data as Data<typeof EntryReversed>).entry);
    assert(reversed, 'EntryReversed without its entry: the stream is corrupt');
    reversed.reversed = true;
    if (isSameSpan(reversed.on, event.occurredOn)) freeNumber(state, reversed);
    post(state, event);
  },
  [ReceiptFiled.type]: (state, { data }) => {
    const entry = state.entries.get((data as Data<typeof ReceiptFiled>).entry);
    assert(entry, 'ReceiptFiled without FundDisbursed: the stream is corrupt');
    entry.receipted = true;
  },
};

function post(state: OpenFund, event: Envelope): void {
  const delta = deltaOf(event);
  state.balance = addFen(state.balance, delta);
  const data = event.data as Partial<
    Data<typeof IncomeReceived> & Data<typeof FundDisbursed> & Data<typeof FundTransferredIn>
  >;
  holdNumber(state, { on: event.occurredOn, voucherNumber: data.voucherNumber });
  if (typeof data.approval === 'object') payDown(state, data.approval.id, negateFen(delta));
  state.entries.set(event.id, {
    delta,
    on: event.occurredOn,
    paidOut: event.type === FundDisbursed.type,
    transfer: sideOf(data),
    source: data.source,
    purpose: data.purpose,
    voucherNumber: data.voucherNumber,
    reversed: event.type === EntryReversed.type,
    receipted: false,
  });
}

const sideOf = ({ transfer: id, counterpart }: Partial<Data<typeof FundTransferredIn>>): Entry['transfer'] =>
  id === undefined || counterpart === undefined ? undefined : { id, counterpart };

type Numbered = Pick<Entry, 'on' | 'voucherNumber'>;

function holdNumber({ vouchers }: OpenFund, { on, voucherNumber = '' }: Numbered): void {
  const key = numberKey(voucherNumber);
  if (key) vouchers.set(key, [...(vouchers.get(key) ?? []), on]);
}

function freeNumber({ vouchers }: OpenFund, { on, voucherNumber = '' }: Numbered): void {
  const key = numberKey(voucherNumber);
  const days = vouchers.get(key) ?? [];
  vouchers.set(
    key,
    days.toSpliced(
      days.findIndex((each) => isSameSpan(each, on)),
      days.length > 0 ? 1 : 0,
    ),
  );
}

function payDown(state: OpenFund, id: string, amount: Fen): void {
  const request = state.requests.get(id);
  assert(request, 'FundDisbursed without PaymentApproved: the stream is corrupt');
  request.unpaid = subtractFen(request.unpaid, amount);
  if (request.unpaid === 0) state.requests.delete(id);
}

/**
 * What an event does to its fund's balance, in fen; zero for events that move no money. An unknown opening moves
 * nothing.
 */
export function deltaOf({ type, data }: Pick<Envelope, 'type' | 'data'>): Fen {
  switch (type) {
    case FundOpened.type:
      return (data as Data<typeof FundOpened>).opening ?? fen(0);
    case IncomeReceived.type:
    case FundTransferredIn.type:
      return (data as Data<typeof IncomeReceived>).amount;
    case FundDisbursed.type:
    case FundTransferredOut.type:
      return negateFen((data as Data<typeof FundDisbursed>).amount);
    case EntryReversed.type:
      return negateFen((data as Data<typeof EntryReversed>).reversedDelta);
    default:
      return fen(0);
  }
}

/**
 * Whether an event takes an entry back as part of an act, the withdrawal of its import, and on its own day: then the
 * entry was in the book on no day. One that was reversed by hand stays there beside its reversal.
 */
export const isWithdrawal = ({ type, data, occurredOn, command, correlation }: Envelope): boolean =>
  type === EntryReversed.type &&
  correlation !== command &&
  isSameSpan((data as Data<typeof EntryReversed>).originallyOn, occurredOn);
