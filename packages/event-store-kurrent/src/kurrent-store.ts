import {
  Turns,
  Watchers,
  type Append,
  type AppendOutcome,
  type CommandRecord,
  type EventStore,
  type Frontier,
  type ListedCommand,
  type StoreHeader,
  type StoredEvent,
} from '@mingbai/application';
import { BatchWriter } from './batch-writer.ts';
import { checkpointRecord } from './control-records.ts';
import { Follower } from './follow.ts';
import type { ServerLog } from './log.ts';
import type { Names } from './names.ts';
import type { Sequence } from './sequence.ts';
import { Sequencer } from './sequencer.ts';
import { StoreError } from './store-error.ts';

/** What a store stands on. Log and sequence are closed with it. */
export type StoreParts = {
  readonly log: ServerLog;
  readonly sequence: Sequence;
  readonly names: Names;
  readonly header: StoreHeader;
  readonly readOnly: boolean;
};

const mostAttempts = 20;

/**
 * The event store on KurrentDB, as one of any number of nodes. What is read comes from this node's own copy, which
 * holds whatever this node has been told was recorded, and what others record as soon as the server shows it. While
 * the server cannot be reached everything is refused (`store-unreachable`), so that nobody is answered with what may
 * long be out of date; it is tried again by itself. Whether a write that broke off was recorded is answered by sending
 * it again. Once the server contradicts what was read from it before, everything is refused as `store-damaged`.
 */
export class KurrentStore implements EventStore {
  readonly header: StoreHeader;
  readonly #parts: StoreParts;
  readonly #watchers = new Watchers();
  readonly #turns = new Turns();
  readonly #writer: BatchWriter;
  readonly #follower: Follower;
  #turn: Promise<unknown> = Promise.resolve();
  #closing: Promise<void> | undefined;

  constructor(parts: StoreParts) {
    const { log, sequence, names } = parts;
    this.#parts = parts;
    this.header = parts.header;
    const sequencer = new Sequencer(sequence, names, () => this.#watchers.tell());
    this.#writer = new BatchWriter({ log, sequence, sequencer }, names);
    this.#follower = new Follower({ log, sequence, sequencer });
  }

  /** Reads all that the server holds. Throws `StoreError`; the store is then to be closed. */
  async begin(): Promise<void> {
    await this.#follower.begun;
    await this.#writer.catchUp();
  }

  /** The server keeps no other node away: what others write during a turn may be met as a conflict. */
  turn<T>(work: (size: number) => Promise<T>): Promise<T> {
    return this.#turns.take(async () => {
      this.#sequence();
      await this.#writer.catchUp();
      return work(this.#sequence().frontier().size);
    });
  }

  async append(batch: readonly Append[], { whole = false } = {}): Promise<readonly AppendOutcome[]> {
    return this.#inTurn(() => this.#writer.write(batch, whole));
  }

  async command(id: string): Promise<CommandRecord | undefined> {
    return this.#sequence().command(id);
  }

  async commandsIn(from: number, to: number): Promise<readonly ListedCommand[]> {
    return this.#sequence().commandsIn(from, to);
  }

  async readStream(stream: string, fromRevision = 0): Promise<readonly StoredEvent[]> {
    return this.#sequence().readStream(stream, fromRevision);
  }

  async readAll(fromPosition: number, limit: number): Promise<readonly StoredEvent[]> {
    return this.#sequence().readAll(fromPosition, limit);
  }

  async eventById(id: string): Promise<StoredEvent | undefined> {
    return this.#sequence().eventById(id);
  }

  async frontier(): Promise<Frontier> {
    return this.#sequence().frontier();
  }

  async leaves(from: number, to: number): Promise<readonly Uint8Array[]> {
    return this.#sequence().leaves(from, to);
  }

  async checkpoints(): Promise<readonly string[]> {
    return this.#sequence().checkpoints();
  }

  /** Saved by any node, a checkpoint is all nodes'. */
  async saveCheckpoint(note: string): Promise<void> {
    await this.#inTurn(async () => {
      const { log, names } = this.#parts;
      for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
        if (this.#sequence().checkpoints().includes(note)) return;
        const expected = new Map([[names.checkpoints, this.#sequence().serverRevision(names.checkpoints)]]);
        await log.append({ records: [checkpointRecord(note, names)], expected });
        await this.#writer.catchUp();
      }
      throw new StoreError('store-unreachable', `other nodes were first ${mostAttempts} times`);
    });
  }

  /** Tells of whatever any node records. */
  watch(changed: () => void): () => void {
    return this.#watchers.add(changed);
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await this.#follower.stop();
    await this.#turn;
    await this.#parts.log.close();
    this.#parts.sequence.close();
  }

  /** The sequence, if what it holds may be answered. */
  #sequence(): Sequence {
    if (this.#closing) throw new StoreError('store-unreachable', 'the store is closed');
    const { fault } = this.#follower;
    if (fault) throw new StoreError(fault.code, fault.message, { cause: fault });
    return this.#parts.sequence;
  }

  /** Writes one after another: two at once would only be in each other's way on the server. */
  #inTurn<Result>(action: () => Promise<Result>): Promise<Result> {
    const turn = this.#turn.then(async () => {
      this.#sequence();
      if (this.#parts.readOnly) throw new StoreError('store-read-only', 'the store was opened for reading');
      return action();
    });
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}
