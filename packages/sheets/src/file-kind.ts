import type { ReadLimits } from './read-limits.ts';
import { SheetProblem } from './sheet-problem.ts';

const ZIP_SIGNATURE = [0x50, 0x4b, 0x03, 0x04];
const OLE2_SIGNATURE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const UTF16_MARKS = [
  [0xff, 0xfe],
  [0xfe, 0xff],
];
/** Enough to tell text from binary data without decoding the whole file. */
const SAMPLE_BYTES = 64 * 1024;
/** OLE2 stream names are UTF-16; this stream holds a password-protected workbook. */
const ENCRYPTED_STREAM = Buffer.from('EncryptedPackage', 'utf16le');

/** Refuses everything that cannot be an .xlsx file, by its size and its first bytes. */
export function checkFileKind(bytes: Uint8Array, limits: ReadLimits): void {
  if (bytes.length === 0) throw new SheetProblem('empty-file');
  if (bytes.length > limits.bytes) {
    throw new SheetProblem('too-large', { bytes: bytes.length, limit: limits.bytes });
  }
  if (startsWith(bytes, ZIP_SIGNATURE)) return;
  if (startsWith(bytes, OLE2_SIGNATURE)) {
    throw new SheetProblem(asBuffer(bytes).includes(ENCRYPTED_STREAM) ? 'encrypted' : 'old-xls');
  }
  throw new SheetProblem(looksLikeText(bytes) ? 'not-xlsx-csv' : 'not-xlsx');
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function looksLikeText(bytes: Uint8Array): boolean {
  if (UTF16_MARKS.some((mark) => startsWith(bytes, mark))) return true;
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  return !sample.some(isControlByte) && (decodes(sample, 'utf-8') || decodes(sample, 'gb18030'));
}

function isControlByte(byte: number): boolean {
  return byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d;
}

function decodes(sample: Uint8Array, encoding: string): boolean {
  try {
    // Streaming, because the sample may end in the middle of a character.
    new TextDecoder(encoding, { fatal: true }).decode(sample, { stream: true });
    return true;
  } catch {
    return false;
  }
}
