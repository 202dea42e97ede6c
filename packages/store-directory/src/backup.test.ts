import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { backupDirectory, restoreDirectory } from './backup.ts';
import { createDirectory, openDirectory, systemSources, type StoreDirectory } from './directory.ts';
import { registerFirstOfficer } from './first-officer.ts';

vi.setConfig({ testTimeout: 60_000 });

const NOW = Date.parse('2025-03-10T00:00:00Z');
const SOURCES = systemSources(() => NOW);
const failure = (code: string) => expect.objectContaining({ code });

let folder = '';
const at = (...parts: readonly string[]) => join(folder, ...parts);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mingbai-backup-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function using<T>(opening: Promise<StoreDirectory>, act: (directory: StoreDirectory) => Promise<T>): Promise<T> {
  const directory = await opening;
  try {
    return await act(directory);
  } finally {
    await directory.close();
  }
}
const officerOf = ({ mingbai }: StoreDirectory) =>
  mingbai.ports.models.rows({ register: 'persons', orgs: 'all', known: 99 })[0];

/** A store with one person in it, and a backup of it with its keys apart. */
async function backedUp(): Promise<string> {
  return using(createDirectory(at('store'), { code: '310101', district: '某区' }, SOURCES), async (directory) => {
    await registerFirstOfficer(directory, { code: '310101', name: '某区教育工会' });
    expect(await backupDirectory(directory, { out: at('backup'), keysOut: at('keys.json') })).toEqual({
      out: at('backup'),
      events: 3,
    });
    return [...directory.mingbai.ports.models.dump()].join('\n');
  });
}
const restore = (path = at('restored')) =>
  restoreDirectory(path, { backup: at('backup'), keys: at('keys.json'), now: NOW });

describe('a backup', () => {
  it('never holds the keys, which stand in a file of their own', async () => {
    await backedUp();
    expect(readdirSync(at('backup')).toSorted()).toEqual([
      'accounts.sqlite',
      'backup.json',
      'blobs',
      'events.sqlite',
      'vault.sqlite',
    ]);
    const keys = ['master', 'hash', 'signing'].map((name) =>
      readFileSync(at('store', 'keys', `${name}.key`), 'utf8').trim(),
    );
    const bytes = readdirSync(at('backup'))
      .filter((name) => name !== 'blobs')
      .map((name) => readFileSync(at('backup', name), 'latin1'))
      .join('');
    for (const key of keys)
      expect(bytes.includes(key) || bytes.includes(Buffer.from(key, 'base64').toString('latin1'))).toBe(false);
    expect(statSync(at('keys.json')).mode & 0o777).toBe(0o600);
  });
  it('is not written over another, nor over a file of keys', async () => {
    await backedUp();
    await using(openDirectory(at('store'), SOURCES), async (directory) => {
      await expect(backupDirectory(directory, { out: at('backup') })).rejects.toThrow(failure('backup-exists'));
      await expect(backupDirectory(directory, { out: at('second'), keysOut: at('keys.json') })).rejects.toThrow(
        failure('key-file-exists'),
      );
      expect(existsSync(at('second'))).toBe(false);
      await expect(backupDirectory(directory, { out: join(at('keys.json'), 'b') })).rejects.toThrow(
        failure('backup-unwritable'),
      );
      const nowhere = backupDirectory(directory, { out: at('fourth'), keysOut: join(at('none'), 'k.json') });
      await expect(nowhere).rejects.toThrow(failure('key-folder-missing'));
      expect(existsSync(at('fourth'))).toBe(false);
      const beside = backupDirectory(directory, { out: at('third'), keysOut: join(at('third'), 'keys.json') });
      await expect(beside).rejects.toThrow(failure('keys-beside-backup'));
    });
  });
});

describe('a restored store', () => {
  it('is the one that was backed up, down to the names of persons', async () => {
    const dump = await backedUp();
    expect(await restore()).toMatchObject({ events: 3, fences: 0 });
    await using(openDirectory(at('restored'), SOURCES), async (directory) => {
      expect([...directory.mingbai.ports.models.dump()].join('\n')).toBe(dump);
      const officer = officerOf(directory);
      expect(officer && directory.mingbai.opened(officer).row['name']).toBe('区工会管理员');
    });
  });
  it('takes the place of the one that stands there, which is kept aside', async () => {
    await backedUp();
    const { before } = await restore(at('store'));
    expect(readdirSync(before ?? '')).toContain('events.sqlite');
    await using(openDirectory(at('store'), SOURCES), async ({ mingbai }) =>
      expect(mingbai.ports.models.size()).toBe(3),
    );
  });
  it('does not bring back a person who was erased since', async () => {
    await backedUp();
    await using(openDirectory(at('store'), SOURCES), async (directory) => {
      directory.mingbai.ports.vault.destroy(officerOf(directory)?.record ?? '');
    });
    expect((await restore(at('store'))).fences).toBeGreaterThan(0);
    await using(openDirectory(at('store'), SOURCES), async (directory) => {
      const officer = officerOf(directory);
      expect(officer && directory.mingbai.opened(officer).row['name']).toBe('（已依法删除）');
    });
  });
});

describe('what cannot be restored', () => {
  it('is no backup, or has no keys', async () => {
    await backedUp();
    await expect(
      restoreDirectory(at('restored'), { backup: at('store'), keys: at('keys.json'), now: NOW }),
    ).rejects.toThrow(failure('not-a-backup'));
    await expect(
      restoreDirectory(at('restored'), { backup: at('backup'), keys: at('none.json'), now: NOW + 1 }),
    ).rejects.toThrow(failure('keys-missing'));
    writeFileSync(at('keys.json'), '{"master":"short"}');
    await expect(
      restoreDirectory(at('restored'), { backup: at('backup'), keys: at('keys.json'), now: NOW + 2 }),
    ).rejects.toThrow(failure('keys-missing'));
  });
  it('was altered since; the store that stands is left as it is', async () => {
    await backedUp();
    const database = new DatabaseSync(at('backup', 'events.sqlite'), { defensive: false });
    database.exec('DROP TRIGGER events_refuse_update');
    database.exec("UPDATE events SET body = CAST(replace(CAST(body AS TEXT), '310101', '310102') AS BLOB)");
    database.close();
    await expect(restore(at('store'))).rejects.toThrow(failure('backup-damaged'));
    await using(openDirectory(at('store'), SOURCES), async ({ mingbai }) =>
      expect(mingbai.ports.models.size()).toBe(3),
    );
  });
});
