import { REGISTERS } from '@mingbai/domain';
import { canonicalText } from '@mingbai/kernel';
import type { Asked } from './asked.ts';
import { readStored } from './envelope.ts';
import type { Mingbai } from './mingbai.ts';
import type { Actor } from './policy.ts';
import type { StoredRow } from './read-models.ts';
import { replay } from './replay.ts';
import { askedBy } from './scope.ts';
import type { View } from './figures.ts';

/** Something an auditor should look at: where, which event, by which code. Never an accusation. */
export type AuditException = {
  readonly code: string;
  readonly org: string;
  readonly position: number;
  readonly event: string;
  readonly detail: Readonly<Record<string, string | number>>;
};

/** So many rows are compared before others get their turn. */
const AT_A_TIME = 500;

type Rows = (register: string) => readonly StoredRow[];

/**
 * The first checks of an audit: entries that need review, sittings below their quorum, a fund that was ever below zero,
 * visits whose union money and payments differ, payments without a receipt, activities whose host and guests both tell
 * who took part, and two organisations that state the very same thing.
 */
export async function auditCheck(mingbai: Mingbai, actor: Actor, asked: Asked): Promise<readonly AuditException[]> {
  const view = mingbai.view(askedBy(actor, asked));
  for (const register of new Set(['fund-entries', 'receipts', ...COMPARED])) mingbai.mayRead(actor, register, view);
  const rows = await rowsOf(mingbai, view, asked.period !== undefined);
  const alike: (readonly AuditException[])[] = [];
  for (const register of COMPARED) alike.push(await sameStatements(mingbai, register, rows(register)));
  const found = [
    await needsReview(mingbai, rows),
    await sittingsBelowQuorum(mingbai, rows),
    await belowZero(mingbai, actor, { asked, rows }),
    await paymentMismatches(mingbai, rows),
    await missingReceipts(mingbai, rows),
    ...hostsAndGuests(rows),
    ...alike,
  ];
  return found.flat().toSorted(byPosition);
}

const byPosition = (a: { readonly position: number }, b: { readonly position: number }): number =>
  a.position - b.position;

/** What a look at each row finds; others get their turn every now and then. */
async function foundIn<T>(
  mingbai: Mingbai,
  rows: readonly StoredRow[],
  look: (row: StoredRow) => T | undefined,
): Promise<readonly T[]> {
  const found: T[] = [];
  for (const [number, row] of rows.entries()) {
    if (number % AT_A_TIME === 0) await mingbai.breathe();
    const one = look(row);
    if (one !== undefined) found.push(one);
  }
  return found;
}

/** The rows of every register that is looked at, read once, an organisation at a time. */
async function rowsOf(mingbai: Mingbai, view: View, inPeriod: boolean): Promise<Rows> {
  const read = new Map<string, readonly StoredRow[]>();
  for (const register of new Set(['funds', 'fund-entries', 'receipts', 'visits', ...COMPARED])) {
    const { tree, known, asOf, period } = view;
    const within = inPeriod ? { within: period } : {};
    const found: (readonly StoredRow[])[] = [];
    for (const org of tree.below(view.org)) {
      await mingbai.breathe();
      found.push(view.models.rows({ register, orgs: [org], known, asOf, ...within }));
    }
    read.set(register, found.flat().toSorted(byPosition));
  }
  return (register) => read.get(register) ?? [];
}

const at = ({ org, position, event }: StoredRow): Pick<AuditException, 'org' | 'position' | 'event'> => ({
  org,
  position,
  event,
});

const entryException = (code: string, row: StoredRow): AuditException => ({
  ...at(row),
  code,
  detail: { fund: String(row.row['fund']), amountFen: Number(row.row['amount'] ?? row.row['deltaFen']) },
});

const toReview = ({ ports }: Mingbai, { position }: StoredRow): boolean =>
  ports.models.eventAt(position)?.outcome === 'needsReview';

/** Entries that rules found something against, with what they found; those of an old book are told as imported. */
async function needsReview(mingbai: Mingbai, rows: Rows): Promise<readonly AuditException[]> {
  const { models, store } = mingbai.ports;
  const found: AuditException[] = [];
  for (const row of await foundIn(mingbai, rows('fund-entries'), (each) =>
    toReview(mingbai, each) ? each : undefined,
  )) {
    const stored = await store.eventById(row.event);
    const findings = stored ? readStored(stored).rule.findings.map(({ rule, code }) => `${code}\t${rule}`) : [];
    const { detail, ...exception } = entryException('needs-review', row);
    const imported = models.eventAt(row.position)?.act ? { imported: 'imported' } : {};
    found.push({ ...exception, detail: { ...detail, findings: findings.join('\n'), ...imported } });
  }
  return found;
}

type Told = { readonly value: number | null } | undefined;

/** A sitting that its import has recorded for review: nothing else is found against one. */
const sittingsBelowQuorum = (mingbai: Mingbai, rows: Rows): Promise<readonly AuditException[]> =>
  foundIn(mingbai, rows('congresses'), (sitting) => {
    const [entitled, present] = [sitting.row['entitled'] as Told, sitting.row['present'] as Told]; // as recorded
    const detail = { on: sitting.to, entitled: entitled?.value ?? 0, present: present?.value ?? 0 };
    return toReview(mingbai, sitting) ? { ...at(sitting), code: 'below-quorum', detail } : undefined;
  });

type FundQuestion = { readonly asked: Asked; readonly rows: Rows };

