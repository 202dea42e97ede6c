import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  consistencyProof,
  emptyFrontier,
  extendFrontier,
  hashPage,
  inclusionProof,
  leafHash,
  packPage,
  PAGE,
  rootOf,
  rootOfLeaves,
  TreeBuilder,
  verifyConsistency,
  verifyInclusion,
} from './index.ts';

const treeOf = (size: number, mark = 'leaf') =>
  Array.from({ length: size }, (_, index) => leafHash(Buffer.from(`${mark} ${index}`)));
const rootAt = (leaves: readonly Uint8Array[], size: number) => rootOfLeaves(leaves.slice(0, size));
const sizes = fc.integer({ min: 1, max: 300 });
const bits = fc.integer({ min: 0, max: 255 });

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  return bytes.map((byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
}
/** The same list with one bit turned in one entry, chosen by `at`; an empty list has none to turn. */
function tampered(hashes: readonly Uint8Array[], at: number, bit: number): Uint8Array[] {
  return hashes.map((hash, index) => (index === at % hashes.length ? flipped(hash, bit) : hash));
}

describe('a frontier', () => {
  it('has the root of its leaves at every size', () => {
    const leaves = treeOf(130);
    let frontier = emptyFrontier;
    leaves.forEach((leaf, size) => {
      expect(rootOf(frontier)).toEqual(rootAt(leaves, size));
      frontier = extendFrontier(frontier, leaf);
    });
  });
  it('is not changed when it is extended', () => {
    const one = extendFrontier(emptyFrontier, leafHash(Buffer.from('a')));
    const before = structuredClone(one);
    extendFrontier(one, leafHash(Buffer.from('b')));
    expect(one).toEqual(before);
  });
  it('refuses a leaf that is no hash, and a state that is no tree', () => {
    expect(() => extendFrontier(emptyFrontier, new Uint8Array(31))).toThrow(/not 32/);
    expect(() => rootOf({ size: 3, hashes: [new Uint8Array(32)] })).toThrow(
      expect.objectContaining({ code: 'bad-range' }),
    );
    expect(() => rootOf({ size: -1, hashes: [] })).toThrow(expect.objectContaining({ code: 'bad-range' }));
  });
});

describe('an inclusion proof', () => {
  it('verifies for every leaf of every small tree', () => {
    const leaves = treeOf(40);
    for (let size = 1; size <= 40; size += 1) {
      const root = rootAt(leaves, size);
      leaves.slice(0, size).forEach((leaf, index) => {
        expect(verifyInclusion({ leaf, index, size, root }, inclusionProof(leaves, index, size))).toBe(true);
      });
    }
  });
  it('is refused after any flipped bit in leaf, root or path', () =>
    fc.assert(
      fc.property(sizes, fc.nat(), fc.tuple(fc.nat(), bits), (size, seed, [at, bit]) => {
        const leaves = treeOf(size);
        const [index, root] = [seed % size, rootOfLeaves(leaves)];
        const leaf = leaves[index] ?? new Uint8Array();
        const path = inclusionProof(leaves, index, size);
        expect(verifyInclusion({ leaf, index, size, root }, path)).toBe(true);
        expect(verifyInclusion({ leaf: flipped(leaf, bit), index, size, root }, path)).toBe(false);
        expect(verifyInclusion({ leaf, index, size, root: flipped(root, bit) }, path)).toBe(false);
        expect(verifyInclusion({ leaf, index, size, root }, tampered(path, at, bit))).toBe(path.length === 0);
      }),
    ));
  it('is refused for another index, and with a step too many or too few', () =>
    fc.assert(
      fc.property(sizes, fc.nat(), fc.nat(), (size, seed, other) => {
        const leaves = treeOf(size);
        const [index, root] = [seed % size, rootOfLeaves(leaves)];
        const leaf = leaves[index] ?? new Uint8Array();
        const path = inclusionProof(leaves, index, size);
        const isSame = other % size === index;
        expect(verifyInclusion({ leaf, index: other % size, size, root }, path)).toBe(isSame);
        expect(verifyInclusion({ leaf, index, size, root }, [...path, leaf])).toBe(false);
        expect(verifyInclusion({ leaf, index, size, root }, path.slice(0, -1))).toBe(path.length === 0);
      }),
    ));
  it('exists only for a leaf of the tree', () => {
    expect(() => inclusionProof(treeOf(3), 3, 3)).toThrow(expect.objectContaining({ code: 'bad-range' }));
    expect(() => inclusionProof(treeOf(3), 0, 4)).toThrow(expect.objectContaining({ code: 'bad-range' }));
    const leaf = leafHash(new Uint8Array());
    expect(verifyInclusion({ leaf, index: 0, size: 0, root: leaf }, [])).toBe(false);
    expect(verifyInclusion({ leaf, index: -1, size: 1, root: leaf }, [])).toBe(false);
    expect(verifyInclusion({ leaf, index: 0.5, size: 1, root: leaf }, [])).toBe(false);
  });
});

describe('a consistency proof', () => {
  const claimOf = (leaves: readonly Uint8Array[], first: number, second: number) => ({
    first,
    firstRoot: rootAt(leaves, first),
    second,
    secondRoot: rootAt(leaves, second),
  });
  it('verifies between all small trees', () => {
    const leaves = treeOf(40);
    for (let second = 0; second <= 40; second += 1) {
      for (let first = 0; first <= second; first += 1) {
        const proof = consistencyProof(leaves, first, second);
        expect(verifyConsistency(claimOf(leaves, first, second), proof)).toBe(true);
      }
    }
  });
  it('is refused after any flipped bit in a root or the proof', () =>
    fc.assert(
      fc.property(sizes, fc.nat(), fc.tuple(fc.nat(), bits), (second, seed, [at, bit]) => {
        const leaves = treeOf(second);
        const claim = claimOf(leaves, 1 + (seed % second), second);
        const proof = consistencyProof(leaves, claim.first, second);
        const { firstRoot, secondRoot } = claim;
        expect(verifyConsistency(claim, proof)).toBe(true);
        expect(verifyConsistency({ ...claim, firstRoot: flipped(firstRoot, bit) }, proof)).toBe(false);
        expect(verifyConsistency({ ...claim, secondRoot: flipped(secondRoot, bit) }, proof)).toBe(false);
        expect(verifyConsistency(claim, tampered(proof, at, bit))).toBe(proof.length === 0);
      }),
    ));
  it('cannot be had for a rewritten history', () =>
    fc.assert(
      fc.property(sizes, fc.nat(), fc.nat(), (second, seed, altered) => {
        const [leaves, first] = [treeOf(second), 1 + (seed % second)];
        const rewritten = leaves.map((leaf, index) => (index === altered % first ? leafHash(leaf) : leaf));
        const claim = { ...claimOf(rewritten, first, second), firstRoot: rootAt(leaves, first) };
        expect(verifyConsistency(claim, consistencyProof(rewritten, first, second))).toBe(false);
        expect(verifyConsistency(claim, consistencyProof(leaves, first, second))).toBe(false);
      }),
    ));
  it('refuses a log cut short against an older checkpoint', () => {
    const leaves = treeOf(20);
    const claim = { first: 20, firstRoot: rootOfLeaves(leaves), second: 12, secondRoot: rootAt(leaves, 12) };
    expect(verifyConsistency(claim, [])).toBe(false);
    expect(verifyConsistency(claim, consistencyProof(leaves, 12, 20))).toBe(false);
    expect(() => consistencyProof(leaves.slice(0, 12), 20, 12)).toThrow(expect.objectContaining({ code: 'bad-range' }));
    const regrown = [...leaves.slice(0, 12), ...treeOf(10, 'other')];
    const fork = { first: 20, firstRoot: rootOfLeaves(leaves), second: 22, secondRoot: rootOfLeaves(regrown) };
    expect(verifyConsistency(fork, consistencyProof(regrown, 20, 22))).toBe(false);
  });
  it('from the empty tree needs the empty root and no hashes', () => {
    const leaves = treeOf(3);
    const claim = claimOf(leaves, 0, 3);
    expect(verifyConsistency(claim, [])).toBe(true);
    expect(verifyConsistency({ ...claim, firstRoot: claim.secondRoot }, [])).toBe(false);
    expect(verifyConsistency(claim, leaves.slice(0, 1))).toBe(false);
    expect(verifyConsistency({ ...claim, second: 0 }, [])).toBe(false);
  });
});

describe('a page of contents', () => {
  const contents = Array.from({ length: 1500 }, (_, index) => Buffer.from(`content ${index}`.repeat(index % 5)));
  const leaves = contents.map(leafHash);
  const bytes = (index: number) => Uint8Array.from(contents[index] ?? []);
  const page = (from: number, to: number, kept = leaves) => packPage(contents.slice(from, to), kept.slice(from, to));
  it('has the leaf hashes of its contents, and where it is a whole one the root over them', () => {
    const whole = hashPage(page(0, PAGE));
    expect(Buffer.from(whole.leaves)).toEqual(Buffer.concat(leaves.slice(0, PAGE)));
    expect(whole.root).toEqual(rootOfLeaves(leaves.slice(0, PAGE)));
    expect(whole.altered).toEqual([]);
    expect(hashPage(page(0, PAGE - 1)).root).toBeUndefined();
    expect(hashPage(page(3, 3))).toEqual({ leaves: new Uint8Array(), root: undefined, altered: [] });
  });
  it('tells which contents are not those whose hashes are kept', () => {
    const kept = leaves.with(2, leaves[3] ?? new Uint8Array()).with(7, new Uint8Array(31));
    expect(hashPage(page(0, 9, kept)).altered).toEqual([2, 7].map((index) => ({ index, content: bytes(index) })));
    expect(hashPage(packPage(contents.slice(0, 4), leaves.slice(0, 2))).altered).toMatchObject([
      { index: 2 },
      { index: 3 },
    ]);
    expect(hashPage(packPage(contents.slice(0, 2), leaves.slice(0, 4))).altered).toEqual([]);
  });
  it('extends a tree as its leaves do', () => {
    const [builder, byLeaf] = [new TreeBuilder(), new TreeBuilder()];
    for (const leaf of leaves) byLeaf.add(leaf);
    builder.addPerfect(hashPage(page(0, PAGE)).root ?? new Uint8Array(), PAGE);
    for (const leaf of leaves.slice(PAGE)) builder.add(leaf);
    expect(builder).toMatchObject({ size: 1500 });
    expect(builder.root()).toEqual(byLeaf.root());
    expect(() => builder.addPerfect(new Uint8Array(32), PAGE)).toThrow(expect.objectContaining({ code: 'bad-range' }));
  });
});
