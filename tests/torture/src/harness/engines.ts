import type { EventStore } from '@mingbai/application';
import { createPostgresStore } from '@mingbai/event-store-postgres';
import type { Child } from './build-children.ts';
import { openStore as openOnSqlite } from './honest-store.ts';
import { addressOf, openStore as openOnPostgres } from './postgres-store.ts';
import { createHere, HEADER } from './product.ts';

/** Where a store is kept, by the file that it would be: how it is made and opened, and by whom in a process apart. */
export type Engine = {
  readonly port: Child;
  readonly create: (path: string) => Promise<EventStore>;
  readonly open: (path: string) => Promise<EventStore>;
};

export const onSqlite: Engine = {
  port: 'honest-store',
  create: createHere,
  open: openOnSqlite,
};
export const onPostgres: Engine = {
  port: 'postgres-store',
  create: (path) => createPostgresStore({ url: addressOf(path), header: HEADER }),
  open: openOnPostgres,
};
