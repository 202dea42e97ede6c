import { isCount } from './decimal.ts';
import { requireHash, sha256 } from './hashing.ts';
import { ProofError } from './proof-error.ts';

const groups = 8;
const digits = 5;

/**
 * A checkpoint as 8 groups of 5 decimal digits, for stamped paper and for reading out on the telephone. They are
 * SHA-256(`mingbai-digits/v1\n` ‖ size ‖ `\n` ‖ root) as a number, modulo 10^40: 132.9 bits. Finding another history
 * for digits on paper costs 2^132 trials; whoever prepares two histories before the paper is stamped needs 2^66.
 * The same checkpoint always has the same digits. Throws `bad-range`, `bad-hash`.
 */
export function digitGroups(size: number, root: Uint8Array): readonly string[] {
  if (!isCount(size)) throw new ProofError('bad-range', `${size} is not a tree size`);
  requireHash(root);
  const digest = sha256(Buffer.concat([Buffer.from(`mingbai-digits/v1\n${size}\n`), root]));
  const number = BigInt(`0x${Buffer.from(digest).toString('hex')}`) % 10n ** BigInt(groups * digits);
  const text = number.toString().padStart(groups * digits, '0');
  return Array.from({ length: groups }, (_, group) => text.slice(group * digits, (group + 1) * digits));
}
