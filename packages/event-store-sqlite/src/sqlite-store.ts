import type { DatabaseSync } from 'node:sqlite';
import {
  StoreError,
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
import type { Page } from '@mingbai/proof';
import { BatchWriter } from './batch-writer.ts';
import { Checkpointer } from './checkpointer.ts';
import { findCommand, listCommands, positionOf } from './command-rows.ts';
import { misplacedIn } from './misplaced.ts';
import { eventIn, frontierIn, leafIn, pageIn, textIn } from './rows.ts';
import { prepareStatements } from './statements.ts';
import type { Statements } from './statements.ts';
import { onStore, toStoreError } from './sqlite-faults.ts';
import type { WriterLock } from './writer-lock.ts';

/** What a store stands on: its connection and, when it may write, its lock. Both are closed with the store. */
export type OpenedFile = {
  readonly database: DatabaseSync;
  readonly header: StoreHeader;
  readonly lock: WriterLock | undefined;
};

/**
 * The event store in an SQLite file. A write that fails closes the store for further writes (`store-unreachable`, the
 * first error as its cause): what the disk holds then is only known after opening it anew. Reading goes on.
 */
export class SqliteStore implements EventStore {
  readonly header: StoreHeader;
  readonly #file: OpenedFile;
  readonly #statements: Statements;
  readonly #watchers = new Watchers();
  readonly #turns = new Turns();
  readonly #checkpointer: Checkpointer;
  #fault: StoreError | undefined;
  #closing: Promise<void> | undefined;

  constructor(file: OpenedFile) {
    this.#file = file;
    this.header = file.header;
    this.#statements = prepareStatements(file.database);
    const { copyRest, countWal } = this.#statements;
    this.#checkpointer = new Checkpointer({
      path: file.database.location() ?? '',
      waiting: () => {
        const [, inWal, copied] = countWal.get() ?? [];
        return Number(inWal) - Number(copied);
      },
      copyRest: () => copyRest.get(),
    });
  }

  /** Only this process may write, so its own turns are all there are. */
  turn<T>(work: (size: number) => Promise<T>): Promise<T> {
    return this.#turns.take(async () => work((await this.frontier()).size));
  }

  async append(batch: readonly Append[], { whole = false } = {}): Promise<readonly AppendOutcome[]> {
    const outcomes = this.#write(() => new BatchWriter(this.#statements).write(batch, whole));
    const recorded = outcomes.some(({ kind }) => kind === 'recorded');
    this.#checkpointer.committed();
    if (recorded) this.#watchers.tell();
    return outcomes;
  }

  async command(id: string): Promise<CommandRecord | undefined> {
    return this.#read(() => findCommand(this.#statements, id));
  }

  async commandsIn(from: number, to: number): Promise<readonly ListedCommand[]> {
    return this.#read(() => listCommands(this.#statements, from, to));
  }

  async readStream(stream: string, fromRevision = 0): Promise<readonly StoredEvent[]> {
    return this.#read(() => this.#statements.readStream.all(stream, fromRevision).map(eventIn));
  }

  async readAll(fromPosition: number, limit: number): Promise<readonly StoredEvent[]> {
    return this.#read(() => this.#statements.readAll.all(fromPosition, atMost(limit)).map(eventIn));
  }

  async eventById(id: string): Promise<StoredEvent | undefined> {
    return this.#read(() => {
      const position = positionOf(this.#statements, id);
      const row = position === undefined ? undefined : this.#statements.eventAt.get(position);
      return row && eventIn(row);
    });
  }

  async frontier(): Promise<Frontier> {
    return this.#read(() => frontierIn(this.#statements.frontier.get()));
  }

  async leaves(from: number, to: number): Promise<readonly Uint8Array[]> {
    return this.#read(() => this.#statements.leaves.all(from, to).map(leafIn));
  }

  async page(from: number, to: number): Promise<Page> {
    return this.#read(() => pageIn(this.#statements.page.get(from, to) ?? []));
  }

  async checkpoints(): Promise<readonly string[]> {
    return this.#read(() => this.#statements.checkpoints.all().map((row) => textIn(row, 'note')));
  }

  async saveCheckpoint(note: string): Promise<void> {
    this.#write(() => this.#statements.addCheckpoint.run(note));
  }

  /** Only this process writes, so only its own appends are told of. */
  watch(changed: () => void): () => void {
    return this.#watchers.add(changed);
  }

  /**
   * What SQLite's own check finds wrong with the file's pages and indexes, and which commands and ids are not where
   * they belong; empty when all is well. Reads all of it.
   */
  async integrity(): Promise<readonly string[]> {
    const rows = this.#read(() => this.#file.database.prepare('PRAGMA integrity_check').all());
    const found = rows.map((row) => textIn(row, 'integrity_check')).filter((line) => line !== 'ok');
    return found.length > 0 ? found : this.#read(() => misplacedIn(this.#statements));
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#close());
  }

  async #close(): Promise<void> {
    if (!this.#file.database.isOpen) return;
    try {
      await this.#checkpointer.close();
      onStore(() => this.#file.database.close());
    } finally {
      this.#file.lock?.release();
    }
  }

  #read<Result>(action: () => Result): Result {
    this.#requireOpen();
    return onStore(action);
  }

  #write<Result>(action: () => Result): Result {
    this.#requireOpen();
    if (this.#file.lock === undefined) throw new StoreError('store-read-only', 'the store was opened for reading');
    if (this.#fault) {
      throw new StoreError('store-unreachable', 'a write has failed: open the store anew', { cause: this.#fault });
    }
    const { database } = this.#file;
    // Nothing has been written when this fails, so it does not count as a failed write.
    onStore(() => database.exec('BEGIN IMMEDIATE'));
    try {
      const result = action();
      database.exec('COMMIT');
      return result;
    } catch (cause) {
      throw this.#rolledBack(toStoreError(cause));
    }
  }

  /** Rolls back; every fault but a refused event id, which is found before anything goes wrong, ends all writing. */
  #rolledBack(fault: StoreError): StoreError {
    if (fault.code !== 'event-id-reused') this.#fault = fault;
    try {
      // SQLite has rolled back by itself after the worst faults.
      if (this.#file.database.isTransaction) this.#file.database.exec('ROLLBACK');
    } catch (cause) {
      this.#fault = toStoreError(cause);
    }
    return fault;
  }

  #requireOpen(): void {
    if (!this.#file.database.isOpen) throw new StoreError('store-unreachable', 'the store is closed');
  }
}

/** SQLite takes a negative limit for none, and no infinite one. */
function atMost(limit: number): number {
  return Math.min(Math.max(limit, 0), Number.MAX_SAFE_INTEGER);
}
