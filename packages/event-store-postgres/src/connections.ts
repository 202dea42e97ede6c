import { Client, Pool, types, type ClientConfig } from 'pg';

const connectTimeoutMs = 5000;
/** How long the server may take to answer one statement before its connection is given up. */
const answerTimeoutMs = 60_000;
/** How long a batch waits for those of other processes. */
const lockTimeoutMs = 30_000;
/** After this the server ends the transaction of a process that has stopped in the middle of a batch. */
const stalledBatchMs = 10_000;

/** How every connection of a store is made. */
export function settingsFor(server: string): ClientConfig {
  return {
    connectionString: verified(server),
    application_name: 'mingbai',
    connectionTimeoutMillis: connectTimeoutMs,
    query_timeout: answerTimeoutMs,
    lock_timeout: lockTimeoutMs,
    idle_in_transaction_session_timeout: stalledBatchMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    // A plan made while the tables are empty reads them whole, and a connection keeps it as they grow. Nothing here is
    // worth compiling.
    options: '-c enable_seqscan=off -c jit=off',
    types: { getTypeParser: parserOf },
  };
}

/** Modes that this `pg` reads as `verify-full`, saying so at length on stderr; the next would verify less by them. */
const readAsVerifyFull: ReadonlySet<string | null> = new Set(['prefer', 'require', 'verify-ca']);

function verified(server: string): string {
  const url = new URL(server);
  const { searchParams: options } = url;
  const asLibpq = options.get('uselibpqcompat') === 'true';
  if (!asLibpq && readAsVerifyFull.has(options.get('sslmode'))) options.set('sslmode', 'verify-full');
  return url.href;
}

const [bytea, bigint] = [17, 20];

function parserOf(type: number): (text: string) => unknown {
  if (type === bigint) return Number; // positions and revisions stay far below 2^53
  const usual = types.getTypeParser(type);
  return type === bytea ? (text) => new Uint8Array(usual(text)) : usual;
}

/**
 * Connections for reading, or, with `pipeline`, the one for writing: batches of one process wait here for each other,
 * and the statements of one are sent without waiting for the answers. A lost connection is replaced by the next use.
 */
export function poolOf(server: string, { size, pipeline }: { size: number; pipeline: boolean }): Pool {
  // The pool would count the waiting for its other users as time to connect, so only its clients have that limit.
  class PooledClient extends Client {
    constructor() {
      super({ ...settingsFor(server), pipeline });
    }
  }
  const pool = new Pool({ Client: PooledClient, max: size, idleTimeoutMillis: 0 });
  // Whoever uses a connection when it is lost learns it from the statement; an event without a listener would end us.
  pool.on('connect', (client) => client.on('error', () => {}));
  pool.on('error', () => {});
  return pool;
}
