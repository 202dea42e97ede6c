import { fen, fold } from '@mingbai/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { happened, idOf, Streams } from '../testing/index.ts';
import { bookEntry } from './book-entry.ts';
import { approvePayment, declinePayment } from './decide-request.ts';
import { disburseFund } from './disburse-fund.ts';
import { EntryReversed, ReceiptFiled } from './events.ts';
import { deltaOf, fund, type Fund } from './fund.ts';
import { openFund } from './open-fund.ts';
import { receiveIncome } from './receive-income.ts';
import { requestPayment } from './request-payment.ts';
import { reverseEntry } from './reverse-entry.ts';
import { approved, asked, common, opened, received, REQUEST, spent } from './testing/fund-fixtures.ts';
import { transferBetweenFunds } from './transfer-between-funds.ts';

const FUNDS = ['F1', 'F2', 'F3'] as const;
const ACTS = ['receive', 'request', 'approve', 'decline', 'disburse', 'transfer', 'reverse', 'book'] as const;
const PEOPLE = ['ann', 'bob', 'cho', 'dai'] as const;

const step = fc.record({
  act: fc.constantFrom(...ACTS),
  fund: fc.constantFrom(...FUNDS),
  counterpart: fc.constantFrom(...FUNDS),
  amount: fc.integer({ min: 1, max: 300 }),
  /** Which of the requests or entries that are there by then. */
  pick: fc.nat(30),
  actor: fc.constantFrom(...PEOPLE),
  imported: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
const steps = fc.array(step, { maxLength: 60 });
const openings = fc.tuple(fc.nat(500), fc.nat(500), fc.nat(500));

const stateOf = (streams: Streams, code: string): Fund => streams.state(fund, `fund-${code}`);
const balanceOf = (streams: Streams, code: string): number => {
  const state = stateOf(streams, code);
  return state.status === 'open' ? state.balance : Number.NaN;
};

/** Carries out one step as far as the fund's own rules let it. */
function take(
  streams: Streams,
  index: number,
  { act, fund: code, counterpart, amount, pick, actor, imported }: Step,
): void {
  const state = stateOf(streams, code);
  const ids = (all: Iterable<string>): string => {
    const list = [...all];
    return list[pick % Math.max(list.length, 1)] ?? idOf('nothing');
  };
  const request = state.status === 'open' ? ids(state.requests.keys()) : '';
  const entry = state.status === 'open' ? ids(state.entries.keys()) : '';
  const line = { ...common, fund: code };
  const commands = {
    receive: [receiveIncome, { ...line, amount, source: 'dues', form: 'bank' }],
    request: [requestPayment, { ...line, amount, purpose: 'office' }],
    approve: [approvePayment, { ...line, request }],
    decline: [declinePayment, { ...line, request, reason: 'no money' }],
    disburse: [disburseFund, { ...line, request, amount: Math.ceil(amount / 10), form: 'cash' }],
    transfer: [transferBetweenFunds, { ...line, counterpart, amount }],
    reverse: [reverseEntry, { ...line, entry, reason: 'posted twice' }],
    book: [bookEntry, { ...line, direction: 'expense', amount, form: 'cash', purpose: 'office' }],
  } as const;
  const [capability, input] = commands[act];
  streams.run(capability, input, { actor: { id: actor, role: 'accountant' }, imported, command: String(index) });
}

function walk(
  [first, second, third]: readonly [number, number, number],
  taken: readonly Step[],
  byHand: boolean,
): Streams {
  const streams = new Streams();
  for (const [index, opening] of [first, second, third].entries()) {
    streams.run(openFund, { ...common, fund: FUNDS[index], name: 'Fund', kind: 'union', opening });
  }
  for (const [index, each] of taken.entries()) take(streams, index, byHand ? { ...each, imported: false } : each);
  return streams;
}

describe('money in funds', () => {
  it('is conserved: a balance is the opening and every movement since', () => {
    fc.assert(
      fc.property(openings, steps, (amounts, taken) => {
        const streams = walk(amounts, taken, false);
        for (const code of FUNDS) {
          const deltas = streams.of(`fund-${code}`).map((event) => Number(deltaOf(event)));
          expect(balanceOf(streams, code)).toBe(deltas.reduce((total, delta) => total + delta, 0));
        }
      }),
    );
  });
  it('stays with the organisation when it moves from fund to fund', () => {
    fc.assert(
      fc.property(openings, steps, (amounts, taken) => {
        const transfersOnly = taken.map((each) => ({ ...each, act: 'transfer' as const }));
        const streams = walk(amounts, transfersOnly, false);
        const total = FUNDS.reduce((sum, code) => sum + balanceOf(streams, code), 0);
        expect(total).toBe(amounts[0] + amounts[1] + amounts[2]);
      }),
    );
  });
  it('is never overdrawn by hand, whatever is tried in whatever order', () => {
    fc.assert(
      fc.property(openings, steps, (amounts, taken) => {
        const streams = walk(amounts, taken, true);
        for (const code of FUNDS) {
          let balance = 0;
          for (const event of streams.of(`fund-${code}`)) {
            balance += deltaOf(event);
            expect(balance).toBeGreaterThanOrEqual(0);
          }
        }
      }),
    );
  });
  it('is paid out by three different people', () => {
    let payments = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 40, maxLength: 80 }), (taken) => {
        const streams = walk([900, 900, 900], taken, true);
        const events = streams.all();
        for (const paid of events.filter(({ type }) => type === 'FundDisbursed')) {
          payments += 1;
          const id = (paid.data as { approval: { id: string } }).approval.id;
          const of = (type: string): string | undefined =>
            events.find((event) => event.type === type && (event.data as { request?: string }).request === id)?.actor;
          expect(new Set([of('PaymentRequested'), of('PaymentApproved'), paid.actor]).size).toBe(3);
        }
      }),
    );
    expect(payments).toBeGreaterThan(0);
  });
  it('is known again after a replay just as it was while running, for any split', () => {
    fc.assert(
      fc.property(steps, fc.nat(80), (taken, split) => {
        const events = walk([500, 0, 100], taken, false).of('fund-F1');
        let running = fund.initial();
        for (const event of events.slice(0, split)) running = fund.evolve(running, event);
        const continued = events.slice(split).reduce((state, event) => fund.evolve(state, event), running);
        expect(continued).toEqual(fold(fund, events));
      }),
    );
  });
});

