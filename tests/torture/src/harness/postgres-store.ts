import { basename, dirname } from 'node:path';
import type { EventStore } from '@mingbai/application';
import { openPostgresStore } from '@mingbai/event-store-postgres';

/** Where the server is that a test has started, for the processes that it starts too. */
export const SERVER = 'TORTURE_POSTGRES';

/** The address of the store whose other files stand in the directory of this file. */
export function addressOf(path: string): string {
  const url = new URL(process.env[SERVER] ?? '');
  url.searchParams.set('schema', basename(dirname(path)));
  return url.href;
}

/** The store in PostgreSQL as it is. */
export const openStore = (path: string): Promise<EventStore> => openPostgresStore(addressOf(path));
