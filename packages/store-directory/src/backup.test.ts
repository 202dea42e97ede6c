import {
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { operatorOf } from '@mingbai/application';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupDirectory } from './backup.ts';
import { readManifest, writeManifest } from './backup-manifest.ts';
import { createDirectory, openDirectory, systemSources, type StoreDirectory } from './directory.ts';
import { registerFirstOfficer } from './first-officer.ts';
import { migrateLog } from './migrate.ts';
import { restoreDirectory } from './restore.ts';
import { writeSettings } from './settings.ts';

const NOW = Date.parse('2025-03-10T00:00:00Z');
const SOURCES = systemSources(() => NOW);
const failure = (code: string, detail: object = {}) =>
  expect.objectContaining({ code, ...(Object.keys(detail).length > 0 ? { detail } : {}) });

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
const restore = (path = at('restored'), now = NOW) =>
  restoreDirectory(path, { backup: at('backup'), keys: at('keys.json'), now });

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
  it('that fails leaves its folder empty, so that it can be tried again', async () => {
    await backedUp();
    const accounts = readFileSync(at('store', 'accounts.sqlite'));
    writeFileSync(at('store', 'accounts.sqlite'), 'no database');
    const again = () =>
      using(openDirectory(at('store'), SOURCES, { readOnly: true }), (directory) =>
        backupDirectory(directory, { out: at('again') }),
      );
    await expect(again()).rejects.toThrow(failure('backup-copy-failed', { file: 'accounts.sqlite' }));
    expect(readdirSync(at('again'))).toEqual([]);
    writeFileSync(at('store', 'accounts.sqlite'), accounts);
    expect(await again()).toMatchObject({ events: 3 });
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
  it('asks everybody to sign in, as before', async () => {
    await using(
      createDirectory(at('store'), { code: '310101', district: '某区', requireSignIn: true }, SOURCES),
      async (directory) => backupDirectory(directory, { out: at('backup'), keysOut: at('keys.json') }),
    );
    await restore();
    await using(openDirectory(at('restored'), SOURCES), async ({ settings }) =>
      expect(settings).toMatchObject({ requireSignIn: true }),
    );
  });
  it('mends a store whose vault is gone, saying that nobody knows who was erased in it', async () => {
    await backedUp();
    rmSync(at('store', 'vault.sqlite'));
    expect((await restore(at('store'))).fences).toBeNull();
    await using(openDirectory(at('store'), SOURCES), async ({ mingbai }) =>
      expect(mingbai.ports.models.size()).toBe(3),
    );
  });
  it('is a file, and says so where the log that stood there was on a server', async () => {
    await backedUp();
    expect(await restore(at('store'))).toMatchObject({ wasOnServer: false });
    writeSettings(at('store'), { requireSignIn: false, store: 'postgres://owner@127.0.0.1:1/mb' });
    expect(await restore(at('store'), NOW + 1)).toMatchObject({ events: 3, wasOnServer: true });
    await using(openDirectory(at('store'), SOURCES), async ({ settings }) => expect(settings.store).toBeUndefined());
  });
  it('stands where a link to the directory leads, on the disk that was meant', async () => {
    await backedUp();
    symlinkSync(at('store'), at('link'));
    const { before = '' } = await restore(at('link'));
    expect(lstatSync(at('link')).isSymbolicLink()).toBe(true);
    expect(basename(before)).toMatch(/^store\.before-restore-/);
    await using(openDirectory(at('store'), SOURCES), async ({ mingbai }) =>
      expect(mingbai.ports.models.size()).toBe(3),
    );
  });
  it('holds the log that was in use, after it was migrated within the directory', async () => {
    await using(createDirectory(at('store'), { code: '310101', district: '某区' }, SOURCES), async () => {});
    await migrateLog(at('store'), { to: 'sqlite:other.sqlite' });
    await using(openDirectory(at('store'), SOURCES), async (directory) => {
      await registerFirstOfficer(directory, { code: '310101', name: '某区教育工会' });
      await backupDirectory(directory, { out: at('backup'), keysOut: at('keys.json') });
    });
    expect((await restore()).events).toBe(3);
  });
  it('takes the place of the one that stands there, which is kept aside', async () => {
    await backedUp();
    const { before } = await restore(at('store'));
    expect(readdirSync(before ?? '')).toContain('events.sqlite');
    await using(openDirectory(at('store'), SOURCES), async ({ mingbai }) =>
      expect(mingbai.ports.models.size()).toBe(3),
    );
  });
  it('is refused while somebody uses the store that stands there, whatever is left of its settings', async () => {
    await backedUp();
    await migrateLog(at('store'), { to: 'sqlite:other.sqlite' });
    await using(openDirectory(at('store'), SOURCES), async (directory) => {
      writeFileSync(at('store', 'settings.json'), '{bad');
      await expect(restore(at('store'))).rejects.toMatchObject({ code: 'store-locked' });
      expect(await directory.checkpoint()).toContain('mingbai/310101');
    });
    expect(readdirSync(folder).toSorted()).toEqual(['backup', 'keys.json', 'store']);
    expect(await restore(`${at('store')}/`)).toMatchObject({ path: at('store'), events: 3, fences: 0 });
  });
  it('does not bring back a person who was erased since', async () => {
    await backedUp();
    await using(openDirectory(at('store'), SOURCES), async (directory) => {
      const { mingbai } = directory;
      const operator = operatorOf(mingbai, '操作员');
      const person = officerOf(directory)?.record;
      const role = { org: '310101', person, role: 'district-officer' };
      expect(await mingbai.run(operator, 'organisation.revoke-role', role)).toMatchObject({ ok: true });
      const erasure = { org: '310101', person, ground: '本人申请' };
      expect(await mingbai.run(operator, 'organisation.erase-person', erasure)).toMatchObject({ ok: true });
    });
    expect((await restore(at('store'))).fences).toBeGreaterThan(0);
    await using(openDirectory(at('store'), SOURCES), async (directory) => {
      const officer = officerOf(directory);
      expect(officer && directory.mingbai.opened(officer).row['name']).toBe('（已依法删除）');
    });
  });
});

