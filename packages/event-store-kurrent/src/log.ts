/** Where an event stands in the server's `$all`; ordered by commit, then by prepare position. Not dense. */
export type LogPosition = { readonly commit: bigint; readonly prepare: bigint };

/** An event as the server holds it. */
export type LoggedEvent = {
  readonly position: LogPosition;
  /** The server's id of the event, a UUID. */
  readonly uuid: string;
  readonly stream: string;
  /** 0 for the stream's first event, foreign ones included. */
  readonly revision: number;
  readonly type: string;
  readonly data: Uint8Array;
  readonly metadata: Readonly<Record<string, unknown>>;
};

/** An event about to be written. The metadata survives every way of appending: texts under text keys. */
export type NewRecord = Omit<LoggedEvent, 'position' | 'revision' | 'metadata'> & {
  readonly metadata: Readonly<Record<string, string>>;
};

/** What is written as one act: the records in order, and at which revision (undefined: absent) each stream must be. */
export type Transaction = {
  readonly records: readonly NewRecord[];
  readonly expected: ReadonlyMap<string, number | undefined>;
};

/** `stale`: a stream is elsewhere. `not-atomic`: this server cannot write to several streams as one act. */
export type Written = 'written' | 'stale' | 'not-atomic';

/**
 * What the store needs of the server: the part of `$all` under its prefix, and appends. Everything but `subscribe`
 * throws `StoreError`.
 */
export interface ServerLog {
  /**
   * Pages of events after a position (all, when there is none), in the order of `$all`, for ever. The first page comes
   * once the server has confirmed and may be empty. The next page is read when the last one was dealt with. Throws
   * when the connection is lost; ends when the signal is raised.
   */
  subscribe(after: LogPosition | undefined, signal: AbortSignal): AsyncIterable<readonly LoggedEvent[]>;
  /** The last event under the prefix. */
  last(): Promise<LoggedEvent | undefined>;
  /** The event of a stream that has the revision. */
  eventAt(stream: string, revision: number): Promise<LoggedEvent | undefined>;
  /** Writes all of it or nothing. */
  append(transaction: Transaction): Promise<Written>;
  close(): Promise<void>;
}

/** Whether a position is behind another one. */
export function isAfter(position: LogPosition, other: LogPosition | undefined): boolean {
  if (other === undefined || position.commit > other.commit) return true;
  return position.commit === other.commit && position.prepare > other.prepare;
}