describe('deciding again what has been decided', () => {
  const streamsAfter = (...events: Parameters<Streams['add']>[0][]): Streams => {
    const streams = new Streams();
    for (const event of events) streams.add(event, 'fund-F1');
    return streams;
  };
  const again = (streams: Streams, ...[capability, input, actor]: [Parameters<Streams['run']>[0], object, string]) => {
    const when = { actor: { id: actor, role: 'chair' as const } };
    return [streams.run(capability, input, when), streams.run(capability, input, when)].map(({ outcome }) =>
      outcome.ok ? outcome.value.length : outcome.error.code,
    );
  };

  it('opens, reverses and numbers nothing twice', () => {
    const one = streamsAfter();
    expect(again(one, openFund, { ...common, name: 'Fund', kind: 'union' }, 'ann')).toEqual([1, 'already-open']);
    const two = streamsAfter(opened(900), happened(received(5), { id: idOf('entry') }));
    const reversal = { ...common, entry: idOf('entry'), reason: 'posted twice' };
    expect(again(two, reverseEntry, reversal, 'ann')).toEqual([1, 'already-reversed']);
    const income = { ...common, amount: 5, source: 'dues', form: 'bank', voucherNumber: 'V1' };
    expect(again(two, receiveIncome, income, 'ann')).toEqual([1, 'voucher-number-used']);
  });
  it('approves once and pays no more than was approved', () => {
    const streams = streamsAfter(opened(9000), asked(800));
    expect(again(streams, approvePayment, { ...common, request: REQUEST }, 'chair')).toEqual([1, 0]);
    const payment = { ...common, request: REQUEST, amount: 800, form: 'cash' };
    expect(again(streams, disburseFund, payment, 'cashier')).toEqual([1, 'no-request']);
  });
});

describe('a stream that no program of ours has written', () => {
  const streams = (...types: Parameters<Streams['add']>[0][]) => {
    const made = new Streams();
    for (const event of types) made.add(event, 'fund-F1');
    return () => made.state(fund, 'fund-F1');
  };
  it('is named corrupt instead of being read as if nothing were wrong', () => {
    expect(streams(received(5))).toThrow('corrupt');
    expect(streams(opened(0), approved)).toThrow('corrupt');
    expect(streams(opened(0), spent(5, { approval: { id: REQUEST } }))).toThrow('corrupt');
    const entry = { fund: 'F1', entry: idOf('nothing') };
    expect(streams(opened(0), ReceiptFiled(entry))).toThrow('corrupt');
    const reversal = { ...entry, kind: 'union', reason: 'posted twice', reversedDelta: fen(5) } as const;
    expect(streams(opened(0), EntryReversed({ ...reversal, originallyOn: common.occurredOn }))).toThrow('corrupt');
  });
});
