import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { EventStore } from '@mingbai/application';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { append, contractHeader, event } from '@mingbai/application/contract-tests';
import { createKurrentStore, openKurrentStore } from './index.ts';
import { FakeServer } from './testing/index.ts';
import type { FakeServerSettings } from './testing/index.ts';

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
const create = (file = sequenceFile) =>
  keep(createKurrentStore({ url: server.url, prefix, sequenceFile: file, header: contractHeader }));
const open = (more: { readOnly?: boolean; sequenceFile?: string; prefix?: string } = {}) =>
  keep(openKurrentStore({ url: server.url, prefix, sequenceFile, ...more }));
async function on(settings: FakeServerSettings): Promise<void> {
  server.stop();
  server = await FakeServer.start(settings);
}
async function fill(store: EventStore, from: number, to: number): Promise<void> {
  for (let revision = from; revision < to; revision += 1) {
    await store.append([append(`c${revision}`, [event('a', revision), event('b', revision)])]);
  }
}
function writeForeign(stream: string, type = 'Foreign', metadata: unknown = {}): void {
  const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
  const record = { stream, id: randomUUID(), type, contentType: 'application/json', data: encode('foreign') };
  server.log.write([{ ...record, metadata: encode(metadata) }], new Map([[stream, -2]]));
}
const sizeOf = async (store: EventStore) => (await store.frontier()).size;

describe('making and opening a store', () => {
  it('refuses to make a second one under a prefix, and leaves the first as it is', async () => {
    await fill(await create(), 0, 2);
    await expect(create(':memory:')).rejects.toThrow(failure('store-exists'));
    expect(await sizeOf(await open({ sequenceFile: ':memory:' }))).toBe(4);
  });
  it('refuses a place where none is, another layout, and a header that nobody can read', async () => {
    await expect(open()).rejects.toThrow(failure('not-a-store'));
    writeForeign('other-header');
    await expect(open({ prefix: 'other-' })).rejects.toThrow(failure('not-a-store'));
    writeForeign('later-header', 'MingbaiHeader', { layout: '99' });
    await expect(open({ prefix: 'later-' })).rejects.toThrow(failure('store-format', '99'));
    writeForeign('broken-header', 'MingbaiHeader', { layout: '1' });
    await expect(open({ prefix: 'broken-' })).rejects.toThrow(failure('store-damaged'));
  });
  it('says that nobody answers, that the address is none, and that the credentials are refused', async () => {
    server.stop();
    await expect(open()).rejects.toThrow(failure('store-unreachable'));
    await expect(create()).rejects.toThrow(failure('store-unreachable'));
    const nowhere = { url: 'http://user:secret@nowhere', sequenceFile };
    await expect(openKurrentStore(nowhere)).rejects.toThrow(failure('address-unusable'));
    await expect(openKurrentStore(nowhere)).rejects.not.toThrow(/secret/);
    await on({ refuseEverybody: true });
    await expect(open()).rejects.toThrow(failure('store-unreachable', 'credentials'));
    await expect(create()).rejects.toThrow(failure('store-unreachable', 'credentials'));
  });
  it('says what to install when the client is not there', async () => {
    vi.resetModules();
    vi.doMock('@kurrent/kurrentdb-client', () => {
      throw new Error('no such package');
    });
    const { openKurrentStore: openWithout } = await import('./index.ts');
    const opening = openWithout({ url: server.url, sequenceFile });
    await expect(opening).rejects.toThrow(failure('kurrentdb-client-missing', 'install @kurrent/kurrentdb-client'));
    vi.doUnmock('@kurrent/kurrentdb-client');
  });
  it('opened for reading does not write, and still follows what others write', async () => {
    const writer = await create();
    const reader = await open({ readOnly: true, sequenceFile: ':memory:' });
    await expect(reader.append([append('c9', [])])).rejects.toThrow(failure('store-read-only'));
    await expect(reader.saveCheckpoint('note\n')).rejects.toThrow(failure('store-read-only'));
    await fill(writer, 0, 2);
    await writer.saveCheckpoint('note\n');
    await expect.poll(() => sizeOf(reader)).toBe(4);
    await expect.poll(() => reader.checkpoints()).toEqual(['note\n']);
  });
});

