import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from '@mingbai/application';
import { toStoreError } from './sqlite-faults.ts';

/** The right to write to a store, held by one connection of one process until it is released or the process ends. */
export type WriterLock = { readonly release: () => void };

/**
 * Takes the right to write beside the store, in a file `<store>.lock` that stays empty: SQLite locks it through the
 * operating system, which frees it when the process ends, however it ends. Throws `store-locked`.
 *
 * Nothing in this process may open the lock file by itself: closing it would drop the lock (POSIX). That is why the
 * owner's process id stands in a file of its own.
 */
export function takeWriterLock(storePath: string): WriterLock {
  const base = storePath.replace(/\.sqlite$/, '');
  const ownerPath = `${base}.owner`;
  const database = lockFile(`${base}.lock`, ownerPath);
  writeOwner(ownerPath);
  return {
    release() {
      rmSync(ownerPath, { force: true });
      database.close();
    },
  };
}

function lockFile(path: string, ownerPath: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { timeout: 0 });
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (cause) {
    database?.close();
    const fault = toStoreError(cause);
    if (fault.code !== 'store-locked') throw fault;
    const ownerPid = readOwner(ownerPath);
    throw new StoreError('store-locked', `process ${ownerPid ?? 'unknown'} is writing to the store`, {
      cause,
      ownerPid,
    });
  }
}

function writeOwner(path: string): void {
  try {
    writeFileSync(path, `${process.pid}\n`);
  } catch {
    // The owner's name is only a courtesy to whoever finds the store locked; the lock itself holds.
  }
}

function readOwner(path: string): number | undefined {
  try {
    const pid = Number(readFileSync(path, 'utf8'));
    return Number.isSafeInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}
