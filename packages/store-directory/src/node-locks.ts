import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { takeWriterLock, type WriterLock } from '@mingbai/event-store-sqlite';

const READ_MODELS = /^(read(?:-[0-9A-Za-z-]+)?)\.sqlite$/;
const ANY_LOCK = /^(.+)\.lock$/;

/** Keeps away every node that uses the directory over a server's log: each holds the lock of its read models. */
export const lockNodes = (path: string): (() => void) => lock(path, READ_MODELS);

/** Keeps everybody away from the directory, whatever stands in its settings. */
export const lockWhole = (path: string): (() => void) => lock(path, ANY_LOCK);

/** Throws `store-locked` while somebody holds one of the locks. Returns what gives them back. */
function lock(path: string, kind: RegExp): () => void {
  const found = readdirSync(path).flatMap((name) => kind.exec(name)?.[1] ?? []);
  const locks: WriterLock[] = [];
  const release = (): void => locks.splice(0).forEach((each) => each.release());
  try {
    for (const name of new Set(['read', ...found])) locks.push(takeWriterLock(join(path, `${name}.sqlite`)));
  } catch (error) {
    release();
    throw error;
  }
  return release;
}
