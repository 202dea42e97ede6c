import { isCount } from './decimal.ts';
import { nodeHash, requireHash, sha256 } from './hashing.ts';
import { ProofError } from './proof-error.ts';

/**
 * All that is needed to grow a tree and to know its root: its size in leaves and the roots of its perfect subtrees,
 * largest first. It is never changed in place.
 */
export type Frontier = { readonly size: number; readonly hashes: readonly Uint8Array[] };

/** The tree without leaves. */
export const emptyFrontier: Frontier = { size: 0, hashes: [] };

/** The tree with one more leaf, given by its leaf hash (`leafHash` of the content). Throws `bad-hash`. */
export function extendFrontier(frontier: Frontier, leaf: Uint8Array): Frontier {
  requireFrontier(frontier);
  const hashes = [...frontier.hashes];
  pushLeaf(hashes, leaf, frontier.size);
  return { size: frontier.size + 1, hashes };
}

/** The tree's root, 32 bytes; SHA-256 of nothing for the empty tree. Throws `bad-range` on a frontier that is none. */
export function rootOf(frontier: Frontier): Uint8Array {
  requireFrontier(frontier);
  return rootOfSubtrees(frontier.hashes);
}

/**
 * Adds a leaf hash to the subtree roots of a tree of `size` leaves, in place; or, counted in perfect subtrees of one
 * size, the root of another of them.
 */
export function pushLeaf(hashes: Uint8Array[], leaf: Uint8Array, size: number): void {
  requireHash(leaf);
  let node = leaf;
  // Division, not shifts: shifts would wrap at 2^31 leaves.
  for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) {
    const left = hashes.pop();
    if (left === undefined) throw new ProofError('bad-range', `too few subtrees for a tree of ${size} leaves`);
    node = nodeHash(left, node);
  }
  hashes.push(node);
}

/** A tree that grows leaf by leaf and tells its root at any size it has had: for one pass over a long log. */
export class TreeBuilder {
  readonly #hashes: Uint8Array[] = [];
  #size = 0;

  /** How many leaves it has. */
  get size(): number {
    return this.#size;
  }

  /** Adds a leaf by its hash. Throws `bad-hash`. */
  add(leaf: Uint8Array): void {
    pushLeaf(this.#hashes, leaf, this.#size);
    this.#size += 1;
  }

  /** Adds so many leaves by their root: a power of two that divides the size. Throws `bad-range`, `bad-hash`. */
  addPerfect(root: Uint8Array, count: number): void {
    if (this.#size % count !== 0) throw new ProofError('bad-range', `${count} leaves do not fit behind ${this.#size}`);
    pushLeaf(this.#hashes, root, this.#size / count);
    this.#size += count;
  }

  /** The root of the leaves so far. */
  root(): Uint8Array {
    return rootOfSubtrees(this.#hashes);
  }
}

/** Folds the roots of perfect subtrees, largest first, into one root. */
export function rootOfSubtrees(hashes: readonly Uint8Array[]): Uint8Array {
  const smallest = hashes.at(-1);
  if (smallest === undefined) return sha256(new Uint8Array(0));
  return hashes.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), smallest);
}

function requireFrontier({ size, hashes }: Frontier): void {
  if (!isCount(size)) throw new ProofError('bad-range', `${size} is not a tree size`);
  let subtrees = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) subtrees += rest % 2;
  if (subtrees !== hashes.length) {
    throw new ProofError('bad-range', `a tree of ${size} leaves has ${subtrees} subtrees, not ${hashes.length}`);
  }
}
