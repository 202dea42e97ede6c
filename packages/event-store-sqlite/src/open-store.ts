import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { StoreError, type StoreHeader } from '@mingbai/application';
import { headerIn, numberIn } from './rows.ts';
import { applicationId, layout, writerSettings } from './schema.ts';
import { SqliteStore } from './sqlite-store.ts';
import { onStore } from './sqlite-faults.ts';
import { takeWriterLock } from './writer-lock.ts';
import type { WriterLock } from './writer-lock.ts';

/** Milliseconds to wait while another connection is copying the WAL into the file. */
const busyTimeoutMs = 5000;

/**
 * Opens a store, for writing unless `readOnly` is set. One process may have it open for writing, any number for
 * reading. Throws `StoreError`: `store-unreachable` (no such file, or an I/O error), `store-locked` (with the owner's
 * process id if it is known), `not-a-store`, `store-format` (another version's), `store-damaged`, `store-read-only`.
 */
export async function openSqliteStore(path: string, options: { readOnly?: boolean } = {}): Promise<SqliteStore> {
  if (!existsSync(path)) throw new StoreError('store-unreachable', `there is no store at ${path}`);
  if (options.readOnly) return openFile(path, undefined);
  const lock = takeWriterLock(path);
  try {
    return openFile(path, lock);
  } catch (fault) {
    lock.release();
    throw fault;
  }
}

/** Opens the file under a lock that is already held, or for reading without one. */
export function openFile(path: string, lock: WriterLock | undefined): SqliteStore {
  return onStore(() => {
    const database = new DatabaseSync(path, { readOnly: lock === undefined, timeout: busyTimeoutMs });
    try {
      const header = checkedHeader(database);
      if (lock) database.exec(writerSettings);
      return new SqliteStore({ database, header, lock });
    } catch (fault) {
      database.close();
      throw fault;
    }
  });
}

function checkedHeader(database: DatabaseSync): StoreHeader {
  const pragma = (name: string) => numberIn(database.prepare(`PRAGMA ${name}`).get(), name);
  if (pragma('application_id') !== applicationId) throw new StoreError('not-a-store', 'the file is not an event store');
  const found = pragma('user_version');
  if (found !== layout) throw new StoreError('store-format', `the store has layout ${found}, not ${layout}`);
  const sizes = database.prepare('SELECT size, (SELECT max(position) + 1 FROM events) AS events FROM frontier').get();
  if (numberIn(sizes, 'size') !== (sizes?.['events'] ?? 0)) {
    throw new StoreError('store-damaged', 'the tree and the events are not of one size');
  }
  return headerIn(database.prepare('SELECT format, suite, origin, district FROM header').get());
}
