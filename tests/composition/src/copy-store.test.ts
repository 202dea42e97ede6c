import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  copyStore,
  verifyStore,
  type Append,
  type AppendOutcome,
  type EventStore,
  type ListedCommand,
  type StoredEvent,
} from '@mingbai/application';
import { MemoryStore } from '@mingbai/application/memory-store';
import { createSqliteStore } from '@mingbai/event-store-sqlite';
import { rootOf, signCheckpoint } from '@mingbai/proof';
import { afterAll, describe, expect, it } from 'vitest';
import { livedThrough } from './random-district.ts';
import { HEADER, operator, signer, testMingbai, visit } from './test-mingbai.ts';

const folder = mkdtempSync(join(tmpdir(), 'mingbai-copy-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Everything that can be read of a store. */
async function contentOf(store: EventStore) {
  const frontier = await store.frontier();
  return {
    frontier,
    events: (await store.readAll(0, frontier.size)).map(({ position, bytes }) => [
      position,
      Buffer.from(bytes).toString(),
    ]),
    commands: await store.commandsIn(0, frontier.size + 1),
    checkpoints: await store.checkpoints(),
  };
}

/** Notes how much it is given at once. */
class MeasuringStore extends MemoryStore {
  largest = 0;
  appends = 0;

  override append(batch: readonly Append[], options?: { readonly whole?: boolean }): Promise<readonly AppendOutcome[]> {
    const bytes = batch.flatMap(({ events }) => events).reduce((sum, event) => sum + event.bytes.length, 0);
    this.largest = Math.max(this.largest, bytes);
    this.appends += bytes > 0 ? 1 : 0;
    return super.append(batch, options);
  }
}

/** One of its events is not as it was recorded. */
class AlteredStore extends MemoryStore {
  override async readAll(fromPosition: number, limit: number): Promise<readonly StoredEvent[]> {
    const events = await super.readAll(fromPosition, limit);
    return events.map(({ position, bytes }) => ({ position, bytes: position === 5 ? bytes.with(40, 0x21) : bytes }));
  }
}

/** Others record and sign while it is read. */
class GrowingStore extends MemoryStore {
  meanwhile: (() => Promise<void>) | undefined;

  override async commandsIn(from: number, to: number): Promise<readonly ListedCommand[]> {
    await this.meanwhile?.();
    this.meanwhile = undefined;
    return super.commandsIn(from, to);
  }
}

async function sign(store: EventStore): Promise<void> {
  const { size, hashes } = await store.frontier();
  await store.saveCheckpoint(signCheckpoint({ origin: HEADER.origin, size, root: rootOf({ size, hashes }) }, signer));
}

async function filled(): Promise<EventStore> {
  const { store, mingbai } = await livedThrough([]);
  for (let day = 1; day < 10; day += 1) await mingbai.run(operator, 'visit.record', visit(`2025-03-0${day}`));
  await store.append([{ command: '00000000-0000-4000-8000-000000000001', requestHash: 'h', events: [] }]);
  await sign(store);
  return store;
}

describe('a copy of a store', () => {
  it('is the same on another engine and back again, and verifies', async () => {
    const original = await filled();
    const sqlite = await createSqliteStore(join(folder, 'copy.sqlite'), HEADER);
    const copied = await copyStore(original, sqlite);
    const back = new MemoryStore(HEADER);
    await copyStore(sqlite, back);
    expect(await contentOf(sqlite)).toEqual(await contentOf(original));
    expect(await contentOf(back)).toEqual(await contentOf(original));
    expect(copied.events).toBe((await original.frontier()).size);
    expect(await verifyStore(sqlite, signer)).toMatchObject({ ok: true, size: copied.events });
    await sqlite.close();
  });
  it('may be taken up again where it was broken off, and done twice', async () => {
    const original = await filled();
    const copy = new MemoryStore(HEADER);
    const [first] = await original.commandsIn(0, 1);
    const [event] = await original.readAll(0, 1);
    if (!first || !event) throw new Error('the store is empty');
    const { id = '' } = JSON.parse(Buffer.from(event.bytes).toString()) as { id?: string };
    const stream = 'organisation-D1';
    const events = [{ id, stream, revision: 0, bytes: event.bytes }];
    await copy.append([{ command: first.id, requestHash: first.requestHash, events }]);
    await copyStore(original, copy);
    await copyStore(original, copy);
    expect(await contentOf(copy)).toEqual(await contentOf(original));
  });
  it('goes in pieces that an engine with a limit takes', async () => {
    const test = await testMingbai('long texts');
    const remark = '长'.repeat(2000);
    for (let number = 0; number < 100; number += 1)
      await test.must(operator, 'visit.record', { ...visit('2025-03-05'), remark });
    const copy = new MeasuringStore(HEADER);
    await copyStore(test.store, copy);
    expect(await contentOf(copy)).toEqual(await contentOf(test.store));
    expect(copy.largest).toBeLessThanOrEqual(400_000);
    expect(copy.appends).toBeGreaterThan(1);
  });
  it('of a log that was altered is refused, and the event is named', async () => {
    const altered = new AlteredStore(HEADER);
    await copyStore(await filled(), altered);
    await expect(copyStore(altered, new MemoryStore(HEADER))).rejects.toMatchObject({
      code: 'log-altered',
      detail: { position: 5 },
    });
  });
  it('of another log than the one that stands there is refused', async () => {
    const test = await testMingbai('another district');
    const before = await contentOf(test.store);
    await expect(copyStore(await filled(), test.store)).rejects.toMatchObject({ code: 'copy-differs' });
    expect(await contentOf(test.store)).toEqual(before);
  });
  it('into a store of another district is refused, though that is empty', async () => {
    const other = new MemoryStore({ ...HEADER, origin: 'mingbai/another' });
    await expect(copyStore(await filled(), other)).rejects.toMatchObject({ code: 'copy-differs' });
    expect((await other.frontier()).size).toBe(0);
  });
  it('that holds more than the original is refused', async () => {
    const [short, long] = [new MemoryStore(HEADER), await filled()];
    await expect(copyStore(short, long)).rejects.toMatchObject({ code: 'copy-differs' });
  });
  it('is of the log as it was at the beginning, whatever is recorded and signed meanwhile', async () => {
    const growing = new GrowingStore(HEADER);
    await copyStore(await filled(), growing);
    const { size } = await growing.frontier();
    const before = await growing.checkpoints();
    growing.meanwhile = async () => {
      const event = { id: 'late', stream: 'late', revision: 0, bytes: new TextEncoder().encode('{}') };
      await growing.append([{ command: 'late', requestHash: 'h', events: [event] }]);
      await sign(growing);
    };
    const copy = new MemoryStore(HEADER);
    expect(await copyStore(growing, copy)).toMatchObject({ events: size });
    expect((await growing.frontier()).size).toBe(size + 1);
    expect(await verifyStore(copy, signer)).toMatchObject({ ok: true, size });
    expect(await copy.checkpoints()).toEqual(before);
  });
});
