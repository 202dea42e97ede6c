import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDirectory, openDirectory, systemSources } from './directory.ts';
import { registerFirstOfficer } from './first-officer.ts';
import { migrateLog } from './migrate.ts';

const SOURCES = systemSources(() => Date.parse('2025-03-10T00:00:00Z'));
const DISTRICT = { code: '310101', district: '某区' };
const failure = (code: string, detail: object) => expect.objectContaining({ code, detail });
const POSTGRES_OPTIONS: unknown = expect.stringContaining('sslmode, ');
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
    ['mysql://x', 'store-address-wrong', { address: 'mysql' }],
    ['postgres://a@b/c?sslmod=verify-full', 'store-address-option', { option: 'sslmod', known: POSTGRES_OPTIONS }],
    ['kurrentdb://a:2113?tlsverify=true', 'store-address-option', { option: 'tlsverify', known: KURRENT_OPTIONS }],
  ])('to %s is refused before anything is opened', async (to, code, detail) => {
    const before = held();
    await expect(migrateLog(store(), { to })).rejects.toThrow(failure(code, detail));
    expect(held()).toEqual(before);
  });

  it('to a file of any other name goes on there', async () => {
    expect(await migrateLog(store(), { to: 'sqlite:readings.sqlite' })).toMatchObject({ events: 3, switched: true });
    const { mingbai, close } = await openDirectory(store(), SOURCES);
    expect(mingbai.ports.models.size()).toBe(3);
    await close();
  });
});
