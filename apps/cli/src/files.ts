import { readFileSync, writeFileSync } from 'node:fs';
import { EXIT } from './exit-codes.ts';
import { Usage } from './failure.ts';

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

/** Reads a file. A missing one is "not found", an unreadable one a usage mistake, each in its own words. */
export function readFile(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw new Usage('file-not-found', { file }, EXIT.notFound);
    throw new Usage('file-unreadable', { file });
  }
}

export function writeFile(file: string, content: Uint8Array | string): void {
  try {
    writeFileSync(file, content);
  } catch (error) {
    throw codeOf(error) === 'ENOSPC'
      ? new Usage('disk-full', { file }, EXIT.store)
      : new Usage('file-unwritable', { file });
  }
}

export function readJson(file: string): unknown {
  const bytes = readFile(file);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Usage('bad-json', { file });
  }
}
