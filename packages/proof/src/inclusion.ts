import { isCount } from './decimal.ts';
import { equalBytes, isHash, nodeHash } from './hashing.ts';
import { sidesUpward } from './path-sides.ts';
import { ProofError } from './proof-error.ts';
import { rootOfRange, splitPoint } from './tree.ts';

/** The claim that the leaf with this hash stands at `index` in the tree of `size` leaves with this root. */
export type InclusionClaim = {
  readonly leaf: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly root: Uint8Array;
};

/**
 * RFC 6962 audit path of leaf `index` in the tree of the first `size` leaf hashes, from the leaf's sibling up.
 * Every leaf is hashed once. Throws `bad-range` if the index is outside of the tree or leaves are missing.
 */
export function inclusionProof(leaves: readonly Uint8Array[], index: number, size: number): readonly Uint8Array[] {
  if (!isCount(index) || !isCount(size) || index >= size || size > leaves.length) {
    throw new ProofError('bad-range', `no leaf ${index} in a tree of ${size} out of ${leaves.length} leaves`);
  }
  const path: Uint8Array[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + splitPoint(to - from);
    if (index < middle) {
      path.push(rootOfRange(leaves, middle, to));
      to = middle;
    } else {
      path.push(rootOfRange(leaves, from, middle));
      from = middle;
    }
  }
  return path.reverse();
}

/** Whether the path proves the claim. Never throws: a claim or path that makes no sense is simply not proved. */
export function verifyInclusion(claim: InclusionClaim, path: readonly Uint8Array[]): boolean {
  const { leaf, index, size, root } = claim;
  if (!isCount(index) || !isCount(size) || index >= size || ![leaf, ...path].every(isHash)) return false;
  const sides = sidesUpward(index, size - 1);
  if (sides.length !== path.length) return false;
  const top = path.reduce((node, sibling, step) => {
    return sides[step] === 'left' ? nodeHash(sibling, node) : nodeHash(node, sibling);
  }, leaf);
  return equalBytes(top, root);
}
