import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { takeWriterLock, type WriterLock } from '@mingbai/event-store-sqlite';

const READ_MODELS = /^read(-[0-9A-Za-z-]+)?\.sqlite$/;

/**
 * Keeps away every node that uses the directory: each holds the lock of its read models, or of a log that is a file
 * here, which may be given too. Throws `store-locked` while one of them runs. Returns what lets them in again.
 */
export function lockNodes(path: string, log?: string): () => void {
  const files = new Set(['read.sqlite', ...readdirSync(path).filter((name) => READ_MODELS.test(name))]);
  const locks: WriterLock[] = [];
  const release = (): void => locks.splice(0).forEach((lock) => lock.release());
  try {
    for (const file of [...(log === undefined ? [] : [log]), ...Array.from(files, (name) => join(path, name))])
      locks.push(takeWriterLock(file));
  } catch (error) {
    release();
    throw error;
  }
  return release;
}
