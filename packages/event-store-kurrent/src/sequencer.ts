import { decideBatch, type Append, type DecidedBatch } from '@mingbai/application';
import { appendsIn, entryIn, recordTypes } from './entry.ts';
import type { Entry } from './entry.ts';
import { isAfter } from './log.ts';
import type { LogPosition, LoggedEvent } from './log.ts';
import type { Names } from './names.ts';
import type { Sequence } from './sequence.ts';
import { StoreError } from './store-error.ts';

/** What became of a transaction: recorded, or passed over by every node because it did not fit what was before it. */
export type Settlement = 'recorded' | 'void';

type Waiting<Result> = { readonly resolve: (result: Result) => void; readonly reject: (fault: StoreError) => void };

/**
 * Turns `$all` into the store's order. A transaction takes its place where its last record stands in `$all`, and its
 * events follow each other in the order in which they were sent; it is recorded if all of it fits what was recorded
 * before, and is void otherwise. Events of others are passed over. `$all` never changes and every node applies this one
 * rule, so all nodes have the same positions and roots. A page, and how far it reaches, is kept in one transaction.
 */
export class Sequencer {
  readonly #sequence: Sequence;
  readonly #names: Names;
  readonly #grown: () => void;
  readonly #settling = new Map<string, Waiting<Settlement>>();
  readonly #passing = new Set<Waiting<void> & { readonly position: LogPosition }>();
  #pending: Map<string, Map<number, Entry>>;
  #readTo: LogPosition | undefined;
  #end: StoreError | undefined;

  constructor(sequence: Sequence, names: Names, grown: () => void) {
    this.#sequence = sequence;
    this.#names = names;
    this.#grown = grown;
    this.#readTo = sequence.readTo()?.position;
    this.#pending = groupByTransaction(sequence.pending());
  }

  get readTo(): LogPosition | undefined {
    return this.#readTo;
  }

  /** Takes the next events of `$all`. What has been taken before is not taken again. Throws what the file throws. */
  take(page: readonly LoggedEvent[]): void {
    const fresh = page.filter(({ position }) => isAfter(position, this.#readTo));
    const last = fresh.at(-1);
    if (last === undefined) return;
    const settled = new Map<string, Settlement>();
    try {
      this.#sequence.write(() => {
        const entries = fresh.flatMap((logged) => this.#takeOne(logged, settled) ?? []);
        for (const transaction of settled.keys()) this.#sequence.removePending(transaction);
        for (const entry of entries) if (this.#pending.has(entry.transaction)) this.#sequence.addPending(entry);
        this.#sequence.setReadTo(last);
      });
    } catch (fault) {
      this.#pending = groupByTransaction(this.#sequence.pending());
      throw fault;
    }
    this.#readTo = last.position;
    this.#tell(settled);
  }

  /** Waits until a transaction has been passed. Asked for before it is sent. Rejects with what `abandon` is given. */
  settled(transaction: string): Promise<Settlement> {
    if (this.#end) return Promise.reject(this.#end);
    return new Promise((resolve, reject) => this.#settling.set(transaction, { resolve, reject }));
  }

  /** Ends the waiting for a transaction. */
  forget(transaction: string): void {
    this.#settling.delete(transaction);
  }

  /** Waits until a position of `$all` has been passed. Rejects with what `abandon` is given. */
  passed(position: LogPosition): Promise<void> {
    if (!isAfter(position, this.#readTo)) return Promise.resolve();
    if (this.#end) return Promise.reject(this.#end);
    return new Promise((resolve, reject) => this.#passing.add({ position, resolve, reject }));
  }

  /** Rejects whoever waits and whoever will: nothing more is going to be taken. */
  end(fault: StoreError): void {
    this.#end = fault;
    this.abandon(fault);
  }

  /** Rejects whoever waits. */
  abandon(fault: StoreError): void {
    for (const { reject } of [...this.#settling.values(), ...this.#passing]) reject(fault);
    this.#settling.clear();
    this.#passing.clear();
  }

  #takeOne(logged: LoggedEvent, settled: Map<string, Settlement>): Entry | undefined {
    this.#sequence.setServerRevision(logged.stream, logged.revision);
    if (logged.stream === this.#names.checkpoints && logged.type === recordTypes.checkpoint) {
      this.#sequence.addCheckpoint(new TextDecoder().decode(logged.data));
    }
    const entry = entryIn(logged, this.#names);
    if (entry === undefined) return undefined;
    const entries = this.#pending.get(entry.transaction) ?? new Map<number, Entry>();
    this.#pending.set(entry.transaction, entries.set(entry.index, entry));
    if (entries.size === entry.count) {
      this.#pending.delete(entry.transaction);
      settled.set(entry.transaction, this.#settle([...entries.values()]));
    }
    return entry;
  }

  #settle(entries: readonly Entry[]): Settlement {
    const appends = appendsIn(entries.toSorted((one, other) => one.index - other.index));
    const decided = this.#decided(appends);
    if (!decided?.outcomes.every(({ kind }) => kind === 'recorded')) return 'void';
    this.#sequence.record(decided);
    return 'recorded';
  }

  /** Undefined where an event id is taken. */
  #decided(appends: readonly Append[]): DecidedBatch | undefined {
    try {
      return decideBatch(appends, this.#sequence.held());
    } catch (fault) {
      if (fault instanceof StoreError && fault.code === 'event-id-reused') return undefined;
      throw fault;
    }
  }

  #tell(settled: ReadonlyMap<string, Settlement>): void {
    for (const [transaction, settlement] of settled) {
      this.#settling.get(transaction)?.resolve(settlement);
      this.#settling.delete(transaction);
    }
    for (const waiting of this.#passing) {
      if (isAfter(waiting.position, this.#readTo)) continue;
      this.#passing.delete(waiting);
      waiting.resolve();
    }
    if ([...settled.values()].includes('recorded')) this.#grown();
  }
}

function groupByTransaction(entries: readonly Entry[]): Map<string, Map<number, Entry>> {
  const groups = new Map<string, Map<number, Entry>>();
  for (const entry of entries) {
    const group = groups.get(entry.transaction) ?? new Map<number, Entry>();
    groups.set(entry.transaction, group.set(entry.index, entry));
  }
  return groups;
}
