import type { EventChange, EventFacts, PartChange, RowChange } from '@mingbai/application';
import type { Statements } from './statements.ts';
import type { Added, TotalChanges } from './totals.ts';

/** Writes what events change, inside of a transaction that its owner commits after `finish`. */
export class RowWriter {
  readonly #statements: Statements;
  readonly #totals: TotalChanges | undefined;
  readonly #changed = new Map<string, number>();

  /** Changes to totals go to `totals`, which its owner writes; none where they are made at once when all is filled. */
  constructor(statements: Statements, totals: TotalChanges | undefined) {
    this.#statements = statements;
    this.#totals = totals;
  }

  write({ event, rows }: EventChange): void {
    const { position, id, type, stream, org, from, to, asStated, recordedAt, actor, act, outcome } = event;
    this.#statements.run('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', [
      position,
      id,
      type,
      stream,
      org,
      from,
      to,
      asStated,
      recordedAt,
      actor,
      act,
      outcome,
    ]);
    for (const row of rows) this.#writeRow(event, row);
  }

  /** Tells when each register has changed. */
  finish(): void {
    for (const [register, position] of this.#changed)
      this.#statements.run('INSERT INTO change VALUES (?, ?) ON CONFLICT DO UPDATE SET position = excluded.position', [
        register,
        position,
      ]);
  }

  #writeRow(event: EventFacts, change: RowChange): void {
    const { register, record } = change;
    this.#changed.set(register, event.position);
    const before = this.#statements.one(
      `SELECT number, revision, since_day, content, event, type, from_day AS "from", to_day AS "to",
         as_stated AS asStated FROM row
       WHERE record = ? AND register = ? AND superseded IS NULL ORDER BY position DESC LIMIT 1`,
      [record, register],
    );
    if (!before) return this.#addRow(event, change, { ...toldBy(event), revision: 0, span: event });
    const merged = change.merge ? mergedRow(before, event) : undefined;
    const number = Number(before['number']);
    const span = change.fromItsDay ? this.#spanOfParts(number, event) : event;
    const since = change.fromItsDay ? event.to : (merged?.since ?? null);
    this.#supersede(number, { position: event.position, since });
    const revision = Number(before['revision']) + 1;
    this.#addRow(event, change, { ...(merged ?? toldBy(event)), revision, span });
  }

  /** Nothing where the record ends. */
  #addRow(event: EventFacts, change: RowChange, told: Told & { revision: number; span: Days }): void {
    if (change.row === null) return;
    const { register, record, org } = change;
    const content = { ...told.content, ...change.row };
    const number = this.#statements.run(
      'INSERT INTO row VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, ?)',
      [
        register,
        record,
        event.position,
        told.event,
        told.type,
        org,
        told.from,
        told.to,
        told.asStated,
        event.recordedAt,
        told.revision,
        told.since,
        JSON.stringify(content),
      ],
    );
    for (const reference of referencesIn({ ...content, org }, record))
      this.#statements.run('INSERT INTO reference VALUES (?, ?)', [reference, number]);
    const place = { position: event.position, span: told.span, org, number };
    for (const part of change.parts) this.#writePart(part, place);
  }

  /** The span for which a row that changes has counted so far; the event's own where that is earlier. */
  #spanOfParts(number: number, event: Days): Days {
    const part = this.#statements.one('SELECT from_day AS "from", to_day AS "to" FROM part WHERE row_number = ?', [
      number,
    ]);
    const span = part as Days | undefined; // the columns of this package's own schema
    return span && span.to < event.to ? span : event;
  }

  #writePart(part: PartChange, { position, span, org, number }: Place): void {
    const { figure, value, precision, dims, members, known } = part;
    this.#statements.run('INSERT INTO part VALUES (NULL, ?, ?, ?, ?, ?, ?, NULL, ?, ?, ?, ?, ?)', [
      figure,
      org,
      span.to,
      span.from,
      number,
      position,
      value,
      precision,
      dims,
      members ? JSON.stringify(members) : null,
      known,
    ]);
    this.#totals?.add({ figure, org, from: span.from, to: span.to, dims, known, precision, value }, 1);
  }

  /** `since`: the day from which what follows holds; until then the row as it was is what had happened. */
  #supersede(number: number, { position, since }: { position: number; since: string | null }): void {
    this.#statements.run('UPDATE row SET superseded = ?, superseded_since = ? WHERE number = ?', [
      position,
      since,
      number,
    ]);
    if (this.#totals) this.#takeAway(number, this.#totals);
    this.#statements.run('UPDATE part SET superseded = ? WHERE row_number = ?', [position, number]);
  }

  #takeAway(number: number, totals: TotalChanges): void {
    const parts = this.#statements.all(
      `SELECT figure, org, from_day AS "from", to_day AS "to", dims, known, precision, value FROM part
       WHERE row_number = ?`,
      [number],
    );
    for (const part of parts) totals.add(part as Added, -1); // the columns of this package's own schema
  }
}

type Days = Pick<EventFacts, 'from' | 'to'>;
/** Where a part belongs. */
type Place = { readonly position: number; readonly span: Days; readonly org: string; readonly number: number };

/** What a row tells of its first event, which stays when a later one adds to it: its days, and who sealed its names. */
type Told = {
  readonly event: string;
  readonly type: string;
  readonly from: string;
  readonly to: string;
  readonly asStated: string | null;
  readonly since: string;
  readonly content: Readonly<Record<string, unknown>>;
};

const toldBy = ({ id, type, from, to, asStated }: EventFacts): Told => ({
  event: id,
  type,
  from,
  to,
  asStated,
  since: to,
  content: {},
});

function mergedRow(before: Readonly<Record<string, unknown>>, { to }: EventFacts): Told {
  const { since_day: earlier, content, ...first } = before;
  const since = String(earlier) < to ? to : String(earlier);
  // the columns of this package's own schema
  return {
    ...(first as Omit<Told, 'since' | 'content'>),
    since,
    content: JSON.parse(String(content)) as Told['content'],
  };
}

const NAMED = ['org', 'administeredBy', 'person', 'fund', 'counterpart', 'visit', 'request', 'entry'];

/**
 * Ids and codes in a row that may point at other records, and the organisation it belongs to; never the record itself.
 * A staff number is marked as one, for it may read like somebody's code.
 */
function referencesIn(content: Readonly<Record<string, unknown>>, record: string): ReadonlySet<string> {
  const found = NAMED.map((name) => content[name]).filter((value): value is string => typeof value === 'string');
  const { staffNumber } = content;
  const references = new Set(typeof staffNumber === 'string' ? [...found, staffNumberMark(staffNumber)] : found);
  references.delete(record);
  return references;
}

/** How a staff number stands among references. */
export const staffNumberMark = (staffNumber: string): string => `staff-number=${staffNumber.toLowerCase()}`;
