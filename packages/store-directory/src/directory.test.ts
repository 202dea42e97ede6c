import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolesOf, verifyStore } from '@mingbai/application';
import { createSqliteStore } from '@mingbai/event-store-sqlite';
import { openCheckpoint } from '@mingbai/proof';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDirectory, openDirectory, systemSources, type OpenOptions, type StoreDirectory } from './directory.ts';
import { registerFirstOfficer } from './first-officer.ts';
import { migrateLog } from './migrate.ts';

const NOW = Date.parse('2025-03-10T00:00:00Z');
const SOURCES = systemSources(() => NOW);
const DISTRICT = { code: '310101', name: '某区教育工会' };
const failure = (code: string, detail: object = {}) =>
  expect.objectContaining({ code, ...(Object.keys(detail).length > 0 ? { detail } : {}) });

let folder = '';
let path = '';
const opened: StoreDirectory[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mingbai-directory-'));
  path = join(folder, 'store');
});
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
  rmSync(folder, { recursive: true, force: true });
});

async function keep(opening: Promise<StoreDirectory>): Promise<StoreDirectory> {
  const directory = await opening;
  opened.push(directory);
  return directory;
}
const create = (more = {}) =>
  keep(createDirectory(path, { code: DISTRICT.code, district: DISTRICT.name, ...more }, SOURCES));
const open = (options: OpenOptions = {}) => keep(openDirectory(path, SOURCES, options));
/** A store with its first officer in it, closed again. */
async function founded(): Promise<{ dump: string; password: string }> {
  const directory = await create();
  const { password } = await registerFirstOfficer(directory, DISTRICT);
  const dump = [...directory.mingbai.ports.models.dump()].join('\n');
  await closeAll();
  return { dump, password };
}
async function closeAll(): Promise<void> {
  for (const each of opened.splice(0)) await each.close();
}

describe('a new store directory', () => {
  it('has its files, and keys that only their owner reads', async () => {
    await create();
    expect(readdirSync(join(path, 'keys')).toSorted()).toEqual(['hash.key', 'master.key', 'signing.key']);
    expect(statSync(join(path, 'keys')).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(join(path, 'keys')))
      expect(statSync(join(path, 'keys', name)).mode & 0o777).toBe(0o600);
    for (const name of ['events.sqlite', 'read.sqlite', 'vault.sqlite', 'accounts.sqlite', 'blobs', 'settings.json']) {
      expect(readdirSync(path)).toContain(name);
    }
  });
  it('has keys of its own', async () => {
    await create();
    const other = join(folder, 'other');
    await keep(createDirectory(other, { code: '310102', district: '另一区' }, SOURCES));
    const keysOf = (at: string) =>
      readdirSync(join(at, 'keys')).map((name) => readFileSync(join(at, 'keys', name), 'utf8'));
    expect(new Set([...keysOf(path), ...keysOf(other)]).size).toBe(6);
  });
  it('is not made where nothing can be written', async () => {
    writeFileSync(join(folder, 'letter.txt'), 'dear all');
    path = join(folder, 'letter.txt');
    await expect(create()).rejects.toThrow(failure('place-unwritable', { path }));
    path = join(path, 'below');
    await expect(create()).rejects.toThrow(failure('place-unwritable', { path }));
  });
  it('is not made where one is, nor among other files', async () => {
    await create();
    await expect(create()).rejects.toThrow(failure('store-exists', { path }));
    const full = join(folder, 'full');
    mkdirSync(full);
    writeFileSync(join(full, 'letter.txt'), 'dear all');
    await expect(createDirectory(full, { code: '1', district: 'x' }, SOURCES)).rejects.toThrow(failure('store-exists'));
    expect(readdirSync(full)).toEqual(['letter.txt']);
  });
});

