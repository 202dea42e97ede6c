import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { bytesOf, catchUp, openData, readEvent, sealData, verifyStore, type EventStore } from '@mingbai/application';
import { fullOf } from '@mingbai/domain/testing';
import { createSqliteStore } from '@mingbai/event-store-sqlite';
import { openReadModels } from '@mingbai/read-models-sqlite';
import { seededRandom, SqliteVault } from '@mingbai/vault';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { envelopeOf, PERSONAL, withSecrets } from './personal-events.ts';
import { ERASED, HEADER, idOf, MASK, signer } from './test-mingbai.ts';

const PERSON = idOf('the person who is erased');
const RECORD = idOf('a record');
const CLASSES = new Set(['identity', 'voucher', 'health', 'hardship', 'child'] as const);
/** Contents of every kind of event. */
const EACH = 4;

let folder = '';
const at = (name: string): string => join(folder, name);
const openVault = (): SqliteVault =>
  new SqliteVault(at('vault.sqlite'), { masterKey: new Uint8Array(32).fill(9), random: seededRandom('erased') });
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mingbai-erased-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The data, in which whoever is named is the one person. */
function aboutOne(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(aboutOne);
  if (typeof value !== 'object' || value === null) return value;
  const content = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, aboutOne(item)]));
  return 'person' in content && 'name' in content ? { ...content, person: PERSON } : content;
}

/** Records events of every kind that has personal fields, with a secret in each field; gives the secrets. */
async function record(store: EventStore, vault: SqliteVault): Promise<readonly string[]> {
  const kinds = PERSONAL.flatMap((definition) =>
    fc.sample(fullOf(definition.data), { numRuns: EACH, seed: 16 }).map((content) => ({ definition, content })),
  );
  const secrets: string[] = [];
  for (const [position, { definition, content }] of kinds.entries()) {
    const made = withSecrets(definition, aboutOne(content));
    const bare = envelopeOf(definition, made.data, position);
    const data = sealData(definition, made.data, { vault, eventId: bare.id, fallbackPerson: RECORD });
    secrets.push(...made.secrets);
    vault.flush();
    const { id, stream, revision } = bare;
    const events = [{ id, stream, revision, bytes: bytesOf({ ...bare, data }) }];
    await store.append([{ command: idOf(`command ${position}`), requestHash: 'hash', events }]);
  }
  return secrets;
}

/** Every text of every event as it is read now. */
async function readTexts(store: EventStore, vault: SqliteVault): Promise<string> {
  const events = (await store.readAll(0, 10_000)).map(({ bytes }) => readEvent(bytes));
  const reader = { vault, classes: CLASSES, mask: MASK, erased: ERASED };
  return JSON.stringify(events.map(({ id, type, data }) => openData(data, { ...reader, eventId: id, type })));
}

/** The person's keys as they stand wrapped in the vault's file. */
function wrappedKeys(): readonly Buffer[] {
  const vault = new DatabaseSync(at('vault.sqlite'), { readOnly: true });
  const rows = vault.prepare('SELECT wrapped FROM person_keys WHERE person = ?').all(PERSON);
  vault.close();
  return rows.map(({ wrapped }) => Buffer.from(wrapped as Uint8Array)); // the column holds nothing else
}

/** Whether these bytes stand in any file, free pages, logs and journals too. */
function isAnywhere(bytes: Uint8Array): boolean {
  return readdirSync(folder).some((name) => readFileSync(at(name)).includes(bytes));
}

/** Sabotaged: takes the key out of its row, and leaves the journal where it is. */
function eraseCarelessly(): void {
  const vault = new DatabaseSync(at('vault.sqlite'));
  vault.exec('PRAGMA journal_mode = PERSIST');
  vault.prepare(`UPDATE person_keys SET state = 'erased', wrapped = zeroblob(60) WHERE person = ?`).run(PERSON);
  vault.close();
}

it('leaves nothing of a person in any personal field that there is, and no key in any file (R16)', async () => {
  const vault = openVault();
  const store = await createSqliteStore(at('events.sqlite'), HEADER);
  const models = openReadModels(at('read.sqlite'));
  const secrets = await record(store, vault);
  await catchUp(store, models);
  const [before, keys] = [await readTexts(store, vault), wrappedKeys()];
  const dump = [...models.dump()].join('\n');
  expect(secrets.filter((secret) => !before.includes(JSON.stringify(secret).slice(1, -1)))).toEqual([]);
  expect(keys.every(isAnywhere)).toBe(true); // as long as they are kept, this search sees them
  vault.destroy(PERSON);
  const after = await readTexts(store, vault);
  expect(secrets.filter((secret) => after.includes(JSON.stringify(secret).slice(1, -1)))).toEqual([]);
  expect(keys.some(isAnywhere)).toBe(false);
  expect(secrets.filter((secret) => isAnywhere(Buffer.from(secret)))).toEqual([]);
  expect([...models.dump()].join('\n')).toBe(dump);
  expect((await verifyStore(store, signer)).problems).toEqual([]);
  for (const retention of CLASSES)
    expect(() => vault.seal(PERSON, retention, 'again', '甲')).toThrow(
      expect.objectContaining({ code: 'person-erased' }),
    );
  models.close();
  vault.close();
  await store.close();
});

it('twin: a journal that is left in place is caught', async () => {
  const vault = openVault();
  const store = await createSqliteStore(at('events.sqlite'), HEADER);
  await record(store, vault);
  vault.close();
  const keys = wrappedKeys();
  eraseCarelessly();
  expect(keys.some(isAnywhere)).toBe(true);
  await store.close();
});
