import { expect, it } from 'vitest';
import { append, event } from './batches.ts';
import type { MakeStore } from './writing-contract.ts';

/** What a store does with commands: each once, and the same answer to whoever repeats it. */
export function commandContract(make: MakeStore): void {
  it('answers a repeated command with its event ids, in order, and writes nothing', async () => {
    const store = await make();
    const events = [event('fund-2', 0), event('fund-1', 0), event('fund-2', 1)];
    const eventIds = events.map(({ id }) => id);
    await store.append([append('c1', events)]);
    await store.append([append('c2', [event('fund-1', 1)])]);
    expect(await store.append([append('c1', [])])).toEqual([{ kind: 'repeated', eventIds }]);
    expect(await store.command('c1')).toEqual({ requestHash: 'hash', eventIds });
    expect(await store.command('c9')).toBeUndefined();
    expect((await store.frontier()).size).toBe(4);
  });
  it('refuses a command id with other content', async () => {
    const store = await make();
    await store.append([append('c1', [event('fund-1', 0)])]);
    expect(await store.append([append('c1', [event('fund-1', 1)], 'other')])).toEqual([{ kind: 'command-reused' }]);
    expect((await store.frontier()).size).toBe(1);
  });
  it('lists commands in the order of recording, with those that have no events', async () => {
    const store = await make();
    await store.append([append('c9', [event('fund-1', 0), event('fund-1', 1)])]);
    await store.append([append('c5', []), append('c4', [event('fund-1', 2)]), append('c3', [])]);
    const listed = await store.commandsIn(0, 4);
    expect(listed.map(({ id, position, eventIds }) => [id, position, eventIds.length])).toEqual([
      ['c9', 0, 2],
      ['c5', 2, 0],
      ['c4', 2, 1],
      ['c3', 3, 0],
    ]);
    expect(listed[0]).toEqual({ id: 'c9', position: 0, ...(await store.command('c9')) });
    expect((await store.commandsIn(1, 3)).map(({ id }) => id)).toEqual(['c5', 'c4']);
  });
  it('writes a whole batch or, where one of it is refused, nothing', async () => {
    const store = await make();
    await store.append([append('c1', [event('fund-1', 0)])]);
    const late = [append('c2', [event('fund-2', 0)]), append('c3', [event('fund-1', 0, 'late')])];
    expect(await store.append(late, { whole: true })).toEqual([
      { kind: 'recorded', position: 1 },
      { kind: 'conflict', stream: 'fund-1' },
    ]);
    expect([(await store.frontier()).size, await store.command('c2')]).toEqual([1, undefined]);
    const again = [append('c1', []), append('c2', [event('fund-2', 0)]), append('c3', [event('fund-1', 1)])];
    expect((await store.append(again, { whole: true })).map(({ kind }) => kind)).toEqual([
      'repeated',
      'recorded',
      'recorded',
    ]);
    expect((await store.frontier()).size).toBe(3);
  });
  it('gives turns one after another, each told how many events there are', async () => {
    const store = await make();
    const told: number[] = [];
    const turns = [0, 1, 2].map((turn) =>
      store.turn(async (size) => {
        told.push(size);
        await store.append([append(`c${turn}`, [event('fund-1', turn)])]);
        if (turn === 1) throw new Error('one that fails harms no other');
      }),
    );
    expect((await Promise.allSettled(turns)).map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(told).toEqual([0, 1, 2]);
  });
  it('lets a command that was refused try again', async () => {
    const store = await make();
    await store.append([append('c1', [event('fund-1', 1)])]);
    expect(await store.append([append('c1', [event('fund-1', 0)])])).toEqual([{ kind: 'recorded', position: 0 }]);
  });
  it('records a command without events at the next position', async () => {
    const store = await make();
    await store.append([append('c1', [event('fund-1', 0)])]);
    const outcomes = await store.append([append('c2', []), append('c3', [event('fund-1', 1)]), append('c2', [])]);
    expect(outcomes).toEqual([
      { kind: 'recorded', position: 1 },
      { kind: 'recorded', position: 1 },
      { kind: 'repeated', eventIds: [] },
    ]);
    expect(await store.command('c2')).toEqual({ requestHash: 'hash', eventIds: [] });
  });
}
