import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyStore } from '@mingbai/application';
import { openKurrentStore } from '@mingbai/event-store-kurrent';
import { FakeServer } from '@mingbai/event-store-kurrent/testing';
import { takeWriterLock } from '@mingbai/event-store-sqlite';
import { rootOf } from '@mingbai/proof';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDirectory, openDirectory, systemSources, type StoreDirectory } from './directory.ts';
import { registerFirstOfficer } from './first-officer.ts';
import { migrateLog } from './migrate.ts';
import { readSettings } from './settings.ts';

const SOURCES = systemSources(() => Date.parse('2025-03-10T00:00:00Z'));
const DISTRICT = { code: '310101', district: '某区' };
const failure = (code: string, detail: object) => expect.objectContaining({ code, detail });
const POSTGRES_OPTIONS: unknown = expect.stringContaining('sslmode, ');
const SSL_MODES: unknown = expect.stringContaining('verify-full');
const KURRENT_OPTIONS: unknown = expect.stringContaining('tls, tlsVerifyCert');

let folder = '';
const at = (...parts: readonly string[]) => join(folder, ...parts);
const store = () => at('store');
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mingbai-migrate-'));
  const directory = await createDirectory(store(), DISTRICT, SOURCES);
  await registerFirstOfficer(directory, { code: DISTRICT.code, name: '某区教育工会' });
  await directory.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const rootOfLog = async ({ store: log }: StoreDirectory): Promise<string> =>
  Buffer.from(rootOf(await log.frontier())).toString('hex');

/** Every file of the store that is no folder, with what it holds. */
const held = () =>
  readdirSync(store(), { withFileTypes: true })
    .filter((each) => each.isFile())
    .map(({ name }) => [name, readFileSync(at('store', name)).toString('base64')]);