describe('the sequence file', () => {
  it('belongs to one process', async () => {
    await create();
    await expect(open()).rejects.toThrow(failure('store-locked'));
  });
  it('is refused when it is something else, or of another store', async () => {
    await (await create()).close();
    const other = join(directory, 'other');
    writeFileSync(other, 'long enough to be looked at, but no database '.repeat(200));
    await expect(open({ sequenceFile: other })).rejects.toThrow(failure('not-a-store'));
    const foreign = new DatabaseSync(join(directory, 'foreign'));
    foreign.exec('CREATE TABLE t (c)');
    foreign.close();
    await expect(open({ sequenceFile: join(directory, 'foreign') })).rejects.toThrow(failure('not-a-store'));
    const second = { url: server.url, prefix: 'second-', sequenceFile, header: contractHeader };
    await expect(createKurrentStore(second)).rejects.toThrow(failure('store-damaged', 'another store'));
  });
  it('of another layout is made anew', async () => {
    const store = await create();
    await fill(store, 0, 3);
    const before = await store.frontier();
    await store.close();
    const database = new DatabaseSync(sequenceFile);
    database.exec('PRAGMA user_version = 99');
    database.close();
    expect(await (await open()).frontier()).toEqual(before);
  });
  it('is a witness: a server that was set back to an older state is not followed silently', async () => {
    const store = await create();
    await fill(store, 0, 3);
    await store.close();
    const earlier = server.log.events.slice(0, -6);
    await on({});
    for (const each of earlier) server.log.write([each], new Map());
    const fork = await open({ sequenceFile: ':memory:' });
    await fork.append([append('other', [event('z', 0), event('z', 1)])]);
    await expect(open()).rejects.toThrow(failure('store-damaged', 'older backup'));
    rmSync(sequenceFile);
    expect(await sizeOf(await open())).toBe(await sizeOf(fork));
  });
  it('keeps what it has seen of a transaction that is not whole yet', async () => {
    const store = await create();
    const part = (index: number) => ({
      transaction: 'slow',
      index: String(index),
      count: '2',
      command: 'c',
      requestHash: 'h',
      ...(index === 1 && { id: 'e', stream: 'slow', revision: '0' }),
    });
    writeForeign(`${prefix}events-slow`, 'MingbaiEvent', part(1));
    await fill(store, 0, 1);
    await store.close();
    const again = await open();
    expect(await again.readStream('slow')).toEqual([]);
    writeForeign(`${prefix}command-c`, 'MingbaiCommand', part(0));
    await fill(again, 1, 2);
    expect((await again.readStream('slow')).map(({ position }) => position)).toEqual([2]);
    expect(await again.command('c')).toEqual({ requestHash: 'h', eventIds: ['e'] });
  });
});

describe('what others write to the server', () => {
  it('takes no positions, even under our prefix, and does not stop our streams', async () => {
    const store = await create();
    for (let revision = 0; revision < 4; revision += 1) {
      for (const name of ['events-a', 'events-c', 'header', 'checkpoints', 'command-c1']) writeForeign(prefix + name);
      writeForeign(`${prefix}events-a`, 'MingbaiEvent', { transaction: 't', index: '0', count: '1', command: 'c' });
      writeForeign('elsewhere');
      server.log.writeSystemEvent();
      await fill(store, revision, revision + 1);
    }
    await store.saveCheckpoint('note\n');
    const fresh = await open({ sequenceFile: ':memory:' });
    for (const each of [store, fresh]) {
      expect(await sizeOf(each)).toBe(8);
      expect((await each.readStream('a')).map(({ position }) => position)).toEqual([0, 2, 4, 6]);
      expect(await each.checkpoints()).toEqual(['note\n']);
    }
  });
});

describe('names', () => {
  it('that differ by case alone are different streams, commands and events', async () => {
    for (const version of ['26.1', '25.1'] as const) {
      await on({ version });
      const store = await create(':memory:');
      const outcomes = await store.append([
        append('c', [event('claim-a', 0), event('claim-A', 0), event('claim-^a', 0)]),
        append('C', [event('claim-A', 1)]),
      ]);
      expect(outcomes.map(({ kind }) => kind)).toEqual(['recorded', 'recorded']);
      expect(await store.readStream('claim-A')).toHaveLength(2);
      expect(await store.readStream('claim-^a')).toHaveLength(1);
    }
  });
});

describe('an older server', () => {
  it.each(['24.10', '20.10'] as const)(
    '%s writes to one stream at a time, and says what is missing',
    async (version) => {
      await on({ version });
      const store = await create();
      const one = append('c1', [event('a', 0), event('a', 1)]);
      const outcomes = await store.append([one, append('c2', []), append('c3', [event('b', 0)]), one]);
      expect(outcomes.map(({ kind }) => kind)).toEqual(['recorded', 'recorded', 'recorded', 'repeated']);
      const several = append('c4', [event('a', 3), event('b', 1)]);
      const refused = store.append([append('c5', [event('a', 2)]), several]);
      await expect(refused).rejects.toThrow(failure('server-too-old', '25.1'));
      expect(await store.command('c5')).toBeUndefined();
      const whole = store.append([append('c6', [event('a', 2)]), append('c7', [event('b', 1)])], { whole: true });
      await expect(whole).rejects.toThrow(failure('server-too-old', '25.1'));
      expect(await store.command('c6')).toBeUndefined();
      const fresh = await open({ sequenceFile: ':memory:' });
      expect(await fresh.readAll(0, 10)).toEqual(await store.readAll(0, 10));
      expect(await fresh.command('c2')).toEqual({ requestHash: 'hash', eventIds: [] });
    },
  );
});

describe('an append that is larger than the server takes', () => {
  it.each(['26.1', '25.1'] as const)('is refused as a whole, and writing goes on, on %s', async (version) => {
    await on({ version, maxAppendSize: 10_000 });
    const store = await create();
    const large = { ...event('a', 0), bytes: new Uint8Array(20_000) };
    const refused = store.append([append('c1', [event('b', 0)]), append('c2', [large])]);
    await expect(refused).rejects.toThrow(failure('append-too-large', 'MaxAppendSize'));
    expect(await store.append([append('c1', [event('b', 0)])])).toEqual([{ kind: 'recorded', position: 0 }]);
  });
});
