import type { EventStore } from '@mingbai/application';
import { contractHeader } from '@mingbai/application/contract-tests';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { createPostgresStore, openPostgresStore, type PostgresStore } from '../index.ts';
import { startPrivatePostgres, type PrivatePostgres } from './private-postgres.ts';

/** What a promise rejects with that a store refuses. */
export const failure = (code: string): unknown => expect.objectContaining({ name: 'StoreError', code });

/** A server for the tests of one `describe`; stores that were opened through it are closed after each test. */
export class StoresForTests {
  readonly #opened: EventStore[] = [];
  #server: PrivatePostgres | undefined;
  #schemas = 0;

  constructor() {
    beforeAll(async () => {
      this.#server = await startPrivatePostgres();
    });
    afterEach(() => this.closeAll());
    afterAll(() => this.#server?.remove());
  }

  get server(): PrivatePostgres {
    if (this.#server === undefined) throw new Error('the server runs only during the tests');
    return this.#server;
  }

  /** The address of a store that is not made yet. */
  freshUrl(): string {
    this.#schemas += 1;
    return `${this.server.url}?schema=store_${this.#schemas}`;
  }

  create(url: string, appRole?: string): Promise<PostgresStore> {
    return this.#keep(
      createPostgresStore({ url, header: contractHeader, ...(appRole === undefined ? {} : { appRole }) }),
    );
  }

  open(url: string, options: { readOnly?: boolean } = {}): Promise<PostgresStore> {
    return this.#keep(openPostgresStore(url, options));
  }

  /** Runs SQL past the store, in its schema. */
  async sql(url: string, text: string): Promise<readonly Record<string, unknown>[]> {
    const client = await connected(url);
    try {
      const { rows } = await client.query<Record<string, unknown>>(text);
      return rows;
    } finally {
      await client.end();
    }
  }

  async closeAll(): Promise<void> {
    await Promise.all(this.#opened.splice(0).map((store) => store.close()));
  }

  async #keep(opening: Promise<PostgresStore>): Promise<PostgresStore> {
    const store = await opening;
    this.#opened.push(store);
    return store;
  }
}

/** A connection past the store, in its schema. */
export async function connected(url: string): Promise<Client> {
  const address = new URL(url);
  const schema = address.searchParams.get('schema') ?? 'mingbai';
  address.searchParams.delete('schema');
  const client = new Client({ connectionString: address.href, options: `-c search_path=${schema}` });
  client.on('error', () => {});
  await client.connect();
  return client;
}
