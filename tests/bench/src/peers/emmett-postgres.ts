import { setTimeout as sleep } from 'node:timers/promises';
import { startPrivatePostgres } from '@mingbai/event-store-postgres/testing';
import { pageAfter, peerPackage, type EmmettStore, type Peer, type ReadMessagesBatch } from './peer.ts';

type Dumbo = {
  readonly dumbo: (options: { readonly connectionString: string }) => { readonly execute: unknown };
  readonly endAllPools: () => Promise<unknown>;
};
type Emmett = {
  readonly getPostgreSQLEventStore: (url: string) => EmmettStore;
  readonly readMessagesBatch: ReadMessagesBatch<unknown>;
};
type Client = {
  readonly connect: () => Promise<void>;
  readonly query: (sql: string) => Promise<{ readonly rows: readonly { readonly found: string }[] }>;
  readonly end: () => Promise<void>;
};

const OTHERS = "pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()";

/** As its documents show it: a pool of ten connections to a server of its own. */
export async function openEmmettPostgres(): Promise<Peer> {
  // The versions of all three are pinned.
  const emmett = peerPackage('@event-driven-io/emmett-postgresql') as Emmett;
  const { dumbo, endAllPools } = peerPackage('@event-driven-io/dumbo') as Dumbo;
  const { Client } = peerPackage('pg') as { Client: new (url: string) => Client };
  const server = await startPrivatePostgres();
  const store = emmett.getPostgreSQLEventStore(server.url);
  await store.schema.migrate();
  const [pool, client] = [dumbo({ connectionString: server.url }), new Client(server.url)];
  await client.connect();
  const count = async (from: string): Promise<number> => {
    const { rows } = await client.query(`SELECT count(*) AS found FROM ${from}`);
    return Number(rows[0]?.found);
  };
  return {
    append: store.appendToStream,
    readPage: (after) => emmett.readMessagesBatch(pool.execute, pageAfter(after)),
    committed: () => count('emt_messages'),
    close: async () => {
      await endAllPools();
      // A pool says that it has ended before its connections have, and throws when the server ends them first.
      while ((await count(OTHERS)) > 0) await sleep(10);
      await client.end();
      await server.remove();
    },
  };
}
