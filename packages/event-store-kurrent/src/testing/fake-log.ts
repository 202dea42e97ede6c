import { EventEmitter } from 'node:events';

/** An event as the fake server holds it. Positions have gaps, as a server's do. */
export type FakeEvent = {
  readonly commit: bigint;
  readonly prepare: bigint;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
};

/** An event about to be written. */
export type FakeRecord = Pick<FakeEvent, 'stream' | 'id' | 'type' | 'contentType' | 'data' | 'metadata'>;

/** A revision, or one of the server's marks: -1 no stream, -2 any, -4 the stream exists. */
export type Expected = number;

/** A stream that is not where it was expected; -1 when there is none. */
export type Violation = { readonly stream: string; readonly expected: Expected; readonly actual: number };

/** What a write did: the last revision of each stream, and the last event's position. */
export type FakeWrite =
  | { readonly ok: true; readonly revisions: ReadonlyMap<string, number>; readonly last: FakeEvent | undefined }
  | { readonly ok: false; readonly violations: readonly Violation[] };

const any = -2;
const exists = -4;

/**
 * What a KurrentDB server keeps, in memory: one immutable order of all events, streams with revisions, atomic writes
 * that check expected revisions, and the idempotency of event ids. It knows nothing of stores or of gRPC.
 */
export class FakeLog {
  readonly events: FakeEvent[] = [];
  readonly #streams = new Map<string, FakeEvent[]>();
  readonly #grown = new EventEmitter().setMaxListeners(0);
  #end = 0n;

  constructor() {
    this.writeSystemEvent('$settings');
  }

  /** The events of a stream; undefined for an unknown one. */
  stream(name: string): readonly FakeEvent[] | undefined {
    return this.#streams.get(name);
  }

  /** An event of the server itself, such as statistics, between those of its users. */
  writeSystemEvent(stream = '$stats-127.0.0.1:2113'): void {
    const content = new TextEncoder().encode('{}');
    const id = crypto.randomUUID();
    const record = { stream, id, type: '$event', contentType: 'application/json', data: content, metadata: content };
    this.write([record], new Map());
  }

  /** Writes all records or, where a stream is not as expected, none. */
  write(records: readonly FakeRecord[], expected: ReadonlyMap<string, Expected>): FakeWrite {
    const repeated = this.#repetition(records, expected);
    if (repeated) return { ok: true, revisions: this.#revisions(records), last: repeated };
    const violations = [...expected].flatMap(([stream, revision]) => {
      const actual = this.#last(stream);
      return isMet(revision, actual) ? [] : [{ stream, expected: revision, actual }];
    });
    if (violations.length > 0) return { ok: false, violations };
    const added = this.#add(records);
    return { ok: true, revisions: this.#revisions(records), last: added.at(-1) };
  }

  /** Calls whenever events were added, until the returned function is called. */
  onGrown(listener: () => void): () => void {
    this.#grown.on('grown', listener);
    return () => void this.#grown.off('grown', listener);
  }

  #add(records: readonly FakeRecord[]): readonly FakeEvent[] {
    const several = new Set(records.map(({ stream }) => stream)).size > 1;
    const places = records.map(({ data }) => {
      const place = this.#end;
      this.#end += BigInt(100 + data.length);
      return place;
    });
    const commit = places.at(-1) ?? 0n;
    const added = records.map((record, index): FakeEvent => {
      const prepare = places[index] ?? 0n;
      const event = { ...record, commit: several ? commit : prepare, prepare, revision: this.#last(record.stream) + 1 };
      const stream = this.#streams.get(record.stream) ?? [];
      this.#streams.set(record.stream, stream);
      stream.push(event);
      return event;
    });
    this.events.push(...added);
    this.#grown.emit('grown');
    return added;
  }

  /** The last of events that have all been written before, at the expected places: the server then only agrees. */
  #repetition(records: readonly FakeRecord[], expected: ReadonlyMap<string, Expected>): FakeEvent | undefined {
    let last: FakeEvent | undefined;
    for (const [stream, own] of Map.groupBy(records, (record) => record.stream)) {
      const written = this.#streams.get(stream) ?? [];
      const revision = expected.get(stream) ?? any;
      const first = revision < -1 ? written.findIndex(({ id }) => id === own[0]?.id) : revision + 1;
      if (first < 0 || own.some(({ id }, index) => written[first + index]?.id !== id)) return undefined;
      last = written[first + own.length - 1];
    }
    return last;
  }

  #last(stream: string): number {
    return (this.#streams.get(stream)?.length ?? 0) - 1;
  }

  #revisions(records: readonly FakeRecord[]): ReadonlyMap<string, number> {
    return new Map(records.map(({ stream }) => [stream, this.#last(stream)]));
  }
}

function isMet(expected: Expected, actual: number): boolean {
  if (expected === any) return true;
  return expected === exists ? actual >= 0 : expected === actual;
}
