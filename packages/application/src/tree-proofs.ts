import { nodeHash, rootOfLeaves, splitPoint } from '@mingbai/proof';
import type { EventStore } from './ports.ts';

/** Leaves that are read and hashed at a time; roots of whole blocks, and of whatever they make up, are kept. */
const BLOCK = 1024;

/**
 * Inclusion proofs over a store that grows. What is below a whole subtree never changes, so its root is worked out
 * once: the first proof reads every leaf, later ones a few blocks.
 */
export class TreeProofs {
  readonly #store: EventStore;
  readonly #roots = new Map<string, Uint8Array>();
  readonly #breathe: () => Promise<void>;

  /** `breathe` is awaited before each block, so that others get their answers meanwhile. */
  constructor(store: EventStore, breathe: () => Promise<void> = () => Promise.resolve()) {
    this.#store = store;
    this.#breathe = breathe;
  }

  /** The path (RFC 6962) that proves a leaf in the tree of the first `size` events. */
  inclusion(position: number, size: number): Promise<readonly Uint8Array[]> {
    return this.#path(position, 0, size);
  }

  /** The tree's root when it had its first `size` leaves. */
  rootAt(size: number): Promise<Uint8Array> {
    return this.#root(0, size);
  }

  async #path(position: number, from: number, to: number): Promise<readonly Uint8Array[]> {
    if (to - from <= 1) return [];
    const middle = from + splitPoint(to - from);
    return position < middle
      ? [...(await this.#path(position, from, middle)), await this.#root(middle, to)]
      : [...(await this.#path(position, middle, to)), await this.#root(from, middle)];
  }

  async #root(from: number, to: number): Promise<Uint8Array> {
    const key = `${from} ${to}`;
    const known = this.#roots.get(key);
    if (known) return known;
    const root = await this.#workedOut(from, to);
    if (isWhole(to - from)) this.#roots.set(key, root);
    return root;
  }

  async #workedOut(from: number, to: number): Promise<Uint8Array> {
    if (to - from <= BLOCK) {
      await this.#breathe();
      return rootOfLeaves(await this.#store.leaves(from, to));
    }
    const middle = from + splitPoint(to - from);
    return nodeHash(await this.#root(from, middle), await this.#root(middle, to));
  }
}

/** A power of two of at least a block: the root of a subtree that never changes. */
const isWhole = (size: number): boolean => size >= BLOCK && Number.isInteger(Math.log2(size));
