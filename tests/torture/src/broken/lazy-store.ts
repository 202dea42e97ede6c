import { DatabaseSync } from 'node:sqlite';
import type { EventStore } from '@mingbai/application';
import { openSqliteStore } from '@mingbai/event-store-sqlite';

/** Sabotaged: the store with `synchronous=NORMAL`, which in WAL mode does not wait for the disk at a commit. */
export async function openStore(path: string): Promise<EventStore> {
  // oxlint-disable-next-line typescript/unbound-method -- called with its own `this` below
  const exec = DatabaseSync.prototype.exec;
  DatabaseSync.prototype.exec = function lazily(sql: string): void {
    exec.call(this, sql.replace('synchronous = FULL', 'synchronous = NORMAL'));
  };
  return openSqliteStore(path);
}