async function belowZero(
  mingbai: Mingbai,
  actor: Actor,
  { asked, rows }: FundQuestion,
): Promise<readonly AuditException[]> {
  const found: AuditException[] = [];
  for (const { record, org } of rows('funds')) {
    const { entries, openingKnown } = await replay(mingbai, actor, {
      asOf: asked.asOf,
      knownAt: asked.knownAt,
      fund: record,
      standing: true,
    });
    await mingbai.breathe();
    const first = entries.find(({ balanceFen }) => (balanceFen ?? 0) < 0);
    if (!first || !openingKnown) continue;
    found.push({
      code: 'fund-below-zero',
      org,
      position: first.position,
      event: first.eventId,
      detail: { fund: record, on: first.occurredOn.to, balanceFen: first.balanceFen ?? 0 },
    });
  }
  return found;
}

type Money = {
  readonly amount: { readonly value: number | null; readonly precision: string };
  readonly payers?: readonly string[];
};

/**
 * A visit that tells of union money should have been paid with just that money, once a fund has paid anything for it.
 */
function paymentMismatches(mingbai: Mingbai, rows: Rows): Promise<readonly AuditException[]> {
  const paid = new Map<string, number>();
  const reversed = reversedEntries(rows);
  for (const { row, record } of rows('fund-entries')) {
    const visit = row['visit'];
    const amount = reversed.has(record) ? 0 : -Number(row['deltaFen']);
    if (typeof visit === 'string') paid.set(visit, (paid.get(visit) ?? 0) + amount);
  }
  return foundIn(mingbai, rows('visits'), (visit) => {
    const told = ((visit.row['money'] ?? []) as readonly Money[]).filter(
      ({ payers, amount }) => payers?.join() === 'union' && amount.precision === 'exact',
    );
    const toldFen = told.reduce((total, { amount }) => total + (amount.value ?? 0), 0);
    const paidFen = paid.get(visit.record);
    return paidFen === undefined || paidFen === toldFen
      ? undefined
      : { ...at(visit), code: 'visit-and-payment-differ', detail: { toldFen, paidFen } };
  });
}

/** Payments that were taken back: nothing was paid by them, and no receipt is due. */
const reversedEntries = (rows: Rows): ReadonlySet<string> =>
  new Set(rows('fund-entries').flatMap(({ type, row }) => (type === 'EntryReversed' ? String(row['entry']) : [])));

function missingReceipts(mingbai: Mingbai, rows: Rows): Promise<readonly AuditException[]> {
  const settled = new Set([...rows('receipts').map(({ record }) => record), ...reversedEntries(rows)]);
  return foundIn(mingbai, rows('fund-entries'), (entry) => {
    const { row, type, record } = entry;
    const missing = type === 'FundDisbursed' && row['approval'] !== 'not-recorded' && !settled.has(record);
    return missing ? entryException('receipt-missing', entry) : undefined;
  });
}

const HOSTING: ReadonlySet<unknown> = new Set(['organised', 'co-hosted']);
const VISITING: ReadonlySet<unknown> = new Set(['took-part', 'sent-team']);

/** One activity that its host and its guests tell of: whoever came as a guest may be counted by the host as well. */
function hostsAndGuests(rows: Rows): readonly (readonly AuditException[])[] {
  const told = rows('activities').filter(({ row }) => row['participants'] !== undefined);
  const days = Map.groupBy(told, ({ row, from, to }) => [String(row['name']).replace(/\s/g, ''), from, to].join('\n'));
  return [...days.values()].map((same) => {
    const hosts = same.filter(({ row }) => HOSTING.has(row['role']));
    const guests = same.filter(({ row, org }) => VISITING.has(row['role']) && hosts.some((host) => host.org !== org));
    const orgs = [...new Set([...hosts, ...guests].map(({ org }) => org))].join('\n');
    return guests.map((row) => ({
      ...at(row),
      code: 'host-and-guest',
      detail: { orgs, name: String(row.row['name']) },
    }));
  });
}

/**
 * Registers that tell what was done with figures that add up: the same telling in two organisations is worth a look.
 * Two schools may well plan the same.
 */
const COMPARED = REGISTERS.filter(
  ({ sheet, figures, ahead }) => sheet?.correct && !ahead && figures.some(({ kind }) => kind === 'sum'),
).map(({ name }) => name);

/**
 * The very same content and span in two organisations: copied text, or one fact told twice. Named persons are left out.
 */
async function sameStatements(
  mingbai: Mingbai,
  register: string,
  rows: readonly StoredRow[],
): Promise<readonly AuditException[]> {
  const groups = new Map<string, StoredRow[]>();
  await foundIn(mingbai, rows, (row) => {
    if (!hasFigure(row)) return;
    const statement = canonicalText([withoutPersons(row.row), row.from, row.to]);
    const group = groups.get(statement) ?? [];
    groups.set(statement, group);
    group.push(row);
  });
  return [...groups.values()].flatMap((group) => {
    const orgs = [...new Set(group.map(({ org }) => org))];
    const [, ...others] = group;
    return orgs.length < 2
      ? []
      : others.map((row) => ({ ...at(row), code: 'same-statement', detail: { orgs: orgs.join('\n'), register } }));
  });
}

const hasFigure = ({ row }: StoredRow): boolean => /"value":\d/.test(JSON.stringify(row));

const withoutPersons = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutPersons);
  if (typeof value !== 'object' || value === null) return value;
  if ('sealed' in value) return null;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, key === 'person' ? null : withoutPersons(item)]),
  );
};
