import { deltaOf, fund, isWithdrawal } from '@mingbai/domain';
import { addFen, fen, type Envelope, type Fen, type Recorded, type Span } from '@mingbai/kernel';
import { readStored } from './envelope.ts';
import type { Asked } from './asked.ts';
import type { View } from './figures.ts';
import type { Mingbai } from './mingbai.ts';
import { knowsOf } from './scope.ts';
import type { Actor } from './policy.ts';
import { Refused } from './refusal.ts';

export type ReplayOrder = 'happened' | 'recorded';
export type ReplayEntry = {
  readonly position: number;
  readonly eventId: string;
  readonly type: string;
  readonly occurredOn: Span;
  readonly recordedAt: string;
  /** What the event moved; null where a fund was opened with an amount that nobody knows. */
  readonly deltaFen: Fen | null;
  /** Null as long as nothing of it is known. */
  readonly balanceFen: Fen | null;
  readonly actor: string;
  readonly ruleOutcome?: string;
  /** For a reversal: the day of the entry that it takes back. */
  readonly originallyOn?: Span;
};
export type Replay = {
  readonly fund: { readonly code: string; readonly name: string; readonly org: string; readonly kind: string };
  readonly order: ReplayOrder;
  readonly entries: readonly ReplayEntry[];
  readonly balanceFen: Fen | null;
  /** False when the fund was opened without a known amount: then every balance is only its known part. */
  readonly openingKnown: boolean;
  readonly warnings: readonly string[];
};

export type ReplayAsked = Asked & {
  readonly fund: string;
  readonly until?: string | undefined;
  readonly order?: ReplayOrder | undefined;
  /** Without entries that were taken back with their import: money that was never there. */
  readonly standing?: boolean | undefined;
};

const MOVES = new Set([
  'FundOpened',
  'IncomeReceived',
  'FundDisbursed',
  'FundTransferredIn',
  'FundTransferredOut',
  'EntryReversed',
]);

/** Replays a fund from its first fen: every event that moved its balance, in the order of happening or of recording. */
export async function replay(mingbai: Mingbai, actor: Actor, asked: ReplayAsked): Promise<Replay> {
  const view = mingbai.view({ ...asked, period: undefined, asOf: asked.until ?? asked.asOf });
  const code = mingbai.references().fund(asked.fund, asked.org === undefined ? undefined : view.org);
  const stored = await mingbai.ports.store.readStream(`fund-${code}`);
  const events = stored.map(readStored).filter(({ position }) => position < view.known);
  const opened = openingOf(events, { view, asked });
  if (!knowsOf(actor, mingbai.tree().chain(opened.org))) throw noFund(asked);
  mingbai.mayRead(actor, 'fund-entries', { org: opened.org });
  const state = fund.evolve(fund.initial(), opened);
  if (state.status !== 'open') throw new Error(`stream fund-${code} does not begin with FundOpened`);
  const order = asked.order ?? 'happened';
  const moves = movesOf(events, { view, asked });
  const entries = running(order === 'recorded' ? moves : moves.toSorted(byHappening));
  return {
    fund: { code, name: state.name, org: opened.org, kind: state.kind },
    order,
    entries,
    balanceFen: balanceAfter(entries),
    openingKnown: state.openingKnown,
    warnings: state.openingKnown ? [] : ['opening-unknown'],
  };
}

function movesOf(events: readonly Recorded[], { view, asked }: Question): readonly Recorded[] {
  const told = asked.standing ? withoutWithdrawn(events) : events;
  return told.filter((event) => movesBalance(event) && event.occurredOn.to <= view.asOf);
}

function withoutWithdrawn(events: readonly Recorded[]): readonly Recorded[] {
  // a withdrawal names the entry that it takes back
  const withdrawn = events.filter(isWithdrawal).flatMap(({ id, data }) => [id, (data as { entry: string }).entry]);
  const gone = new Set(withdrawn);
  return events.filter(({ id }) => !gone.has(id));
}

type Question = { readonly view: View; readonly asked: ReplayAsked };

/** The fund's first event. Throws `Refused` when there is none, or, with an organisation, none there or below. */
function openingOf([opened]: readonly Recorded[], { view, asked }: Question): Recorded {
  const places = asked.org === undefined ? undefined : view.tree.below(view.org);
  if (opened && (places?.includes(opened.org) ?? true)) return opened;
  throw noFund(asked);
}

const noFund = ({ fund: text }: ReplayAsked): Refused =>
  new Refused({ kind: 'not-found', code: 'fund-not-found', detail: { text } });

const byHappening = (a: Recorded, b: Recorded): number =>
  a.occurredOn.to < b.occurredOn.to ? -1 : a.occurredOn.to > b.occurredOn.to ? 1 : a.position - b.position;

/** A fund that is not there yet holds nothing. */
const balanceAfter = (entries: readonly ReplayEntry[]): Fen | null => {
  const last = entries.at(-1);
  return last ? last.balanceFen : fen(0);
};

function running(events: readonly Recorded[]): readonly ReplayEntry[] {
  let balanceFen: Fen | null = null;
  return events.map((event) => {
    const deltaFen = opensUnknown(event) ? null : deltaOf(event);
    if (deltaFen !== null) balanceFen = addFen(balanceFen ?? fen(0), deltaFen);
    const { position, id, type, occurredOn, recordedAt, actor, rule } = event;
    const originallyOn = (event.data as { originallyOn?: Span }).originallyOn; // only EntryReversed has it
    return {
      position,
      eventId: id,
      type,
      occurredOn,
      recordedAt,
      deltaFen,
      balanceFen,
      actor,
      ruleOutcome: rule.outcome,
      ...(originallyOn ? { originallyOn } : {}),
    };
  });
}

/** Whether an event moves the balance of the fund that it is about. */
export const movesBalance = ({ type }: Pick<Envelope, 'type'>): boolean => MOVES.has(type);

/** Whether an event opens a fund with an amount that nobody knows. */
export const opensUnknown = ({ type, data }: Pick<Envelope, 'type' | 'data'>): boolean =>
  type === 'FundOpened' && (data as { opening?: unknown }).opening === undefined; // FundOpened carries an object