describe('migrating a log', () => {
  it.each([
    'vault.sqlite',
    'accounts.sqlite',
    'read.sqlite',
    'read-n1.sqlite',
    'sequence.sqlite',
    'sequence-n1.sqlite',
    'vault.sqlite-wal',
    'other.sqlite.new',
    'events.lock',
    'events.owner',
    'events.sqlite-wal',
    './keys/../VAULT.sqlite',
    'settings.json',
    'keys/master.key',
  ])(
    'to or from %s, which the directory needs for something else, is refused before anything is opened',
    async (file) => {
      const before = held();
      const taken = failure('log-name-taken', { file });
      await expect(migrateLog(store(), { to: `sqlite:${file}` })).rejects.toThrow(taken);
      await expect(migrateLog(store(), { from: `sqlite:${file}`, to: 'sqlite:new.sqlite' })).rejects.toThrow(taken);
      await expect(createDirectory(at('new'), { ...DISTRICT, store: `sqlite:${file}` }, SOURCES)).rejects.toThrow(
        taken,
      );
      expect(held()).toEqual(before);
    },
  );

  it.each([
    ['sqlite:', 'store-address-nameless', {}],
    ['sqlite: ', 'store-address-nameless', {}],
    ['sqlite:.', 'store-address-nameless', {}],
    ['', 'store-address-empty', {}],
    ['sqlite:/srv/events.sqlite', 'store-address-absolute', { file: '/srv/events.sqlite' }],
    [
      'postgres://a@b/c?sslnegotiation=no',
      'store-address-value',
      { option: 'sslnegotiation', known: 'postgres, direct' },
    ],
    ['postgres://a@b/c?sslmode=banana', 'store-address-value', { option: 'sslmode', known: SSL_MODES }],
    ['sqlite:none/log.sqlite', 'log-folder-missing', { file: 'none/log.sqlite' }],
    ['postgres://a@b/c?sslmode=require&sslmode=disable', 'store-address-repeated', { option: 'sslmode' }],
    ['kurrentdb://a:2113?tls=true&tls=false', 'store-address-repeated', { option: 'tls' }],
    ['kurrentdb://a:2113?tls_CA_File=a&tlsCAFile=b', 'store-address-repeated', { option: 'tlsCAFile' }],
    ['mysql://x', 'store-address-wrong', { address: 'mysql' }],
    ['postgres://a@b/c?sslmod=verify-full', 'store-address-option', { option: 'sslmod', known: POSTGRES_OPTIONS }],
    ['kurrentdb://a:2113?tlsverify=true', 'store-address-option', { option: 'tlsverify', known: KURRENT_OPTIONS }],
  ])('to %s is refused before anything is opened', async (to, code, detail) => {
    const before = held();
    await expect(migrateLog(store(), { to })).rejects.toThrow(failure(code, detail));
    expect(held()).toEqual(before);
  });

  it.each([
    ['sslrootcert=/nowhere.pem', 'file-not-found', { file: '/nowhere.pem' }],
    ['sslcert=/nowhere.crt&sslkey=/', 'file-not-found', { file: '/nowhere.crt' }],
    ['sslrootcert=/', 'file-unreadable', { file: '/' }],
  ])('to a server by a certificate that cannot be read is refused with its file: %s', async (files, code, detail) => {
    const to = `postgres://owner@127.0.0.1:1/mb?sslmode=verify-full&${files}`;
    await expect(migrateLog(store(), { to })).rejects.toThrow(failure(code, detail));
  });

  it.each(['sqlite:events.sqlite', 'sqlite:./events.sqlite', 'sqlite:../store/events.sqlite'])(
    'to where it stands already is refused: %s',
    (to) => expect(migrateLog(store(), { to })).rejects.toThrow(failure('log-is-same', {})),
  );

  it.each(['read.sqlite', 'read-b.sqlite'])('is refused while the node of %s runs', async (file) => {
    writeFileSync(at('store', file), '', { flag: 'a' });
    const node = takeWriterLock(at('store', file));
    await expect(migrateLog(store(), { to: 'sqlite:new.sqlite' })).rejects.toMatchObject({ code: 'store-locked' });
    node.release();
    expect(existsSync(at('store', 'new.sqlite'))).toBe(false);
  });

  it('into the log of another district leaves that as it was', async () => {
    const other = await createDirectory(at('other'), { code: '310102', district: '别区' }, SOURCES);
    await registerFirstOfficer(other, { code: '310102', name: '别区教育工会' });
    const before = await rootOfLog(other);
    await other.close();
    const given = { from: 'sqlite:../store/events.sqlite', to: 'sqlite:events.sqlite' };
    await expect(migrateLog(at('other'), given)).rejects.toMatchObject({ code: 'copy-differs' });
    const after = await openDirectory(at('other'), SOURCES);
    expect(await rootOfLog(after)).toEqual(before);
    expect((await verifyStore(after.store, after.signer)).ok).toBe(true);
    await after.close();
  });

  it('to a file of any other name goes on there', async () => {
    expect(await migrateLog(store(), { to: 'sqlite:readings.sqlite' })).toMatchObject({ events: 3, switched: true });
    const { mingbai, close } = await openDirectory(store(), SOURCES);
    expect(mingbai.ports.models.size()).toBe(3);
    await close();
  });

  it('does not go over to a copy of a log in which others have recorded meanwhile', async () => {
    const server = await FakeServer.start({ version: '26.1' });
    const address = `${server.url}&prefix=grew-`;
    await migrateLog(store(), { to: address });
    const other = await openKurrentStore({ url: server.url, prefix: 'grew-', sequenceFile: at('other-node.sqlite') });
    const event = { id: 'late', stream: 'late', revision: 0, bytes: new TextEncoder().encode('{}') };
    const progress = async (): Promise<void> =>
      void (await other.append([{ command: 'late', requestHash: 'h', events: [event] }]));
    await expect(migrateLog(store(), { to: 'sqlite:late.sqlite', progress })).rejects.toThrow(failure('log-grew', {}));
    expect(readSettings(store()).store).toBe(address);
    await other.close();
    server.stop();
  });
});
