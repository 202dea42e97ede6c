import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { eventIdOf, type EventStore } from '@mingbai/application';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { append, contractHeader, event } from '@mingbai/application/contract-tests';
import { createSqliteStore, openSqliteStore } from './index.ts';
import { layout } from './schema.ts';
import { SqliteStore } from './sqlite-store.ts';
import { takeWriterLock } from './writer-lock.ts';

let directory = '';
let path = '';
const opened: EventStore[] = [];
const failure = (code: string) => expect.objectContaining({ name: 'StoreError', code });

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'event-store-'));
  path = join(directory, 'events.sqlite');
});
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
  rmSync(directory, { recursive: true, force: true });
});
async function keep<Store extends EventStore>(opening: Promise<Store>): Promise<Store> {
  const store = await opening;
  opened.push(store);
  return store;
}
const create = () => keep(createSqliteStore(path, contractHeader));
const open = (readOnly = false) => keep(openSqliteStore(path, { readOnly }));
async function filled(events = 3): Promise<void> {
  const store = await create();
  for (let revision = 0; revision < events; revision += 1) {
    await store.append([append(`c${revision}`, [event('a', revision)])]);
  }
  await store.close();
}
function bySql(sql: string): void {
  const database = new DatabaseSync(path, { defensive: false });
  try {
    database.exec(sql);
  } finally {
    database.close();
  }
}

describe('making a store', () => {
  it('leaves the store, its lock and nothing else', async () => {
    await filled();
    expect(readdirSync(directory).toSorted()).toEqual(['events.lock', 'events.sqlite']);
  });
  it('refuses to overwrite anything', async () => {
    writeFileSync(path, 'mine');
    await expect(create()).rejects.toThrow(failure('store-exists'));
    expect(readFileSync(path, 'utf8')).toBe('mine');
  });
  it('leaves no store behind when it fails, and can be tried again', async () => {
    // @ts-expect-error -- a header that the table refuses stands for any fault half-way
    await expect(createSqliteStore(path, { ...contractHeader, suite: null })).rejects.toThrow(failure('store-damaged'));
    expect(readdirSync(directory)).toEqual(['events.lock']);
    expect((await create()).header).toEqual(contractHeader);
  });
  it('clears away the draft of somebody who was killed', async () => {
    writeFileSync(`${path}.new`, 'half a store');
    writeFileSync(`${path}.new-wal`, 'half a log');
    await create();
    expect(readdirSync(directory).some((name) => name.includes('.new'))).toBe(false);
  });
  it('says that a directory is missing', async () => {
    path = join(directory, 'none', 'events.sqlite');
    await expect(create()).rejects.toThrow(failure('store-unreachable'));
  });
});

describe('opening a store', () => {
  it('refuses what is not there, not a database, empty, another database, or of another layout', async () => {
    await expect(open()).rejects.toThrow(failure('store-unreachable'));
    writeFileSync(path, 'long enough to be looked at, but no database '.repeat(200));
    await expect(open()).rejects.toThrow(failure('not-a-store'));
    await expect(open(true)).rejects.toThrow(failure('not-a-store'));
    writeFileSync(path, '');
    await expect(open()).rejects.toThrow(failure('not-a-store'));
    bySql('CREATE TABLE t (c)');
    await expect(open()).rejects.toThrow(failure('not-a-store'));
    rmSync(path);
    await filled();
    bySql('PRAGMA user_version = 99');
    await expect(open()).rejects.toThrow(failure('store-format'));
  });
  it('refuses a store whose tree and events are not of one size', async () => {
    await filled();
    bySql('UPDATE frontier SET size = 2');
    await expect(open()).rejects.toThrow(failure('store-damaged'));
  });
  it('reports a store whose pages are overwritten', async () => {
    await filled(200);
    const file = openSync(path, 'r+');
    for (let page = 1; page < 12; page += 1) writeSync(file, new Uint8Array(4096).fill(0xff), 0, 4096, page * 4096);
    closeSync(file);
    await expect(open()).rejects.toThrow(failure('store-damaged'));
  });
  it('releases the lock when it fails', async () => {
    await filled();
    bySql('PRAGMA user_version = 99');
    await expect(open()).rejects.toThrow(failure('store-format'));
    bySql(`PRAGMA user_version = ${layout}`);
    expect((await open()).header).toEqual(contractHeader);
  });
});

