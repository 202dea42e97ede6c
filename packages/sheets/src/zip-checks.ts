import type { ReadLimits } from './read-limits.ts';
import { SheetProblem } from './sheet-problem.ts';
import { listEntries, locateDirectory, type ZipEntry } from './zip-directory.ts';

/** Beyond this a part of real size is a bomb: spreadsheets seldom deflate better than 1:50. */
const SUSPICIOUS_RATIO = 200;
const SUSPICIOUS_SIZE = 10 * 1024 * 1024;
const ACTIVE_PARTS = /(?:^|\/)vbaProject[^/]*\.bin$|^xl\/(?:externalLinks|macrosheets|activeX)\//iu;

/** The archive's entries, after everything that can be refused without inflating a byte. */
export function checkZip(bytes: Uint8Array, limits: ReadLimits): ZipEntry[] {
  const directory = locateDirectory(bytes);
  if (directory.count > limits.entries) {
    throw bomb({ reason: 'entries', entries: directory.count, limit: limits.entries });
  }
  const entries = listEntries(bytes, directory);
  checkSizes(entries, limits);
  for (const entry of entries) checkEntry(entry);
  checkNames(entries);
  return entries;
}

function bomb(detail: Record<string, string | number>): SheetProblem {
  return new SheetProblem('zip-bomb', detail);
}

function checkSizes(entries: readonly ZipEntry[], limits: ReadLimits): void {
  const total = entries.reduce((sum, entry) => sum + entry.size, 0);
  if (total > limits.inflatedBytes) throw bomb({ reason: 'size', bytes: total, limit: limits.inflatedBytes });
  for (const { name, size, compressedSize } of entries) {
    if (size > SUSPICIOUS_SIZE && size > compressedSize * SUSPICIOUS_RATIO) {
      throw bomb({ reason: 'ratio', part: name, bytes: size });
    }
  }
}

function checkEntry(entry: ZipEntry): void {
  if (entry.encrypted) throw new SheetProblem('encrypted', { part: entry.name });
  if (ACTIVE_PARTS.test(entry.name)) throw new SheetProblem('macros', { part: entry.name });
}

/** Two parts of one name would be read differently by different programs. */
function checkNames(entries: readonly ZipEntry[]): void {
  const seen = new Set<string>();
  for (const { name } of entries) {
    const key = name.toLowerCase();
    if (seen.has(key)) throw new SheetProblem('damaged', { reason: 'duplicate', part: name });
    seen.add(key);
  }
}
