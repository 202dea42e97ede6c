import { StoreError, type StoreHeader } from '@mingbai/application';
import { Client, escapeIdentifier } from 'pg';
import { settingsFor } from './connections.ts';
import { openPostgresStore } from './open-store.ts';
import type { PostgresStore } from './postgres-store.ts';
import { grantsTo, layout, tablesOf } from './schema.ts';
import { codeOf, onServer } from './server-faults.ts';
import { addressIn } from './store-address.ts';

export type NewStore = {
  /** As for `openPostgresStore`; the user becomes the owner of the tables. */
  readonly url: string;
  readonly header: StoreHeader;
  /** A role that is there already and may from now on read and append, but change nothing that is recorded. */
  readonly appRole?: string;
};

/**
 * Makes an empty store and opens it. Its schema is made too, unless it is there and empty. All of it is one
 * transaction: a failure leaves nothing. Throws `StoreError`: `store-exists` if anything is in the schema,
 * `role-missing`, `database-encoding`, `database-forbids` if the user may not make it, and as `openPostgresStore` does.
 */
export async function createPostgresStore({ url, header, appRole }: NewStore): Promise<PostgresStore> {
  const { server, schema } = addressIn(url);
  const client = new Client(settingsFor(server));
  client.on('error', () => {}); // the statement under way reports it
  await onServer(async () => {
    try {
      await client.connect();
      await client.query('BEGIN; SET LOCAL synchronous_commit = on');
      await requireUnicode(client);
      await makeSchema(client, schema);
      await client.query(tablesOf(schema));
      const { format, suite, origin, district } = header;
      const values = [layout, format, suite, origin, district];
      await client.query(`INSERT INTO ${escapeIdentifier(schema)}.header VALUES (1, $1, $2, $3, $4, $5)`, values);
      if (appRole !== undefined) await grant(client, appRole, schema);
      await client.query('COMMIT');
    } catch (cause) {
      throw isThere(cause) ? new StoreError('store-exists', `somebody is making ${schema}`, { cause }) : cause;
    } finally {
      await client.end();
    }
  });
  return openPostgresStore(url);
}

/** A database of another encoding takes events, and later refuses a note or a name with a sign that it cannot write. */
async function requireUnicode(client: Client): Promise<void> {
  const { rows } = await client.query<{ server_encoding: string }>('SHOW server_encoding');
  const encoding = rows[0]?.server_encoding;
  if (encoding !== 'UTF8') throw new StoreError('database-encoding', `the database is encoded as ${encoding}`);
}

async function makeSchema(client: Client, schema: string): Promise<void> {
  const { rows } = await client.query<{ filled: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_class WHERE relnamespace = pg_namespace.oid) AS filled
     FROM pg_namespace WHERE nspname = $1`,
    [schema],
  );
  if (rows[0]?.filled) throw new StoreError('store-exists', `there is something in schema ${schema} already`);
  if (rows[0] === undefined) await client.query(`CREATE SCHEMA ${escapeIdentifier(schema)}`);
}

async function grant(client: Client, role: string, schema: string): Promise<void> {
  try {
    await client.query(grantsTo(role, schema));
  } catch (cause) {
    throw codeOf(cause) === '42704' ? new StoreError('role-missing', `there is no role ${role}`, { cause }) : cause;
  }
}

/** Two makers at once: the second waits for the first and finds its tables. */
function isThere(cause: unknown): boolean {
  return ['42P06', '42P07', '42723', '23505'].includes(codeOf(cause));
}
