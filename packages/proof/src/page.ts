import { equalBytes, hashInto, hashLength, hashNodeInto, leafInput } from './hashing.ts';

/** So many leaves make a whole page: a power of two, so that every page but the last is a perfect subtree. */
export const PAGE = 1024;

/** Contents that follow each other in a tree, end to end in one buffer: what whoever verifies many of them reads. */
export type Page = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where each ends. */
  readonly ends: Uint32Array<ArrayBuffer>;
  /** The leaf hashes that are kept of them, 32 bytes each; fewer or more than the contents where some are missing. */
  readonly leaves: Uint8Array<ArrayBuffer>;
};

export type HashedPage = {
  /** The leaf hashes of the contents as they are, 32 bytes each. */
  readonly leaves: Uint8Array<ArrayBuffer>;
  /** The root over them where the page is a whole one. */
  readonly root: Uint8Array | undefined;
  /** Contents that have not the leaf hash that is kept of them, with their places. */
  readonly altered: readonly { readonly index: number; readonly content: Uint8Array }[];
};

/** Packs contents and kept leaf hashes. What has not the length of a leaf hash stands as one that none equals. */
export function packPage(contents: readonly Uint8Array[], kept: readonly Uint8Array[]): Page {
  let end = 0;
  const ends = Uint32Array.from(contents, ({ length }) => (end += length));
  const bytes = new Uint8Array(end);
  for (const [index, content] of contents.entries()) bytes.set(content, (ends[index] ?? 0) - content.length);
  const leaves = new Uint8Array(kept.length * hashLength);
  for (const [index, leaf] of kept.entries()) if (leaf.length === hashLength) leaves.set(leaf, index * hashLength);
  return { bytes, ends, leaves };
}

/** A content of a page; none where the page has no such place. */
export const contentAt = ({ bytes, ends }: Page, index: number): Uint8Array =>
  bytes.subarray(ends[index - 1] ?? 0, ends[index]);

/** Hashes a page without a thought for what its contents mean. */
export function hashPage(page: Page): HashedPage {
  const leaves = leavesOf(page);
  return {
    leaves,
    root: page.ends.length === PAGE ? perfectRoot(leaves) : undefined,
    altered: alteredIn(page, leaves),
  };
}

function leavesOf(page: Page): Uint8Array<ArrayBuffer> {
  const leaves = new Uint8Array(page.ends.length * hashLength);
  for (const index of page.ends.keys()) hashInto(leaves, index * hashLength, leafInput(contentAt(page, index)));
  return leaves;
}

/** The root over leaf hashes whose number is a power of two. */
function perfectRoot(leaves: Uint8Array): Uint8Array {
  const nodes = leaves.slice();
  for (let left = nodes.length / 2; left >= hashLength; left /= 2)
    for (let at = 0; at < left; at += hashLength) hashNodeInto(nodes, at, at * 2);
  return nodes.slice(0, hashLength);
}

function alteredIn(page: Page, leaves: Uint8Array): HashedPage['altered'] {
  const kept = page.leaves;
  if (Buffer.compare(kept.subarray(0, leaves.length), leaves) === 0) return [];
  const at = (hashes: Uint8Array, index: number) => hashes.subarray(index * hashLength, (index + 1) * hashLength);
  const altered = Array.from(page.ends.keys()).filter((index) => !equalBytes(at(kept, index), at(leaves, index)));
  return altered.map((index) => ({ index, content: contentAt(page, index).slice() }));
}
