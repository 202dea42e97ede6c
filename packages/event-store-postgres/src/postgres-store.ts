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
import type { Pool, PoolClient, QueryResultRow } from 'pg';
import { appendBatch } from './append-batch.ts';
import { Listener } from './listener.ts';
import {
  commandIn,
  eventIn,
  frontierIn,
  listedIn,
  type CommandRow,
  type EventRow,
  type FrontierRow,
  type ListedRow,
} from './rows.ts';
import { onServer } from './server-faults.ts';
import { statementsFor, type Statement, type Statements } from './statements.ts';
import type { StoreAddress } from './store-address.ts';
import { takeTurn } from './take-turn.ts';

/** What a store stands on: its connections, without those for writing when it may only be read. */
export type OpenedServer = {
  readonly address: StoreAddress;
  readonly header: StoreHeader;
  readonly reading: Pool;
  readonly writing: Pool | undefined;
  /** For the lock that whoever has a turn holds. */
  readonly turning: Pool | undefined;
};

/**
 * The event store in a schema of a PostgreSQL database. Any number of processes may have it open for writing: a lock
 * that each batch takes puts their batches one after another, so positions are in the order of commits. While the
 * server is away, everything rejects with `store-unreachable`; when it is back, everything works again. An append that
 * was under way when the connection was lost may have been recorded: send the same command again.
 */
export class PostgresStore implements EventStore {
  readonly header: StoreHeader;
  readonly #server: OpenedServer;
  readonly #statements: Statements;
  readonly #watchers = new Watchers();
  readonly #turns = new Turns();
  readonly #running = new Set<Promise<unknown>>();
  #listener: Listener | undefined;
  #closing: Promise<void> | undefined;

  constructor(server: OpenedServer) {
    this.#server = server;
    this.header = server.header;
    this.#statements = statementsFor(server.address.schema);
  }

  /** A store that may only be read lets its own turns one after another, and everybody else in. */
  turn<T>(work: (size: number) => Promise<T>): Promise<T> {
    return this.#turns.take(async () => {
      const { turning } = this.#server;
      if (turning === undefined) return work((await this.frontier()).size);
      const turn = await this.#run(() => takeTurn(turning, this.#statements));
      // What the work throws is its own affair, and no fault of the server's.
      try {
        return await work(turn.size);
      } finally {
        await turn.end();
      }
    });
  }

  async append(batch: readonly Append[], { whole = false } = {}): Promise<readonly AppendOutcome[]> {
    return this.#write((client) => appendBatch(client, this.#statements, { batch, whole }));
  }

  async command(id: string): Promise<CommandRecord | undefined> {
    const [row] = await this.#read<CommandRow>(this.#statements.command, [id]);
    return row && commandIn(row);
  }

  async commandsIn(from: number, to: number): Promise<readonly ListedCommand[]> {
    return (await this.#read<ListedRow>(this.#statements.commandsIn, [from, to])).map(listedIn);
  }

  async readStream(stream: string, fromRevision = 0): Promise<readonly StoredEvent[]> {
    return (await this.#read<EventRow>(this.#statements.readStream, [stream, fromRevision])).map(eventIn);
  }

  async readAll(fromPosition: number, limit: number): Promise<readonly StoredEvent[]> {
    return (await this.#read<EventRow>(this.#statements.readAll, [fromPosition, atMost(limit)])).map(eventIn);
  }

  async eventById(id: string): Promise<StoredEvent | undefined> {
    const [row] = await this.#read<EventRow>(this.#statements.eventById, [id]);
    return row && eventIn(row);
  }

  async frontier(): Promise<Frontier> {
    return frontierIn((await this.#read<FrontierRow>(this.#statements.frontier, []))[0]);
  }

  async leaves(from: number, to: number): Promise<readonly Uint8Array[]> {
    return (await this.#read<{ leaf: Uint8Array }>(this.#statements.leaves, [from, to])).map(({ leaf }) => leaf);
  }

  async checkpoints(): Promise<readonly string[]> {
    return (await this.#read<{ note: string }>(this.#statements.checkpoints, [])).map(({ note }) => note);
  }

  async saveCheckpoint(note: string): Promise<void> {
    await this.#write((client) => client.query({ ...this.#statements.addCheckpoint, values: [note] }));
  }

  /**
   * Tells of the appends of every process, its own as well. Calls `changed` also when it begins to listen, at first and
   * whenever the connection had been lost.
   */
  watch(changed: () => void): () => void {
    const end = this.#watchers.add(changed);
    if (this.#closing === undefined) {
      this.#listener ??= new Listener(this.#server.address, () => this.#watchers.tell());
    }
    return end;
  }

  /** What was asked before is carried out first. */
  close(): Promise<void> {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  async #end(): Promise<void> {
    const { reading, writing, turning } = this.#server;
    // A pool that ends forgets whoever waits for a connection.
    await Promise.allSettled(this.#running);
    await Promise.all([this.#listener?.end(), reading.end(), writing?.end(), turning?.end()]);
  }

  async #read<Row extends QueryResultRow>(statement: Statement, values: unknown[]): Promise<readonly Row[]> {
    const { reading } = this.#server;
    return this.#run(async () => (await reading.query<Row>({ ...statement, values })).rows);
  }

  async #write<Result>(action: (client: PoolClient) => Promise<Result>): Promise<Result> {
    return this.#run(async () => {
      const { writing } = this.#server;
      if (writing === undefined) throw new StoreError('store-read-only', 'the store was opened for reading');
      const client = await writing.connect();
      let failed = true;
      try {
        const result = await action(client);
        failed = false;
        return result;
      } finally {
        // After a failure nobody knows what state the connection is in; closing it rolls back.
        client.release(failed);
      }
    });
  }

  async #run<Result>(action: () => Promise<Result>): Promise<Result> {
    if (this.#closing !== undefined) throw new StoreError('store-unreachable', 'the store is closed');
    const running = onServer(action);
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }
}

/** PostgreSQL refuses a negative limit and an infinite one. */
function atMost(limit: number): number {
  return Math.min(Math.max(limit, 0), Number.MAX_SAFE_INTEGER);
}
