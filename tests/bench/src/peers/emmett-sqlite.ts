import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pageAfter, peerPackage, type EmmettStore, type Peer, type ReadMessagesBatch } from './peer.ts';

type Connection = { readonly close: () => void; readonly command: (sql: string) => Promise<unknown> };
type Options = {
  readonly fileName: string;
  readonly connectionOptions?: { readonly singleton: true; readonly connection: Connection };
};
type Emmett = {
  readonly getSQLiteEventStore: (options: Options) => EmmettStore;
  readonly sqliteConnection: (options: { readonly fileName: string }) => Connection;
  readonly readMessagesBatch: ReadMessagesBatch<Connection>;
};

/**
 * As its documents show it, a connection for each call; `shared`, one connection for all. The file is in WAL mode
 * before anything else, for the pragma that emmett sends with each connection can come too late for its first
 * transaction. No connection but its own is open while it appends: another would spare it what closing the last one
 * costs.
 */
export async function openEmmettSqlite(folder: string, use: 'default' | 'shared'): Promise<Peer> {
  const emmett = peerPackage('@event-driven-io/emmett-sqlite') as Emmett; // the version is pinned
  const fileName = join(folder, 'emmett.sqlite');
  const first = emmett.sqliteConnection({ fileName });
  await first.command('PRAGMA journal_mode = WAL');
  if (use === 'default') first.close();
  const connectionOptions = { singleton: true, connection: first } as const;
  const store = emmett.getSQLiteEventStore(use === 'shared' ? { fileName, connectionOptions } : { fileName });
  await store.schema.migrate();
  return {
    append: store.appendToStream,
    readPage: (after) => emmett.readMessagesBatch(first, pageAfter(after)),
    committed: async () => committedIn(fileName),
    close: async () => {
      if (use === 'shared') first.close();
    },
  };
}

// In a process of its own: a second copy of SQLite in one process would lift the locks that the first one holds.
const COUNT = `
  const database = new (require('node:sqlite').DatabaseSync)(process.argv[1], { timeout: 5000 });
  console.log(database.prepare('SELECT count(*) AS events FROM emt_messages').get().events);`;

const committedIn = (fileName: string): number =>
  Number(execFileSync(process.execPath, ['-e', COUNT, fileName], { encoding: 'utf8' }));
