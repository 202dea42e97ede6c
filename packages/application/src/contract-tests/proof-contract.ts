import { leafHash, packPage, rootOf, rootOfLeaves } from '@mingbai/proof';
import { expect, it } from 'vitest';
import { append, event } from './batches.ts';
import type { MakeStore } from './writing-contract.ts';

/** What a store keeps for proofs: leaf hashes, the tree's frontier, checkpoints. */
export function proofContract(make: MakeStore): void {
  it('keeps the frontier of the tree over the bytes of its events', async () => {
    const store = await make();
    for (let revision = 0; revision < 9; revision += 1) {
      await store.append([
        append(`c${revision}`, [event('a', revision)]),
        append(`d${revision}`, [event('b', revision)]),
      ]);
      const frontier = await store.frontier();
      const leaves = await store.leaves(0, frontier.size);
      const stored = await store.readAll(0, 100);
      expect(frontier.size).toBe(2 * revision + 2);
      expect(leaves).toEqual(stored.map(({ bytes }) => leafHash(bytes)));
      expect(rootOf(frontier)).toEqual(rootOfLeaves(leaves));
    }
  });
  it('gives leaf hashes of any range', async () => {
    const store = await make();
    await store.append([
      append(
        'c1',
        Array.from({ length: 10 }, (_, revision) => event('a', revision)),
      ),
    ]);
    const all = await store.leaves(0, 10);
    expect(await store.leaves(3, 7)).toEqual(all.slice(3, 7));
    expect(await store.leaves(8, 99)).toEqual(all.slice(8));
    expect(await store.leaves(5, 5)).toEqual([]);
  });
  it('gives any range in a page, if it gives pages', async () => {
    const store = await make();
    const texts = ['', 'é', '\u0000', 'x'.repeat(9000), '\u4f1a'];
    await store.append([
      append(
        'c1',
        texts.map((text, revision) => ({ ...event('a', revision), bytes: new TextEncoder().encode(text) })),
      ),
    ]);
    const [events, leaves] = [await store.readAll(0, 10), await store.leaves(0, 10)];
    for (const [from, to] of [
      [0, 5],
      [0, 9],
      [2, 4],
      [4, 5],
      [5, 9],
      [3, 3],
    ] as const) {
      const bytes = events.slice(from, to).map((stored) => stored.bytes);
      const page = await store.page?.(from, to);
      if (store.page) expect(page).toEqual(packPage(bytes, leaves.slice(from, to)));
    }
  });
  it('keeps checkpoints in order, each once', async () => {
    const store = await make();
    await store.saveCheckpoint('first\n');
    await store.saveCheckpoint('second\n');
    await store.saveCheckpoint('first\n');
    expect(await store.checkpoints()).toEqual(['first\n', 'second\n']);
  });
}
