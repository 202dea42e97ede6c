import { fromBase64, parseVerifierKey, type NoteVerifier } from '@mingbai/proof';

/** What a bundle begins with; its number of events follows. */
export const MAGIC = 'mingbai-bundle@v1';
// A byte order mark is a byte that was put in front, never to be overlooked.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const HEAD = new RegExp(`^${MAGIC} (0|[1-9]\\d*)$`);

/** What is not a bundle at all, by code. */
export class NotABundle extends Error {}

/** A bundle as it was read; nothing of it has been verified. */
export type Bundle = {
  readonly verifier: NoteVerifier;
  /** The lines of events: as they stand in the file, however long it is. */
  readonly lines: Lines;
  readonly count: number;
  readonly checkpoint: string;
  readonly declared: number;
};

const LINE_BREAK = 0x0a;
const SPACE = 0x20;
/** More than the base64 of a hash is none. */
const LONGEST_LEAF = 64;

/** Lines of text between two bytes of a file, read where they stand: a district's bundle is longer than any string. */
class Lines implements Iterable<Uint8Array> {
  readonly #bytes: Uint8Array;
  readonly #from: number;
  /** Behind the last line's break: a blank line or the end. */
  readonly end: number;
  readonly count: number;

  constructor(bytes: Uint8Array, from: number) {
    this.#bytes = bytes;
    this.#from = from;
    let [end, count] = [from, 0];
    for (; end < bytes.length && bytes[end] !== LINE_BREAK; count += 1) end = this.#next(end) + 1;
    this.end = Math.min(end, bytes.length);
    this.count = count;
  }

  *[Symbol.iterator](): Iterator<Uint8Array> {
    for (let from = this.#from; from < this.end; from = this.#next(from) + 1)
      yield this.#bytes.subarray(from, this.#next(from));
  }

  #next(from: number): number {
    const at = this.#bytes.indexOf(LINE_BREAK, from);
    return at === -1 ? this.#bytes.length : at;
  }
}

function parse(bytes: Uint8Array): Bundle {
  const headEnd = bytes.indexOf(LINE_BREAK);
  const keyEnd = bytes.indexOf(LINE_BREAK, headEnd + 1);
  if (headEnd === -1 || keyEnd === -1) throw new NotABundle('no head');
  const declared = HEAD.exec(decoder.decode(bytes.subarray(0, headEnd)))?.[1];
  if (declared === undefined) throw new NotABundle('no head');
  const lines = new Lines(bytes, keyEnd + 1);
  return {
    verifier: parseVerifierKey(decoder.decode(bytes.subarray(headEnd + 1, keyEnd))),
    lines,
    count: lines.count,
    // Not fatal: what breaks a character here is a signature that does not fit, not the end of the checks.
    checkpoint: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(lines.end + 1)),
    declared: Number(declared),
  };
}

/** Canonical bytes of the events, one by one. */
export function* eventsIn(lines: Lines): Generator<Uint8Array> {
  for (const line of lines) yield line.subarray(line.indexOf(SPACE) + 1);
}

/** Leaf hashes as the bundle tells them; one that cannot be read is empty. */
export function* leavesIn(lines: Lines): Generator<Uint8Array> {
  for (const line of lines) yield leafOf(line.subarray(0, Math.min(Math.max(line.indexOf(SPACE), 0), LONGEST_LEAF)));
}

/** What is no base64 equals no hash, so that its line is named as altered. */
const leafOf = (written: Uint8Array): Uint8Array => fromBase64(String.fromCharCode(...written)) ?? new Uint8Array();

/** Reads a bundle. Throws `NotABundle`. */
export function readBundle(bytes: Uint8Array): Bundle {
  try {
    return parse(bytes);
  } catch (error) {
    throw error instanceof NotABundle ? error : new NotABundle('unreadable');
  }
}