/** What `--keys` and the backup's folder must be, each wrong in one way; what stands there is left as it is. */
async function refused(code: string, detail: object = {}): Promise<void> {
  await expect(restore(at('store'))).rejects.toThrow(failure(code, detail));
  expect(readdirSync(folder).filter((name) => /restor/.test(name))).toEqual([]);
  await using(openDirectory(at('store'), SOURCES), async ({ mingbai }) => expect(mingbai.ports.models.size()).toBe(3));
}

describe('what cannot be restored', () => {
  it('is no backup, or has no keys', async () => {
    await backedUp();
    await expect(
      restoreDirectory(at('restored'), { backup: at('store'), keys: at('keys.json'), now: NOW }),
    ).rejects.toThrow(failure('not-a-backup'));
    for (const content of [undefined, '', '{"master":"short"}']) {
      rmSync(at('keys.json'), { force: true });
      if (content !== undefined) writeFileSync(at('keys.json'), content);
      await refused('key-file-unreadable', { file: at('keys.json') });
    }
  });
  it.each(['events.sqlite', 'vault.sqlite', 'accounts.sqlite'])('lacks its %s, or a part of it', async (file) => {
    await backedUp();
    const whole = readFileSync(at('backup', file));
    for (const cut of [0, 1, whole.length / 2, whole.length - 1]) {
      writeFileSync(at('backup', file), whole.subarray(0, cut));
      await refused('backup-file-altered', { file });
    }
    rmSync(at('backup', file));
    await refused('backup-file-missing', { file });
  });
  it('has other keys, or one flipped bit in them', async () => {
    await backedUp();
    const keys = JSON.parse(readFileSync(at('keys.json'), 'utf8')) as Record<string, string>;
    for (const [name, key = ''] of Object.entries(keys)) {
      const bytes = Buffer.from(key, 'base64');
      bytes.writeUInt8((bytes[7] ?? 0) ^ 1, 7);
      writeFileSync(at('keys.json'), JSON.stringify({ ...keys, [name]: bytes.toString('base64') }));
      await refused('keys-of-another-backup', { file: at('keys.json') });
    }
  });
  it('is a backup of a vault or accounts that were damaged already', async () => {
    await backedUp();
    for (const file of ['vault.sqlite', 'accounts.sqlite']) {
      const whole = readFileSync(at('backup', file));
      writeFileSync(at('backup', file), Buffer.from(whole).fill(0x5a, 4096));
      await writeManifest(at('backup'), told());
      await refused('backup-file-damaged', { file });
      writeFileSync(at('backup', file), whole);
    }
  });
  it('was altered since; the store that stands is left as it is', async () => {
    await backedUp();
    const database = new DatabaseSync(at('backup', 'events.sqlite'), { defensive: false });
    database.exec('DROP TRIGGER events_refuse_update');
    database.exec("UPDATE events SET body = CAST(replace(CAST(body AS TEXT), '310101', '310102') AS BLOB)");
    database.close();
    await refused('backup-file-altered', { file: 'events.sqlite' });
    await writeManifest(at('backup'), told());
    await refused('backup-damaged');
  });
});

/** What the manifest says beside its files, for one that is to be written anew by whoever altered them. */
function told() {
  const { files: _files, ...others } = readManifest(at('backup'));
  return others;
}
