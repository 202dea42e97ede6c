import { inclusionProof, rootOfLeaves, verifyInclusion } from '@mingbai/proof';
import { expect, it } from 'vitest';
import { append, contractHeader, event } from './contract-tests/index.ts';
import { MemoryStore } from './memory-store.ts';
import { TreeProofs } from './tree-proofs.ts';

class CountingStore extends MemoryStore {
  read = 0;

  override async leaves(from: number, to: number): Promise<readonly Uint8Array[]> {
    this.read += to - from;
    return super.leaves(from, to);
  }
}

it('proves every leaf of a growing tree as the tree itself would, by blocks, and soon reads only a few', async () => {
  const store = new CountingStore(contractHeader);
  const proofs = new TreeProofs(store);
  let size = 0;
  for (const grown of [1, 2, 1023, 1024, 1025, 3000, 5000]) {
    const events = Array.from({ length: grown - size }, (_, at) => event('a', size + at));
    await store.append([append(`c${grown}`, events)]);
    size = grown;
    const leaves = await store.leaves(0, size);
    const root = rootOfLeaves(leaves);
    for (const index of [0, 1, 511, 1023, 1024, 2047, 2999, size - 1].filter((each) => each < size)) {
      const path = await proofs.inclusion(index, size);
      expect(path).toEqual(inclusionProof(leaves, index, size));
      expect(verifyInclusion({ index, size, leaf: leaves[index] ?? new Uint8Array(), root }, path)).toBe(true);
    }
  }
  let breaths = 0;
  await new TreeProofs(store, async () => void (breaths += 1)).inclusion(0, size);
  expect(breaths).toBeGreaterThan(3);
  store.read = 0;
  await proofs.inclusion(4096, size);
  expect(store.read).toBeLessThan(2048);
});
