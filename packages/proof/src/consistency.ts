import { isCount } from './decimal.ts';
import { rootOfSubtrees } from './frontier.ts';
import { equalBytes, isHash, nodeHash } from './hashing.ts';
import { sidesUpward } from './path-sides.ts';
import { ProofError } from './proof-error.ts';
import { rootOfRange, splitPoint } from './tree.ts';

/** The claim that the tree of `second` leaves begins with the tree of `first` leaves, both given by their roots. */
export type ConsistencyClaim = {
  readonly first: number;
  readonly firstRoot: Uint8Array;
  readonly second: number;
  readonly secondRoot: Uint8Array;
};

/**
 * RFC 6962 consistency proof between the trees of the first `first` and `second` leaf hashes; empty when `first` is 0
 * or equals `second`. Every leaf is hashed once. Throws `bad-range`.
 */
export function consistencyProof(leaves: readonly Uint8Array[], first: number, second: number): readonly Uint8Array[] {
  if (!isCount(first) || !isCount(second) || first > second || second > leaves.length) {
    throw new ProofError('bad-range', `no proof from ${first} to ${second} out of ${leaves.length} leaves`);
  }
  if (first === 0 || first === second) return [];
  const proof: Uint8Array[] = [];
  let [from, to] = [0, second];
  while (first < to) {
    const middle = from + splitPoint(to - from);
    if (first <= middle) {
      proof.push(rootOfRange(leaves, middle, to));
      to = middle;
    } else {
      proof.push(rootOfRange(leaves, from, middle));
      from = middle;
    }
  }
  // When the old tree is itself the left edge, its root is known to whoever verifies.
  if (from > 0) proof.push(rootOfRange(leaves, from, to));
  return proof.reverse();
}

/** Whether the proof carries the claim (RFC 9162 section 2.1.4.2). Never throws: nonsense is simply not proved. */
export function verifyConsistency(claim: ConsistencyClaim, proof: readonly Uint8Array[]): boolean {
  const { first, firstRoot, second, secondRoot } = claim;
  if (!isOrdered(claim) || ![firstRoot, secondRoot, ...proof].every(isHash)) return false;
  if (first === second) return proof.length === 0 && equalBytes(firstRoot, secondRoot);
  // Every tree begins with the empty one, whose root is fixed.
  if (first === 0) return proof.length === 0 && equalBytes(firstRoot, rootOfSubtrees([]));
  const roots = foldProof(claim, proof);
  return roots !== undefined && equalBytes(roots.first, firstRoot) && equalBytes(roots.second, secondRoot);
}

function isOrdered({ first, second }: ConsistencyClaim): boolean {
  return isCount(first) && isCount(second) && first <= second;
}

type Roots = { readonly first: Uint8Array; readonly second: Uint8Array };

/** Both roots as the proof has them, rising from the last perfect subtree of the first tree. */
function foldProof({ first, firstRoot, second }: ConsistencyClaim, proof: readonly Uint8Array[]): Roots | undefined {
  let [position, last] = [first - 1, second - 1];
  while (position % 2 === 1) [position, last] = [(position - 1) / 2, Math.floor(last / 2)];
  // A first tree of 2^n leaves is that subtree itself, so the proof does not repeat it.
  const [start, ...steps] = position === 0 ? [firstRoot, ...proof] : proof;
  const sides = sidesUpward(position, last);
  if (start === undefined || sides.length !== steps.length) return undefined;
  return steps.reduce<Roots>(
    (roots, hash, step) =>
      sides[step] === 'left'
        ? { first: nodeHash(hash, roots.first), second: nodeHash(hash, roots.second) }
        : { first: roots.first, second: nodeHash(roots.second, hash) },
    { first: start, second: start },
  );
}
