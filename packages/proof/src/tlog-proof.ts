import { fromBase64, toBase64 } from './base64.ts';
import { openCheckpoint } from './checkpoint.ts';
import type { Checkpoint } from './checkpoint.ts';
import { fromDecimal, isCount } from './decimal.ts';
import { hashLength, requireHash } from './hashing.ts';
import { verifyInclusion } from './inclusion.ts';
import type { NoteVerifier } from './note-key.ts';
import { ProofError } from './proof-error.ts';

/** A proof that can be checked offline: where a leaf stands, its audit path, and the signed checkpoint of the tree. */
export type TlogProof = {
  readonly index: number;
  readonly path: readonly Uint8Array[];
  /** The signed note, verbatim. */
  readonly checkpoint: string;
  /** Bytes beside the proof that nothing vouches for. */
  readonly extra?: Uint8Array;
};

const firstLine = 'c2sp.org/tlog-proof@v1';
// A tree of 2^53 leaves is 53 levels high; a longer path is an attempt to keep us busy.
const maxPath = 64;

/** The C2SP `tlog-proof` text (file extension `.tlog-proof`). Throws `malformed-proof`, `bad-hash`. */
export function formatTlogProof({ index, path, checkpoint, extra }: TlogProof): string {
  if (!isCount(index)) throw new ProofError('malformed-proof', `${index} is not an index`);
  path.forEach(requireHash);
  const extraLines = extra === undefined ? [] : [`extra ${toBase64(extra)}`];
  return [firstLine, ...extraLines, `index ${index}`, ...path.map(toBase64), '', checkpoint].join('\n');
}

/** Takes a `tlog-proof` text apart, strictly, believing nothing. Throws `malformed-proof`. */
export function parseTlogProof(text: string): TlogProof {
  const divide = text.indexOf('\n\n');
  const [first, ...lines] = text.slice(0, Math.max(divide, 0)).split('\n');
  if (first !== firstLine) throw new ProofError('malformed-proof', 'not a tlog-proof');
  const extra = lines[0]?.startsWith('extra ') ? parseExtra(lines.shift()) : undefined;
  const index = fromDecimal(/^index (.*)$/.exec(lines.shift() ?? '')?.[1] ?? '');
  if (index === undefined || lines.length > maxPath) throw new ProofError('malformed-proof', 'no index, or too long');
  const proof = { index, path: lines.map(parseHash), checkpoint: text.slice(divide + 2) };
  return extra === undefined ? proof : { ...proof, extra };
}

/**
 * Checks that the leaf hash stands in a log at the proof's index, and returns the log's checkpoint. Throws
 * `malformed-proof`, what `openCheckpoint` throws, and `not-included`. The caller still compares the checkpoint with
 * those that it has kept: an honest path into a forked tree proves nothing.
 */
export function verifyTlogProof(text: string, leaf: Uint8Array, known: readonly NoteVerifier[]): Checkpoint {
  const { index, path, checkpoint: note } = parseTlogProof(text);
  const checkpoint = openCheckpoint(note, known);
  const { size, root } = checkpoint;
  if (!verifyInclusion({ leaf, index, size, root }, path)) {
    throw new ProofError('not-included', `the leaf is not number ${index} of the log`);
  }
  return checkpoint;
}

function parseExtra(line = ''): Uint8Array {
  const bytes = fromBase64(line.slice('extra '.length));
  if (bytes === undefined) throw new ProofError('malformed-proof', 'the extra data is not base64');
  return bytes;
}

function parseHash(line: string): Uint8Array {
  const bytes = fromBase64(line);
  if (bytes?.length !== hashLength) throw new ProofError('malformed-proof', 'a line of the path is not a hash');
  return bytes;
}
