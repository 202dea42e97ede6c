import { expect, it } from 'vitest';
import type { EventStore } from '../ports.ts';
import { append, contractHeader, event } from './batches.ts';

/** Gives an empty store with `contractHeader`. */
export type MakeStore = () => Promise<EventStore>;

/** What a store does with appends: whole, in order, at the expected revisions, or not at all. */
export function writingContract(make: MakeStore): void {
  storing(make);
  expecting(make);
  batching(make);
}

function storing(make: MakeStore): void {
  it('begins empty, with the header that it was made with', async () => {
    const store = await make();
    expect(store.header).toEqual(contractHeader);
    expect(await store.frontier()).toEqual({ size: 0, hashes: [] });
    expect(await store.readAll(0, 10)).toEqual([]);
    expect(await store.checkpoints()).toEqual([]);
    expect(await store.append([])).toEqual([]);
  });
  it('gives back the bytes it was given, whatever they are', async () => {
    const store = await make();
    const contents = [new Uint8Array(), Uint8Array.from({ length: 256 }, (_, byte) => byte), new Uint8Array(100_000)];
    const events = contents.map((bytes, revision) => ({ ...event('fund-1', revision), bytes }));
    await store.append([append('c1', events)]);
    const stored = await store.readStream('fund-1');
    expect(stored.map(({ bytes }) => Uint8Array.from(bytes))).toEqual(contents);
  });
  it('is not altered by somebody who alters what was passed in or out', async () => {
    const store = await make();
    const mine = event('fund-1', 0);
    const before = Uint8Array.from(mine.bytes);
    await store.append([append('c1', [mine])]);
    mine.bytes.fill(0);
    (await store.readAll(0, 1))[0]?.bytes.fill(0);
    expect(Uint8Array.from((await store.readAll(0, 1))[0]?.bytes ?? [])).toEqual(before);
  });
}

function expecting(make: MakeStore): void {
  it('writes to several streams as one act', async () => {
    const store = await make();
    await store.append([append('c1', [event('fund-1', 0)])]);
    const both = [event('claim-7', 0), event('fund-1', 1), event('claim-7', 1)];
    expect(await store.append([append('c2', both)])).toEqual([{ kind: 'recorded', position: 1 }]);
    expect((await store.readStream('claim-7')).map(({ position }) => position)).toEqual([1, 3]);
    const stale = [event('claim-8', 0), event('fund-1', 1, 'late'), event('claim-9', 0)];
    expect(await store.append([append('c3', stale)])).toEqual([{ kind: 'conflict', stream: 'fund-1' }]);
    expect(await store.readStream('claim-8')).toEqual([]);
    expect((await store.frontier()).size).toBe(4);
  });
  it.each([1, 2, -1])('refuses revision %i for the first event of a stream', async (revision) => {
    const store = await make();
    const outcome = await store.append([append('c1', [event('fund-1', revision)])]);
    expect(outcome).toEqual([{ kind: 'conflict', stream: 'fund-1' }]);
    expect(await store.command('c1')).toBeUndefined();
  });
  it('refuses a stale, a future and a doubled revision', async () => {
    const store = await make();
    await store.append([append('c1', [event('fund-1', 0), event('fund-1', 1)])]);
    const refused = [{ kind: 'conflict', stream: 'fund-1' }];
    expect(await store.append([append('c2', [event('fund-1', 1, 'b')])])).toEqual(refused);
    expect(await store.append([append('c3', [event('fund-1', 3, 'b')])])).toEqual(refused);
    expect(await store.append([append('c4', [event('fund-1', 2, 'b'), event('fund-1', 2, 'c')])])).toEqual(refused);
    expect((await store.frontier()).size).toBe(2);
  });
  it('throws on an event id that another command took, and stores nothing of the batch', async () => {
    const store = await make();
    await store.append([append('c1', [event('fund-1', 0)])]);
    const reused = expect.objectContaining({ code: 'event-id-reused' });
    const again = { ...event('fund-2', 0), id: event('fund-1', 0).id };
    await expect(store.append([append('c2', [event('fund-3', 0)]), append('c3', [again])])).rejects.toThrow(reused);
    const twin = [
      { ...event('fund-2', 0), id: 'x' },
      { ...event('fund-2', 1), id: 'x' },
    ];
    await expect(store.append([append('c4', twin)])).rejects.toThrow(reused);
    expect(await store.command('c2')).toBeUndefined();
    expect((await store.frontier()).size).toBe(1);
    const later = await store.append([append('c2', [event('fund-3', 0)])]);
    expect(later).toEqual([{ kind: 'recorded', position: 1 }]);
  });
}

function batching(make: MakeStore): void {
  it('decides a batch in order, against what is before in it', async () => {
    const store = await make();
    expect(
      await store.append([
        append('c1', [event('fund-1', 0), event('fund-1', 1)]),
        append('c2', [event('fund-1', 2)]),
        append('c3', [event('fund-2', 0)]),
      ]),
    ).toEqual([
      { kind: 'recorded', position: 0 },
      { kind: 'recorded', position: 2 },
      { kind: 'recorded', position: 3 },
    ]);
  });
  it('leaves the others untouched when one in the middle is refused', async () => {
    const store = await make();
    expect(
      await store.append([
        append('c1', [event('fund-1', 0)]),
        append('c2', [event('fund-2', 0), event('fund-1', 0, 'late')]),
        append('c3', [event('fund-2', 0, 'other'), event('fund-1', 1)]),
      ]),
    ).toEqual([
      { kind: 'recorded', position: 0 },
      { kind: 'conflict', stream: 'fund-1' },
      { kind: 'recorded', position: 1 },
    ]);
    expect((await store.readStream('fund-2')).map(({ position }) => position)).toEqual([1]);
    expect(await store.command('c2')).toBeUndefined();
    expect(await store.eventById(event('fund-2', 0).id)).toBeUndefined();
  });
  it('answers a command that comes twice in one batch as repeated', async () => {
    const store = await make();
    const first = append('c1', [event('fund-1', 0)]);
    const outcomes = await store.append([first, first, { ...first, requestHash: 'other' }]);
    expect(outcomes).toEqual([
      { kind: 'recorded', position: 0 },
      { kind: 'repeated', eventIds: [event('fund-1', 0).id] },
      { kind: 'command-reused' },
    ]);
    expect((await store.frontier()).size).toBe(1);
  });
}
