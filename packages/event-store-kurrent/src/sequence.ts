import type { DatabaseSync } from 'node:sqlite';
import type {
  CommandRecord,
  DecidedBatch,
  Frontier,
  HeldByStore,
  ListedCommand,
  StoredEvent,
} from '@mingbai/application';
import type { Entry } from './entry.ts';
import type { LoggedEvent } from './log.ts';
import { bytesIn, frontierIn, numberIn, pendingIn, storedEventIn, textIn } from './rows.ts';
import { prepareStatements } from './statements.ts';
import type { Statements } from './statements.ts';
import { StoreError, onStore } from './store-error.ts';

/** How far `$all` has been read: the last event under the store's prefix. */
export type ReadTo = Pick<LoggedEvent, 'position' | 'stream' | 'revision' | 'uuid'>;

/**
 * What this node knows: the tables in the sequence file, a copy of the part of `$all` that is the store's, in the
 * store's own order. Bodies are in it, so that reading is local; it can be deleted and is then read from the server
 * again. Everything throws `StoreError`.
 */
export class Sequence {
  readonly #database: DatabaseSync;
  readonly #statements: Statements;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#statements = prepareStatements(database);
  }

  /** Runs an action that writes; all of it or, when it throws, nothing is kept. */
  write(action: () => void): void {
    onStore(() => {
      this.#database.exec('BEGIN IMMEDIATE');
      try {
        action();
        this.#database.exec('COMMIT');
      } catch (cause) {
        // SQLite has rolled back by itself after the worst faults.
        if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
        throw cause;
      }
    });
  }

  readTo(): ReadTo | undefined {
    const row = onStore(() => this.#statements.readTo.get());
    if (row === undefined) return undefined;
    const [commit, prepare] = [BigInt(textIn(row, 'commit_position')), BigInt(textIn(row, 'prepare_position'))];
    const [stream, revision] = [textIn(row, 'stream'), numberIn(row, 'revision')];
    return { position: { commit, prepare }, stream, revision, uuid: textIn(row, 'uuid') };
  }

  setReadTo({ position, stream, revision, uuid }: ReadTo): void {
    this.#statements.setReadTo.run(String(position.commit), String(position.prepare), stream, revision, uuid);
  }

  /** The server's revision of a stream's last event; undefined when there is none. */
  serverRevision(serverStream: string): number | undefined {
    const row = onStore(() => this.#statements.serverRevision.get(serverStream));
    return row === undefined ? undefined : numberIn(row, 'server_revision');
  }

  setServerRevision(serverStream: string, revision: number): void {
    this.#statements.setServerRevision.run(serverStream, revision);
  }

  readonly command = (id: string): CommandRecord | undefined => {
    const found = this.#commandRow(id);
    if (found === undefined) return undefined;
    const { first, count, requestHash } = found;
    const rows = onStore(() => this.#statements.commandEvents.all(first, first + count));
    if (rows.length !== count) throw new StoreError('store-damaged', 'events of a command are missing');
    return { requestHash, eventIds: rows.map((row) => textIn(row, 'id')) };
  };

  /** The position of a command's first event, or where it would be. */
  firstPosition(command: string): number | undefined {
    return this.#commandRow(command)?.first;
  }

  commandsIn(from: number, to: number): readonly ListedCommand[] {
    const rows = onStore(() => this.#statements.commandsIn.all(from, to));
    return rows.map((row) => {
      const id = textIn(row, 'id');
      const record = this.command(id);
      if (record === undefined) throw new StoreError('store-damaged', 'a command is listed and missing');
      return { id, position: numberIn(row, 'first'), ...record };
    });
  }

  readonly nextRevision = (stream: string): number => {
    const row = onStore(() => this.#statements.lastRevision.get(stream));
    return row?.['last'] === null ? 0 : numberIn(row, 'last') + 1;
  };

  readonly hasEvent = (id: string): boolean => onStore(() => this.#statements.positionOf.get(id)) !== undefined;

  /** What a batch is decided against: all that this node knows. */
  held(): HeldByStore {
    const { command, nextRevision, hasEvent } = this;
    return { frontier: this.frontier(), command, nextRevision, hasEvent };
  }

  /** Records what was decided on `held`, behind all others. Runs inside of `write`. */
  record({ events, commands, frontier }: DecidedBatch): void {
    for (const { id, stream, revision, bytes, position, leaf } of events)
      this.#statements.addEvent.run(position, id, this.#streamId(stream), revision, leaf, bytes);
    for (const { id, requestHash, first, count } of commands)
      this.#statements.addCommand.run(id, requestHash, first, count);
    this.#statements.setFrontier.run(frontier.size, Buffer.concat(frontier.hashes));
  }

  readStream(stream: string, fromRevision: number): readonly StoredEvent[] {
    return onStore(() => this.#statements.readStream.all(stream, fromRevision).map(storedEventIn));
  }

  readAll(fromPosition: number, limit: number): readonly StoredEvent[] {
    // SQLite takes a negative limit for none, and no infinite one.
    const atMost = Math.min(Math.max(limit, 0), Number.MAX_SAFE_INTEGER);
    return onStore(() => this.#statements.readAll.all(fromPosition, atMost).map(storedEventIn));
  }

  eventById(id: string): StoredEvent | undefined {
    const row = onStore(() => this.#statements.eventById.get(id));
    return row === undefined ? undefined : storedEventIn(row);
  }

  frontier(): Frontier {
    return frontierIn(onStore(() => this.#statements.frontier.get()));
  }

  leaves(from: number, to: number): readonly Uint8Array[] {
    return onStore(() => this.#statements.leaves.all(from, to).map((row) => bytesIn(row, 'leaf')));
  }

  checkpoints(): readonly string[] {
    return onStore(() => this.#statements.checkpoints.all().map((row) => textIn(row, 'note')));
  }

  addCheckpoint(note: string): void {
    this.#statements.addCheckpoint.run(note);
  }

  /** Entries of transactions that have not been seen whole. */
  pending(): readonly Entry[] {
    return onStore(() => this.#statements.pending.all().map(pendingIn));
  }

  addPending({ transaction, index, count, command, requestHash, event }: Entry): void {
    const own = [event?.id ?? null, event?.stream ?? null, event?.revision ?? null, event?.bytes ?? null];
    this.#statements.addPending.run(transaction, index, count, command, requestHash, ...own);
  }

  removePending(transaction: string): void {
    this.#statements.removePending.run(transaction);
  }

  close(): void {
    if (this.#database.isOpen) onStore(() => this.#database.close());
  }

  #commandRow(id: string): { first: number; count: number; requestHash: string } | undefined {
    const row = onStore(() => this.#statements.command.get(id));
    if (row === undefined) return undefined;
    return { first: numberIn(row, 'first'), count: numberIn(row, 'count'), requestHash: textIn(row, 'request_hash') };
  }

  #streamId(stream: string): number {
    const row = this.#statements.streamId.get(stream);
    return row === undefined ? Number(this.#statements.addStream.run(stream).lastInsertRowid) : numberIn(row, 'id');
  }
}