describe("the writer's lock", () => {
  it('lets one write and any number read, and names the owner', async () => {
    const writer = await create();
    await expect(open()).rejects.toThrow(expect.objectContaining({ code: 'store-locked', ownerPid: process.pid }));
    await expect(create()).rejects.toThrow(failure('store-locked'));
    const [reader, another] = [await open(true), await open(true)];
    await writer.append([append('c1', [event('a', 0)])]);
    expect((await reader.frontier()).size).toBe(1);
    expect(await another.readStream('a')).toHaveLength(1);
    await writer.close();
    await open();
  });
  it('is held against other processes and vanishes with a process that is killed', async () => {
    await filled();
    const script = `
      import { openSqliteStore } from ${JSON.stringify(join(import.meta.dirname, 'index.ts'))};
      const store = await openSqliteStore(${JSON.stringify(path)});
      await store.append([{ command: 'child', requestHash: 'h', events: [] }]);
      process.stdout.write('open');
      setInterval(() => store, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script]);
    await once(child.stdout, 'data');
    await expect(open()).rejects.toThrow(expect.objectContaining({ code: 'store-locked', ownerPid: child.pid }));
    expect((await (await open(true)).frontier()).size).toBe(3);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const store = await open();
    expect(await store.command('child')).toEqual({ requestHash: 'h', eventIds: [] });
  });
});

describe('a store opened for reading', () => {
  it('refuses to write', async () => {
    await filled();
    const reader = await open(true);
    await expect(reader.append([append('c9', [])])).rejects.toThrow(failure('store-read-only'));
    await expect(reader.saveCheckpoint('note\n')).rejects.toThrow(failure('store-read-only'));
    expect(await reader.readAll(0, 10)).toHaveLength(3);
  });
});

describe('a write that fails', () => {
  async function withSpace(pages: number): Promise<SqliteStore> {
    await filled();
    const database = new DatabaseSync(path);
    database.exec(`PRAGMA journal_mode = WAL; PRAGMA max_page_count = ${pages}`);
    return keep(Promise.resolve(new SqliteStore({ database, header: contractHeader, lock: takeWriterLock(path) })));
  }
  it('stores nothing of its batch, says why, and is the last of this opening', async () => {
    const store = await withSpace(40);
    const large = { ...event('b', 0), bytes: new Uint8Array(1_000_000) };
    const batch = [append('small', [event('a', 3)]), append('large', [large])];
    await expect(store.append(batch)).rejects.toThrow(failure('disk-full'));
    expect(await store.command('small')).toBeUndefined();
    expect((await store.frontier()).size).toBe(3);
    const later = store.append([append('later', [event('a', 3)])]);
    await expect(later).rejects.toThrow(failure('store-unreachable'));
    await expect(store.saveCheckpoint('note\n')).rejects.toThrow(failure('store-unreachable'));
    expect(await store.readAll(0, 10)).toHaveLength(3);
    await store.close();
    const again = await open();
    expect(await again.append([append('later', [event('a', 3)])])).toEqual([{ kind: 'recorded', position: 3 }]);
    expect(await again.integrity()).toEqual([]);
  });
  it('is not a batch with an event id that is another command’s, recorded or in it: writing goes on', async () => {
    const store = await create();
    const foreign = append('c1', [{ ...event('a', 0), id: eventIdOf('c2', 0) }]);
    await expect(store.append([foreign, append('c2', [])])).rejects.toThrow(failure('event-id-reused'));
    expect(await store.append([foreign])).toEqual([{ kind: 'recorded', position: 0 }]);
    expect(await store.command('c2')).toBeUndefined();
    await expect(store.append([append('c2', [event('b', 0)])])).rejects.toThrow(failure('event-id-reused'));
    expect(await store.append([append('c3', [event('a', 1)])])).toEqual([{ kind: 'recorded', position: 1 }]);
    expect(await store.integrity()).toEqual([]);
  });
  it('is not a batch with a taken event id: writing goes on', async () => {
    const store = await create();
    await store.append([append('c1', [event('a', 0)])]);
    const taken = append('c2', [{ ...event('b', 0), id: event('a', 0).id }]);
    await expect(store.append([taken])).rejects.toThrow(failure('event-id-reused'));
    expect(await store.append([append('c3', [event('a', 1)])])).toEqual([{ kind: 'recorded', position: 1 }]);
  });
});

describe('the file itself', () => {
  it.each([
    'UPDATE events SET body = zeroblob(3)',
    'DELETE FROM events',
    'UPDATE streams SET name = 1',
    'DELETE FROM commands',
    'DELETE FROM ids',
    'DELETE FROM checkpoints',
    'UPDATE header SET district = 1',
    'PRAGMA recursive_triggers = ON; REPLACE INTO events SELECT * FROM events',
  ])('refuses %s', async (sql) => {
    const store = await create();
    await store.append([append('c1', [event('a', 0)])]);
    await store.saveCheckpoint('note\n');
    await store.close();
    expect(() => bySql(sql)).toThrow(/never changed/);
  });
  it.each([
    ['an id is gone', 'DROP TRIGGER ids_refuse_delete; DELETE FROM ids WHERE command = 2'],
    ['an id finds another command', 'DROP TRIGGER ids_refuse_update; UPDATE ids SET command = 1 WHERE command = 2'],
    ['there is an id too many', "INSERT INTO ids VALUES ('nobody', 1)"],
  ])('is not sound when %s', async (_what, sql) => {
    await filled();
    bySql(sql);
    expect((await (await open(true)).integrity()).length).toBeGreaterThan(0);
  });
  it.each(['id', 'request_hash', 'first', 'count'])(
    'does not answer with a command whose %s was changed',
    async (column) => {
      await filled();
      bySql(`DROP TRIGGER commands_refuse_update; UPDATE commands SET ${column} = 7 WHERE number = 2`);
      const store = await open(true);
      await expect(store.command('c1')).rejects.toThrow(failure('store-damaged'));
      await expect(store.integrity()).rejects.toThrow(failure('store-damaged'));
    },
  );
  it('is in WAL mode and checked sound', async () => {
    await filled(50);
    const store = await open();
    expect(await store.integrity()).toEqual([]);
    const database = new DatabaseSync(path, { readOnly: true });
    expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    database.close();
  });
  // skipped: root may write every file, whatever its mode
  it.skipIf(process.getuid?.() === 0)('that may not be written is said to be so (root may write all)', async () => {
    await filled();
    chmodSync(path, 0o400);
    const store = await open();
    await expect(store.append([append('c9', [])])).rejects.toThrow(failure('store-read-only'));
  });
});
