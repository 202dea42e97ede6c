import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreError, type StoreHeader } from '@mingbai/application';
import { openFile } from './open-store.ts';
import { schema, writerSettings } from './schema.ts';
import type { SqliteStore } from './sqlite-store.ts';
import { onStore } from './sqlite-faults.ts';
import { takeWriterLock } from './writer-lock.ts';

/**
 * Makes an empty store in a directory that exists and opens it for writing. The file appears under its name only when
 * it is whole and durable; a failure leaves none. Throws `StoreError`: `store-exists`, `store-locked`, `disk-full`,
 * `store-unreachable`, `store-read-only`.
 */
export async function createSqliteStore(path: string, header: StoreHeader): Promise<SqliteStore> {
  const lock = takeWriterLock(path);
  try {
    return onStore(() => {
      if (existsSync(path)) throw new StoreError('store-exists', `there is something at ${path} already`);
      makeFile(path, header);
      return openFile(path, lock);
    });
  } catch (fault) {
    lock.release();
    throw fault;
  }
}

function makeFile(path: string, header: StoreHeader): void {
  // The lock keeps other makers away, so what stands under this name was left by one that was killed.
  const draft = `${path}.new`;
  removeDraft(draft);
  try {
    fillFile(draft, header);
    makeDurable(draft, 'r+');
    renameSync(draft, path);
    // Windows cannot open a directory; there the rename is durable by itself.
    if (process.platform !== 'win32') makeDurable(dirname(path), 'r');
  } catch (fault) {
    removeDraft(draft);
    throw fault;
  }
}

function fillFile(path: string, { format, suite, origin, district }: StoreHeader): void {
  const database = new DatabaseSync(path);
  try {
    database.exec(writerSettings);
    database.exec(`BEGIN IMMEDIATE; ${schema}`);
    database.prepare('INSERT INTO header VALUES (1, ?, ?, ?, ?)').run(format, suite, origin, district);
    database.exec('COMMIT');
    // Everything into the one file that is renamed; closing would do it too, but would not tell of a failure.
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
}

function makeDurable(path: string, flags: 'r' | 'r+'): void {
  const file = openSync(path, flags);
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function removeDraft(draft: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${draft}${suffix}`, { force: true });
}
