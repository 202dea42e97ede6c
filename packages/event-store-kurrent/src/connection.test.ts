import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootOf } from '@mingbai/proof';
import type { EventStore } from '@mingbai/application';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { append, contractHeader, event } from '@mingbai/application/contract-tests';
import { createKurrentStore, openKurrentStore } from './index.ts';
import { FakeCluster, FakeServer } from './testing/index.ts';

const prefix = 'mingbai-310101-';
let directory = '';
let sequenceFile = '';
let server: FakeServer;
const opened: EventStore[] = [];
const failure = (code: string, message = '') =>
  expect.objectContaining({ name: 'StoreError', code, message: expect.stringContaining(message) });

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'event-store-'));
  sequenceFile = join(directory, 'sequence.sqlite');
  server = await FakeServer.start();
});
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
  server.stop();
  rmSync(directory, { recursive: true, force: true });
});
async function keep<Store extends EventStore>(opening: Promise<Store>): Promise<Store> {
  const store = await opening;
  opened.push(store);
  return store;
}
const create = () => keep(createKurrentStore({ url: server.url, prefix, sequenceFile, header: contractHeader }));
const open = (file = sequenceFile) => keep(openKurrentStore({ url: server.url, prefix, sequenceFile: file }));
async function fill(store: EventStore, from: number, to: number): Promise<void> {
  for (let revision = from; revision < to; revision += 1) {
    await store.append([append(`c${revision}`, [event('a', revision), event('b', revision)])]);
  }
}
const sizeOf = async (store: EventStore) => (await store.frontier()).size;

describe('a cluster', () => {
  it('is written to through whichever node leads, also after the leader has become a follower', async () => {
    const cluster = await FakeCluster.start();
    const place = { url: cluster.url, prefix };
    const store = await keep(createKurrentStore({ ...place, sequenceFile, header: contractHeader }));
    const other = await keep(openKurrentStore({ ...place, sequenceFile: ':memory:' }));
    for (let round = 0; round < 4; round += 1) {
      cluster.lead(round % 3);
      await fill(round % 2 === 0 ? store : other, round, round + 1);
      expect(await sizeOf(round % 2 === 0 ? store : other)).toBe(2 * round + 2);
    }
    await expect.poll(() => sizeOf(store)).toBe(8);
    expect(await store.frontier()).toEqual(await other.frontier());
    await Promise.all([store.close(), other.close()]);
    cluster.stop();
  });
});

describe('a connection that is lost', () => {
  it('refuses everything until it is back, and then goes on without loss or doubling', async () => {
    const store = await create();
    const other = await open(':memory:');
    const told: number[] = [];
    store.watch(() => told.push(1));
    await fill(store, 0, 3);
    server.stop();
    await expect.poll(() => sizeOf(store).catch(() => 'refused')).toBe('refused');
    const unreachable = failure('store-unreachable');
    await expect(store.readAll(0, 1)).rejects.toThrow(unreachable);
    await expect(store.append([append('c3', [event('a', 3)])])).rejects.toThrow(unreachable);
    await expect(store.saveCheckpoint('note\n')).rejects.toThrow(unreachable);
    await server.restart();
    await expect.poll(() => sizeOf(store).catch(() => 'refused')).toBe(6);
    await expect.poll(() => sizeOf(other).catch(() => 'refused')).toBe(6);
    const before = told.length;
    await fill(other, 3, 6);
    await expect.poll(() => sizeOf(store)).toBe(12);
    expect(told.length).toBeGreaterThan(before);
    expect(rootOf(await store.frontier())).toEqual(rootOf(await other.frontier()));
    expect(await store.append([append('c3', [event('a', 3), event('b', 3)])])).toMatchObject([{ kind: 'repeated' }]);
  });
  it('while a command is on its way: sent again, it is recorded once', async () => {
    const store = await create();
    let sent = 0;
    for (let revision = 0; revision < 30; revision += 1) {
      const command = append(`c${revision}`, [event('a', revision), event('b', revision)]);
      if (revision % 10 === 5) setTimeout(() => (server.stop(), void server.restart()), revision % 3);
      for (let answered = false; !answered; sent += 1) {
        answered = await store.append([command]).then(
          ([outcome]) => outcome?.kind === 'recorded' || outcome?.kind === 'repeated',
          () => new Promise((resolve) => setTimeout(() => resolve(false), 20)),
        );
      }
    }
    expect(sent).toBeGreaterThanOrEqual(30);
    expect(await sizeOf(store)).toBe(60);
    const fresh = await open(':memory:');
    expect(await fresh.readAll(0, 100)).toEqual(await store.readAll(0, 100));
  });
  it('or a store that is closed, rejects what is on its way', async () => {
    const store = await create();
    const writes = Array.from({ length: 20 }, (_, number) =>
      store.append([append(`c${number}`, [event('a', number)])]),
    );
    const settled = Promise.allSettled(writes);
    await store.close();
    for (const each of await settled) {
      if (each.status === 'rejected') expect(each.reason).toEqual(failure('store-unreachable'));
    }
    const again = await open();
    const recorded = (await settled).filter(({ status }) => status === 'fulfilled').length;
    expect(await sizeOf(again)).toBeGreaterThanOrEqual(recorded);
  });
  it('does not keep a store from being closed', async () => {
    const store = await create();
    server.stop();
    await expect.poll(() => sizeOf(store).catch(() => 'refused')).toBe('refused');
    await store.close();
    await expect(store.readAll(0, 1)).rejects.toThrow(failure('store-unreachable', 'closed'));
  });
});
