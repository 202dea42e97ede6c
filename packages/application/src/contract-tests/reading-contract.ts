import { expect, it } from 'vitest';
import { textsFrom, type EventText } from '../evidence.ts';
import { append, event } from './batches.ts';
import type { MakeStore } from './writing-contract.ts';

/** How a store is read: in order of position, by stream, by id. */
export function readingContract(make: MakeStore): void {
  it('numbers events densely from 0 and pages through all of them', async () => {
    const store = await make();
    for (let command = 0; command < 5; command += 1) {
      const events = [event(`fund-${command}`, 0), event(`fund-${command}`, 1), event('shared', command)];
      await store.append([append(`c${command}`, events), append(`c${command} late`, [event('shared', 0, 'late')])]);
    }
    const all = await store.readAll(0, 100);
    expect(all.map(({ position }) => position)).toEqual(Array.from({ length: 15 }, (_, position) => position));
    const pages = await Promise.all([0, 4, 8, 12].map((from) => store.readAll(from, 4)));
    expect(pages.map((page) => page.length)).toEqual([4, 4, 4, 3]);
    expect(pages.flat()).toEqual(all);
    expect(await store.readAll(15, 4)).toEqual([]);
    expect(await store.readAll(3, 0)).toEqual([]);
  });
  it('gives the texts of all events from any position on, so many at a time, in whatever script', async () => {
    const store = await make();
    const told = ['plain', 'plain', '\u6170', 'plain', 'é', 'plain'].map((text, at) => event('a', at, text));
    await store.append([append('c1', told)]);
    const all = told.map(({ bytes }, position) => ({ position, text: new TextDecoder().decode(bytes) }));
    for (const from of [0, 2, 5, 6])
      for (const most of [1, 2, 3, 6, 7]) {
        const found: EventText[] = [];
        for await (const texts of textsFrom(store, from, most)) found.push(...texts);
        expect(found).toEqual(all.slice(from));
      }
  });
  it('reads a stream from any revision on, and nothing of an unknown one', async () => {
    const store = await make();
    await store.append([append('c1', [event('a', 0), event('b', 0), event('a', 1), event('a', 2)])]);
    expect((await store.readStream('a')).map(({ position }) => position)).toEqual([0, 2, 3]);
    expect((await store.readStream('a', 1)).map(({ position }) => position)).toEqual([2, 3]);
    expect(await store.readStream('a', 3)).toEqual([]);
    expect(await store.readStream('c')).toEqual([]);
  });
  it('finds an event by its id', async () => {
    const store = await make();
    const wanted = event('b', 0);
    await store.append([append('c1', [event('a', 0), wanted])]);
    const found = await store.eventById(wanted.id);
    expect(found?.position).toBe(1);
    expect(Uint8Array.from(found?.bytes ?? [])).toEqual(Uint8Array.from(wanted.bytes));
    expect(await store.eventById('nobody')).toBeUndefined();
  });
  it('tells whoever watches that events were recorded, until the watching ends', async () => {
    const store = await make();
    const told = Promise.withResolvers<void>();
    let late = 0;
    const end = store.watch(told.resolve);
    store.watch(() => (late += 1))();
    await store.append([append('c1', [event('a', 0)])]);
    await told.promise;
    end();
    expect(late).toBe(0);
  });
  it('refuses to be read after it was closed, and may be closed twice', async () => {
    const store = await make();
    await store.close();
    await store.close();
    const closed = expect.objectContaining({ code: 'store-unreachable' });
    await expect(store.readAll(0, 1)).rejects.toThrow(closed);
    await expect(store.append([append('c1', [])])).rejects.toThrow(closed);
    await expect(store.saveCheckpoint('note\n')).rejects.toThrow(closed);
  });
}
