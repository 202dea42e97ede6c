import { createWriteStream, readFileSync, writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress, zstdDecompressSync } from 'node:zlib';
import { EXIT } from './exit-codes.ts';
import { Usage } from './failure.ts';

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

/** Reads a file. A missing one is "not found", an unreadable one a usage mistake, each in its own words. */
export function readFile(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw new Usage('file-not-found', { file }, EXIT.notFound);
    throw new Usage(codeOf(error) === 'EISDIR' ? 'file-is-folder' : 'file-unreadable', { file });
  }
}

/** The first bytes of whatever zstd has packed. */
const ZSTD = [0x28, 0xb5, 0x2f, 0xfd];

/** Reads a file, and unpacks what zstd has packed. One that breaks off is refused in words. */
export function readPacked(file: string): Uint8Array {
  const bytes = readFile(file);
  if (!ZSTD.every((byte, at) => bytes[at] === byte)) return bytes;
  const unpacked = unpackedFrom(bytes);
  if (!unpacked) throw new Usage('packed-file-damaged', { file }, EXIT.notVerified);
  return unpacked;
}

/** Nothing where it breaks off, or where something stands behind what was packed. */
function unpackedFrom(bytes: Uint8Array): Uint8Array | undefined {
  try {
    // With `info` the answer tells how many bytes were read; its types do not know that.
    const { buffer, engine } = zstdDecompressSync(bytes, { info: true }) as unknown as Unpacked;
    return engine.bytesWritten === bytes.length ? buffer : undefined;
  } catch {
    return undefined;
  }
}

type Unpacked = { readonly buffer: Uint8Array; readonly engine: { readonly bytesWritten: number } };

/** Writes lines to a file; one named `….zst` is packed. */
export async function writeLines(lines: AsyncIterable<string>, file: string): Promise<void> {
  const packing = file.endsWith('.zst') ? [createZstdCompress()] : [];
  try {
    await pipeline([Readable.from(lines), ...packing, createWriteStream(file)]);
  } catch (error) {
    // Only the file's own faults come from a call of the system; others are the log's.
    throw error instanceof Error && 'syscall' in error ? unwritable(error, file) : error;
  }
}

export function writeFile(file: string, content: Uint8Array | string): void {
  try {
    writeFileSync(file, content);
  } catch (error) {
    throw unwritable(error, file);
  }
}

const unwritable = (error: unknown, file: string): Usage =>
  codeOf(error) === 'ENOSPC' ? new Usage('disk-full', { file }, EXIT.store) : new Usage('file-unwritable', { file });

export function readJson(file: string): unknown {
  const bytes = readFile(file);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Usage('bad-json', { file });
  }
}