describe('an open store directory', () => {
  it('holds after closing what it held before, and makes the same read models', async () => {
    const { dump } = await founded();
    const again = await open();
    expect(again.store.header).toMatchObject({ origin: 'mingbai/310101', district: DISTRICT.name, format: 1 });
    expect([...again.mingbai.ports.models.dump()].join('\n')).toBe(dump);
  });
  it.each(['', 'no database at all'])('makes its read models anew when their file is gone or %j', async (content) => {
    const { dump } = await founded();
    for (const name of readdirSync(path).filter((each) => each.startsWith('read.sqlite'))) rmSync(join(path, name));
    if (content !== '') writeFileSync(join(path, 'read.sqlite'), content);
    expect([...(await open()).mingbai.ports.models.dump()].join('\n')).toBe(dump);
  });
  it('signs its tree, the same tree always alike', async () => {
    const directory = await create();
    const empty = await directory.checkpoint();
    await registerFirstOfficer(directory, DISTRICT);
    const notes = [await directory.checkpoint(), await directory.checkpoint()];
    expect(notes[0]).toBe(notes[1]);
    expect([empty, notes[0] ?? ''].map((note) => openCheckpoint(note, [directory.signer]).size)).toEqual([0, 3]);
    expect(await directory.store.checkpoints()).toEqual([empty, notes[0]]);
    expect(await verifyStore(directory.store, directory.signer)).toMatchObject({ ok: true, size: 3 });
  });
  it('is read while another writes, and is not written to then', async () => {
    await founded();
    const writer = await open();
    const reader = await open({ readOnly: true });
    expect([...reader.mingbai.ports.models.dump()].join('\n')).toBe([...writer.mingbai.ports.models.dump()].join('\n'));
    await reader.checkpoint();
    expect(await writer.store.checkpoints()).toEqual([]);
  });
});

describe('a directory that cannot be opened', () => {
  it('is not a store', async () => {
    await expect(open()).rejects.toThrow(failure('not-a-store', { path }));
    mkdirSync(path);
    await expect(open()).rejects.toThrow(failure('not-a-store', { path }));
  });
  it.each(['master', 'hash', 'signing'])(
    'lacks its %s key, or half of it; nothing is lost by the attempt',
    async (name) => {
      await founded();
      const file = join(path, 'keys', `${name}.key`);
      const key = readFileSync(file, 'utf8');
      for (const broken of [undefined, '', key.slice(0, 20)]) {
        rmSync(file, { force: true });
        if (broken !== undefined) writeFileSync(file, broken);
        await expect(open()).rejects.toThrow(failure('keys-missing', { file: `keys/${name}.key` }));
      }
      writeFileSync(file, key);
      expect((await open()).mingbai.ports.models.size()).toBe(3);
    },
  );
  it('has the master key of another vault', async () => {
    await founded();
    const file = join(path, 'keys', 'master.key');
    const key = readFileSync(file, 'utf8');
    writeFileSync(file, Buffer.alloc(32, 5).toString('base64'));
    await expect(open()).rejects.toThrow(failure('wrong-master-key'));
    writeFileSync(file, key);
    await open();
  });
  it('is of a format that this program does not know', async () => {
    await founded();
    for (const name of readdirSync(path).filter((each) => each.startsWith('events.'))) rmSync(join(path, name));
    const header = { format: 2, suite: 's', origin: 'mingbai/310101', district: 'x' };
    await (await createSqliteStore(join(path, 'events.sqlite'), header)).close();
    await expect(open()).rejects.toThrow(failure('store-format', { found: 2, supported: 1 }));
  });
  it('has settings that nobody can read', async () => {
    await founded();
    writeFileSync(join(path, 'settings.json'), '{"requireSignIn": "perhaps"}');
    await expect(open()).rejects.toThrow(failure('settings-damaged', { path }));
    writeFileSync(join(path, 'settings.json'), '{"requireSignIn": true}');
    expect((await open()).settings).toEqual({ requireSignIn: true });
  });
  it('has lost its settings: an old log that was left behind is not taken for the one in use', async () => {
    await founded();
    await migrateLog(path, { to: 'sqlite:moved.sqlite' });
    await open();
    await closeAll();
    rmSync(join(path, 'settings.json'));
    for (const readOnly of [false, true])
      await expect(open({ readOnly })).rejects.toThrow(failure('settings-missing', { path }));
    await expect(migrateLog(path, { to: 'sqlite:third.sqlite' })).rejects.toThrow(failure('settings-missing'));
    writeFileSync(join(path, 'settings.json'), '{"requireSignIn": false, "store": "sqlite:moved.sqlite"}');
    expect((await open()).mingbai.ports.models.size()).toBe(3);
  });
  it('has lost its log, or what it begins with', async () => {
    await founded();
    const log = join(path, 'events.sqlite');
    const whole = readFileSync(log);
    for (const damaged of [Buffer.from(''), Buffer.from(whole).fill(0, 0, 100), Buffer.from('no database')]) {
      writeFileSync(log, damaged);
      await expect(open()).rejects.toThrow(failure('log-damaged', { file: 'events.sqlite' }));
    }
    rmSync(log);
    await expect(open()).rejects.toThrow(failure('log-missing', { file: 'events.sqlite' }));
    rmSync(join(path, 'settings.json'));
    await expect(open()).rejects.toThrow(failure('settings-missing'));
  });
  // skipped: root may write everywhere, whatever the file's mode says
  it.skipIf(process.getuid?.() === 0)('may not be written to', async () => {
    await founded();
    chmodSync(path, 0o500);
    await expect(open()).rejects.toThrow(failure('store-read-only', { path }));
    chmodSync(path, 0o700);
  });
});

