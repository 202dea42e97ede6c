import { rootOf, rootOfLeaves } from '@mingbai/proof';
import { expect, it } from 'vitest';
import type { EventStore } from '../ports.ts';
import { append, contractHeader, event } from './batches.ts';
import type { MakeStore } from './writing-contract.ts';

/** Closes the store and opens it anew on the same data. */
export type Reopen = (store: EventStore) => Promise<EventStore>;

/** What a durable store still knows after it was closed. */
export function reopeningContract(make: MakeStore, reopen: Reopen): void {
  it('holds everything that it held', async () => {
    const store = await make();
    await store.append([append('c1', [event('a', 0), event('b', 0)]), append('c2', [])]);
    await store.saveCheckpoint('note\n');
    const before = [await store.readAll(0, 10), await store.frontier(), await store.leaves(0, 2)];
    const again = await reopen(store);
    expect(again.header).toEqual(contractHeader);
    expect([await again.readAll(0, 10), await again.frontier(), await again.leaves(0, 2)]).toEqual(before);
    expect(await again.checkpoints()).toEqual(['note\n']);
    expect(await again.command('c2')).toEqual({ requestHash: 'hash', eventIds: [] });
  });
  it('goes on where it stopped', async () => {
    const store = await make();
    await store.append([append('c1', [event('a', 0), event('b', 0)])]);
    const again = await reopen(store);
    expect(
      await again.append([append('c1', []), append('c2', [event('a', 1)]), append('c3', [event('b', 0)])]),
    ).toEqual([
      { kind: 'repeated', eventIds: [event('a', 0).id, event('b', 0).id] },
      { kind: 'recorded', position: 2 },
      { kind: 'conflict', stream: 'b' },
    ]);
    const { size } = await again.frontier();
    expect(rootOf(await again.frontier())).toEqual(rootOfLeaves(await again.leaves(0, size)));
  });
}
