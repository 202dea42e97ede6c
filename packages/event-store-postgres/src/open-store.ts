import { StoreError, type StoreHeader } from '@mingbai/application';
import { escapeIdentifier, type Pool } from 'pg';
import { poolOf } from './connections.ts';
import { PostgresStore } from './postgres-store.ts';
import { layout } from './schema.ts';
import { codeOf, onServer } from './server-faults.ts';
import { addressIn, type StoreAddress } from './store-address.ts';

const readers = 4;

/**
 * Opens the store in a schema of a PostgreSQL database, for writing unless `readOnly` is set. The URL is that of the
 * database, `postgresql://user:password@host:5432/database?schema=mingbai`; `schema` may be left out, and whatever else
 * `pg` understands may be added (`sslmode=verify-full`). Any number of processes may have it open. Throws `StoreError`:
 * `store-unreachable` (no server), `database-…` (no such database, sign-in or permission), `not-a-store`,
 * `store-format` (another version's), `store-damaged`.
 */
export async function openPostgresStore(url: string, options: { readOnly?: boolean } = {}): Promise<PostgresStore> {
  const address = addressIn(url);
  const reading = poolOf(address.server, { size: readers, pipeline: false });
  try {
    const header = await onServer(() => checkedHeader(reading, address, options.readOnly === true));
    const one = () => (options.readOnly ? undefined : poolOf(address.server, { size: 1, pipeline: true }));
    return new PostgresStore({ address, header, reading, writing: one(), turning: one() });
  } catch (fault) {
    await reading.end();
    throw fault;
  }
}

type HeaderRow = StoreHeader & { readonly layout: number };

/** For reading a store is opened though somebody has written past it: a verification names what was added. */
async function checkedHeader(reading: Pool, { schema }: StoreAddress, readOnly: boolean): Promise<StoreHeader> {
  const own = escapeIdentifier(schema);
  const found = await layoutIn(reading, own);
  if (found === undefined) throw new StoreError('not-a-store', `schema ${own} holds no event store`);
  if (found !== layout) throw new StoreError('store-format', `the store has layout ${found}, not ${layout}`);
  const sizes = await reading.query<{ size: number; events: number }>(
    `SELECT size, coalesce((SELECT max(position) + 1 FROM ${own}.events), 0) AS events FROM ${own}.frontier`,
  );
  const [tree] = sizes.rows;
  if (tree === undefined || (tree.size !== tree.events && !readOnly)) {
    throw new StoreError('store-damaged', 'the tree and the events are not of one size');
  }
  const headers = await reading.query<HeaderRow>(`SELECT format, suite, origin, district FROM ${own}.header`);
  if (headers.rows[0] === undefined) throw new StoreError('store-damaged', 'the store has no header');
  return headers.rows[0];
}

/** Undefined when there is no store. */
async function layoutIn(reading: Pool, own: string): Promise<number | undefined> {
  try {
    return (await reading.query<{ layout: number }>(`SELECT layout FROM ${own}.header`)).rows[0]?.layout;
  } catch (cause) {
    if (['3F000', '42P01', '42703'].includes(codeOf(cause))) return undefined;
    throw cause;
  }
}