describe('a second process', () => {
  const inChild = (): string => {
    const module = pathToFileURL(join(import.meta.dirname, 'directory.ts')).href;
    const script = `
      const { openDirectory, systemSources } = await import(${JSON.stringify(module)});
      await openDirectory(${JSON.stringify(path)}, systemSources(() => ${NOW})).then(
        async (directory) => { await directory.close(); console.log('opened'); },
        (error) => console.log(error.code, error.ownerPid));`;
    return spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }).stdout.trim();
  };
  it('is told who holds the store, and may open it afterwards', async () => {
    await founded();
    await open();
    expect(inChild()).toBe(`store-locked ${process.pid}`);
    await closeAll();
    expect(inChild()).toBe('opened');
    await open();
  });
});

describe('the first officer', () => {
  it('is registered with the district, holds the role, and must change the one-time password', async () => {
    const { password } = await founded();
    const { mingbai, accounts } = await open();
    expect(mingbai.tree().root()).toMatchObject({ code: DISTRICT.code, name: DISTRICT.name, kind: 'district' });
    const outcome = await accounts.signIn('admin', password);
    if (!outcome.ok) expect.fail(outcome.code);
    expect(outcome.account.mustChange).toBe(true);
    expect(rolesOf(mingbai, outcome.account.person)).toEqual([{ org: DISTRICT.code, role: 'district-officer' }]);
  });
});

describe('a log on a server', () => {
  it.each([
    ['postgres://nobody:secret@127.0.0.1:1/x', 'database-unreachable', { server: '127.0.0.1:1' }],
    ['kurrentdb://nobody:secret@127.0.0.1:1?tls=false', 'database-unreachable', { server: '127.0.0.1:1' }],
    ['mysql://nobody:secret@127.0.0.1/x', 'store-address-wrong', { address: 'mysql' }],
  ])(
    '%s that cannot be reached is named without its password, and leaves nothing behind',
    async (store, code, detail) => {
      await expect(create({ store })).rejects.toThrow(failure(code, detail));
      expect(readdirSync(path)).toEqual([]);
    },
  );
});

describe('an address in which a password was not written as it has to be', () => {
  it.each([
    'postgres://owner:p@ss:w#rd@127.0.0.1:5432/mb',
    'postgres://owner:12#34@127.0.0.1:5432/mb',
    'postgres://owner:12/34@127.0.0.1:5432/mb',
    'postgres://owner:12?34@127.0.0.1:5432/mb',
    'postgres://owner:10%zz@127.0.0.1:5432/mb',
    'postgres://owner:secret@127.0.0.1:99999/mb',
    'postgres://owner:secret@127.0.0.1/mb?port=99999',
    'postgres://owner:secret@127.0.0.1:0/mb',
    'postgres://',
  ])('%s is refused before anything is asked of a server, and not repeated', async (store) => {
    await expect(create({ store })).rejects.toThrow(failure('store-address-malformed', {}));
    expect(readdirSync(path)).toEqual([]);
  });
  it('may name a certificate that is not there', async () => {
    const store = 'postgres://127.0.0.1:1/mb?sslmode=verify-full&sslrootcert=/nowhere.pem';
    await expect(create({ store })).rejects.toThrow(failure('file-not-found', { file: '/nowhere.pem' }));
  });
  it('is none when it is written as it has to be', async () => {
    const store = 'postgres://owner:p%40ss%3Aw%23rd%25@127.0.0.1:1/mb';
    await expect(create({ store })).rejects.toThrow(failure('database-unreachable', { server: '127.0.0.1:1' }));
  });
});

describe('a store whose vault is gone', () => {
  it('is not opened with an empty one', async () => {
    await founded();
    rmSync(join(path, 'vault.sqlite'));
    await expect(open()).rejects.toThrow(failure('vault-missing', { path }));
    expect(readdirSync(path)).not.toContain('vault.sqlite');
    writeFileSync(join(path, 'vault.sqlite'), '');
    await expect(open()).rejects.toThrow(failure('vault-missing', { path }));
  });
});
