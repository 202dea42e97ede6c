import { pushLeaf, rootOfSubtrees } from './frontier.ts';
import { ProofError } from './proof-error.ts';

/** Root of the tree over these leaf hashes; SHA-256 of nothing when there are none. Linear in their number. */
export function rootOfLeaves(leaves: readonly Uint8Array[]): Uint8Array {
  return rootOfRange(leaves, 0, leaves.length);
}

/** Root over the leaf hashes [from, to), without copying them. Throws `bad-range` when one is missing. */
export function rootOfRange(leaves: readonly Uint8Array[], from: number, to: number): Uint8Array {
  const subtrees: Uint8Array[] = [];
  for (let index = from; index < to; index += 1) {
    const leaf = leaves[index];
    if (leaf === undefined) throw new ProofError('bad-range', `leaf ${index} is missing`);
    pushLeaf(subtrees, leaf, index - from);
  }
  return rootOfSubtrees(subtrees);
}

/** Where RFC 6962 divides a tree of `size` leaves (at least 2): the largest power of two below `size`. */
export function splitPoint(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}
