import { SheetProblem } from './sheet-problem.ts';

/** One part of the archive, as the central directory declares it. */
export type ZipEntry = {
  name: string;
  method: number;
  encrypted: boolean;
  checksum: number;
  compressedSize: number;
  size: number;
  headerOffset: number;
};

const END_SIGNATURE = 0x06054b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 0xffff;
const LOCATOR_SIGNATURE = 0x07064b50;
const LOCATOR_LENGTH = 20;
const BIG_END_SIGNATURE = 0x06064b50;
const BIG_END_LENGTH = 56;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_LENGTH = 46;
const BIG_SIZES_FIELD = 0x0001;
const SEE_BIG_FIELD = 0xffffffff;

/** Where the central directory begins and how many entries it says it has. */
export type ZipDirectory = { count: number; offset: number };

/** Finds the central directory; nothing is read of the entries themselves yet. */
export function locateDirectory(bytes: Uint8Array): ZipDirectory {
  const view = viewOf(bytes);
  const end = findEnd(view);
  return guardRange(
    () =>
      bigDirectory(view, end) ?? {
        count: view.getUint16(end + 10, true),
        offset: view.getUint32(end + 16, true),
      },
  );
}

/** The entries of the central directory. */
export function listEntries(bytes: Uint8Array, directory: ZipDirectory): ZipEntry[] {
  const view = viewOf(bytes);
  return guardRange(() => {
    const entries: ZipEntry[] = [];
    let at = directory.offset;
    for (let index = 0; index < directory.count; index += 1) {
      if (view.getUint32(at, true) !== ENTRY_SIGNATURE) throw damaged('directory');
      entries.push(readEntry(view, at));
      at += ENTRY_LENGTH + variableLength(view, at);
    }
    return entries;
  });
}

/** A view on exactly these bytes. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function damaged(reason: string): SheetProblem {
  return new SheetProblem('damaged', { reason });
}

/** Offsets come from the file, so reading past its end is the file's fault. */
function guardRange<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw error instanceof RangeError ? damaged('truncated') : error;
  }
}

function findEnd(view: DataView): number {
  const last = view.byteLength - END_LENGTH;
  const first = Math.max(0, last - LONGEST_COMMENT);
  for (let at = last; at >= first; at -= 1) {
    if (view.getUint32(at, true) === END_SIGNATURE) return at;
  }
  throw damaged('truncated');
}

/** Some Java writers use the 64-bit records even for small files. */
function bigDirectory(view: DataView, end: number): ZipDirectory | undefined {
  const locator = end - LOCATOR_LENGTH;
  if (locator < 0 || view.getUint32(locator, true) !== LOCATOR_SIGNATURE) return undefined;
  const at = Number(view.getBigUint64(locator + 8, true));
  if (at > view.byteLength - BIG_END_LENGTH) throw damaged('truncated');
  if (view.getUint32(at, true) !== BIG_END_SIGNATURE) throw damaged('directory');
  return {
    count: Number(view.getBigUint64(at + 32, true)),
    offset: Number(view.getBigUint64(at + 48, true)),
  };
}

function variableLength(view: DataView, at: number): number {
  return view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
}

function readEntry(view: DataView, at: number): ZipEntry {
  const nameLength = view.getUint16(at + 28, true);
  const nameAt = view.byteOffset + at + ENTRY_LENGTH;
  const name = new TextDecoder().decode(new Uint8Array(view.buffer, nameAt, nameLength));
  const entry = {
    // Old .NET writers separate folders by backslashes.
    name: name.replaceAll('\\', '/').replace(/^\/+/u, ''),
    method: view.getUint16(at + 10, true),
    encrypted: (view.getUint16(at + 8, true) & 1) === 1,
    checksum: view.getUint32(at + 16, true),
    compressedSize: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    headerOffset: view.getUint32(at + 42, true),
  };
  const extra = new DataView(view.buffer, nameAt + nameLength, view.getUint16(at + 30, true));
  return withBigSizes(entry, extra);
}

/** Replaces the fields that say "see the 64-bit extra field" by what stands there, in the order of the format. */
function withBigSizes(entry: ZipEntry, extra: DataView): ZipEntry {
  let at = findExtraField(extra, BIG_SIZES_FIELD);
  if (at === undefined) return entry;
  const resolved = { ...entry };
  for (const field of ['size', 'compressedSize', 'headerOffset'] as const) {
    if (entry[field] !== SEE_BIG_FIELD) continue;
    resolved[field] = Number(extra.getBigUint64(at, true));
    at += 8;
  }
  return resolved;
}

function findExtraField(extra: DataView, wanted: number): number | undefined {
  let at = 0;
  while (at + 4 <= extra.byteLength) {
    if (extra.getUint16(at, true) === wanted) return at + 4;
    at += 4 + extra.getUint16(at + 2, true);
  }
  return undefined;
}
