import type { Precision } from '@mingbai/kernel';

/** One event's effect on the read models. Rows of one record replace one another; sealed fields stay sealed. */
export type RowChange = {
  readonly register: string;
  readonly record: string;
  readonly org: string;
  /** The effective row, or null when the record ends. */
  readonly row: Readonly<Record<string, unknown>> | null;
  readonly merge: boolean;
  /** What stood before held until the event's day; what it counts for, it has counted for from its own first day. */
  readonly fromItsDay: boolean;
  readonly parts: readonly PartChange[];
};

export type PartChange = {
  readonly figure: string;
  readonly value: number | null;
  readonly precision: Precision;
  /**
   * `|trigger=hospital|` per sure dimension value, `|trigger~hospital|` where the part is joint over several;
   * `|since=2025-03-28|` and `|until=2025-03-28|` where it counts from that day on or before it.
   */
  readonly dims: string;
  readonly members: readonly string[] | null;
  readonly known: 'named' | 'counted' | null;
};

/** The columns that every event has in the read models. */
export type EventFacts = {
  readonly position: number;
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly org: string;
  readonly from: string;
  readonly to: string;
  readonly asStated: string | null;
  readonly recordedAt: string;
  readonly actor: string;
  /** The act that it is part of with others, such as an import; null where its own command is the whole act. */
  readonly act: string | null;
  readonly outcome: string;
};

export type EventChange = { readonly event: EventFacts; readonly rows: readonly RowChange[] };

/** Organisations to look in, and what was known: events at positions below `known`. */
export type Scope = { readonly orgs: readonly string[] | 'all'; readonly known: number };

export type StoredRow = {
  readonly register: string;
  readonly record: string;
  readonly position: number;
  readonly event: string;
  readonly type: string;
  readonly org: string;
  readonly from: string;
  readonly to: string;
  readonly asStated: string | null;
  readonly recordedAt: string;
  /** How often the record has changed: 0 for the first row. */
  readonly revision: number;
  readonly row: Readonly<Record<string, unknown>>;
};

export type StoredPart = {
  /** The part's own number, in order of position. */
  readonly number: number;
  readonly position: number;
  readonly org: string;
  readonly from: string;
  readonly to: string;
  readonly value: number | null;
  readonly precision: Precision;
  readonly dims: string;
  readonly members: readonly string[] | null;
  readonly known: 'named' | 'counted' | null;
};

export type RowQuery = Scope & {
  readonly register: string;
  /** Only rows whose whole span lies inside. */
  readonly within?: { readonly from: string; readonly to: string };
  /** Only rows that had happened by this day. */
  readonly asOf?: string;
  readonly record?: string;
  /** Only rows that this event has told of, by its id. */
  readonly event?: string;
  /** Only so many rows: those whose last day is the latest. */
  readonly latest?: number;
  /** Rows that were replaced or ended count too: the history of a record or of the organisation tree. */
  readonly history?: boolean;
};

export type PartQuery = Scope & {
  readonly figure: string;
  readonly from: string;
  readonly to: string;
  /** Only parts that end by this day. */
  readonly endingBy?: string;
  /** Only parts whose span crosses from one month into another. */
  readonly spanning?: boolean;
};

/** Contributions of an organisation that are alike in all but day and value, added up. */
export type StoredTotal = Pick<StoredPart, 'org' | 'value' | 'precision' | 'dims' | 'known'> & {
  /** How many contributions there are. */
  readonly count: number;
};

export type TotalQuery = {
  readonly figure: string;
  readonly orgs: readonly string[];
  readonly unit: 'year' | 'month';
  /** The first and the last year (`2025`) or month (`2025-03`). */
  readonly from: string;
  readonly to: string;
};

/**
 * Disposable tables made from the log: one row per effective event and contribution, each with the position that
 * replaced it.
 */
export interface ReadModels {
  /** Number of events applied so far: the next position to apply. */
  size(): number;
  /** Makes what only questions need; called whenever everything that was recorded has been applied. */
  ready(): void;
  /**
   * From now on questions see what another thread has applied; without it, at the latest in the next turn of the event
   * loop.
   */
  renew(): void;
  /** Applies events in order and moves the size on, in one transaction. */
  apply(changes: readonly EventChange[]): void;
  /** Effective rows in order of position. */
  rows(query: RowQuery): readonly StoredRow[];
  /** Effective contributions whose span touches [from, to], in order of position. */
  parts(query: PartQuery): readonly StoredPart[];
  /** Totals over whole years or months of contributions, as effective now, whose spans lie in one of them. */
  totals(query: TotalQuery): readonly StoredTotal[];
  /** The position of the last event that changed a register; −1 when none has. */
  changedAt(register: string): number;
  /** How many events were recorded by an instant (ISO 8601): what was known then. */
  knownBy(recordedAt: string): number;
  eventAt(position: number): EventFacts | undefined;
  /** Ids of the events at these positions, in the same order. */
  idsAt(positions: readonly number[]): readonly string[];
  eventsOf(act: string): readonly EventFacts[];
  /** Effective rows that hold a reference to a record, outside one act. */
  referring(record: string, exceptAct: string | null): readonly StoredRow[];
  /** Effective rows that hold a staff number, whatever the case of its letters. */
  withStaffNumber(staffNumber: string): readonly StoredRow[];
  /** Everything, row by row in a fixed order, for comparing a live model with a rebuilt one. */
  dump(): Iterable<string>;
  clear(): void;
  close(): void;
}
