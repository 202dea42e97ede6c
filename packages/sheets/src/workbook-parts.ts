import { crc32, inflateRawSync } from 'node:zlib';
import { DEFAULT_READ_LIMITS, type ReadLimits } from './read-limits.ts';
import { SheetProblem } from './sheet-problem.ts';
import { checkZip } from './zip-checks.ts';
import { viewOf, type ZipEntry } from './zip-directory.ts';

/** One inflated part under the name the archive gives it. */
type Part = { name: string; content: Uint8Array };

/** The inflated parts by lower-case name, for part names are case-insensitive. */
export type WorkbookParts = ReadonlyMap<string, Part>;

const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_LENGTH = 30;
const STORED = 0;
const DEFLATED = 8;
/** Pictures are never parsed, and a drawing in them may well carry a document type. */
const MEDIA = 'xl/media/';
const DOCTYPE = '<!DOCTYPE';

/** Inflates every part of the archive, never beyond the size its header declares. */
export function openParts(bytes: Uint8Array, limits: ReadLimits = DEFAULT_READ_LIMITS): WorkbookParts {
  const parts = new Map<string, Part>();
  for (const entry of checkZip(bytes, limits)) {
    if (entry.name.endsWith('/')) continue;
    const content = inflate(bytes, entry);
    if (!entry.name.toLowerCase().startsWith(MEDIA)) refuseDoctype(entry.name, content);
    parts.set(entry.name.toLowerCase(), { name: entry.name, content });
  }
  return parts;
}

/** The content of a part that may be parsed, or undefined when the archive has none of that name. */
export function partContent(parts: WorkbookParts, name: string): Uint8Array | undefined {
  const key = name.toLowerCase();
  return key.startsWith(MEDIA) ? undefined : parts.get(key)?.content;
}

function inflate(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  const content = inflateData(compressedData(bytes, entry), entry);
  if (content.length !== entry.size) throw damaged('size', entry);
  if (crc32(content) !== entry.checksum) throw damaged('checksum', entry);
  return content;
}

function damaged(reason: string, entry: ZipEntry): SheetProblem {
  return new SheetProblem('damaged', { reason, part: entry.name });
}

function compressedData(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  const at = entry.headerOffset;
  const view = viewOf(bytes);
  if (at + LOCAL_LENGTH > bytes.length || view.getUint32(at, true) !== LOCAL_SIGNATURE) {
    throw damaged('truncated', entry);
  }
  const start = at + LOCAL_LENGTH + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  const end = start + entry.compressedSize;
  if (end > bytes.length) throw damaged('truncated', entry);
  return bytes.subarray(start, end);
}

function inflateData(data: Uint8Array, entry: ZipEntry): Uint8Array {
  if (entry.method === STORED) return data;
  if (entry.method !== DEFLATED) throw damaged('method', entry);
  try {
    // zlib wants a limit of at least one byte; the exact size is compared afterwards.
    return inflateRawSync(data, { maxOutputLength: Math.max(1, entry.size) });
  } catch (error) {
    if (isOverflow(error)) throw new SheetProblem('zip-bomb', { reason: 'false-size', part: entry.name });
    throw damaged('deflate', entry);
  }
}

function isOverflow(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}

function refuseDoctype(name: string, content: Uint8Array): void {
  const buffer = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const littleEndian = Buffer.from(DOCTYPE, 'utf16le');
  const bigEndian = Buffer.from(littleEndian).swap16();
  if ([DOCTYPE, littleEndian, bigEndian].some((pattern) => buffer.includes(pattern))) {
    throw new SheetProblem('doctype', { part: name });
  }
}
