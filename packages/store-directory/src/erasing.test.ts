import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { operatorOf, verifyStore } from '@mingbai/application';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { backupDirectory } from './backup.ts';
import { createDirectory, openDirectory, systemSources, type StoreDirectory } from './directory.ts';
import { registerFirstOfficer } from './first-officer.ts';

const SOURCES = systemSources(() => Date.parse('2025-03-10T00:00:00Z'));
const DISTRICT = '310101';
const PERSON = '6f1d1c52-5f0b-4c6e-9a0e-2a6f3c1b9d44';
const [NAME, FOLLOW_UP] = ['秘密姓名甲', '秘密后续乙'];
const common = { org: DISTRICT, occurredOn: { from: '2025-03-01', to: '2025-03-01' } };

let folder = '';
let directory: StoreDirectory;
const at = (name: string) => join(folder, name);
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mingbai-erasing-'));
  directory = await createDirectory(at('store'), { code: DISTRICT, district: '某区' }, SOURCES);
  await registerFirstOfficer(directory, { code: DISTRICT, name: '某区教育工会' });
  await must('organisation.register-person', { ...common, person: PERSON, name: NAME, kind: 'serving' });
  const people = [{ person: PERSON, name: NAME }];
  await must('visit.record', { ...common, triggers: ['hospital'], people, followUp: FOLLOW_UP });
});
afterEach(async () => {
  await directory.close();
  rmSync(folder, { recursive: true });
});

async function must(name: string, input: object): Promise<void> {
  const answer = await directory.mingbai.run(operatorOf(directory.mingbai, '操作员'), name, input);
  if (!answer.ok) throw new Error(answer.refusal.code);
}

/** The person's keys as they stand wrapped in the vault's file. */
function wrappedKeys(): readonly Buffer[] {
  const vault = new DatabaseSync(at('store/vault.sqlite'), { readOnly: true });
  const rows = vault.prepare('SELECT wrapped FROM person_keys WHERE person = ?').all(PERSON);
  vault.close();
  return rows.map(({ wrapped }) => Buffer.from(wrapped as Uint8Array)); // the column holds nothing else
}

/** Everything in every file of a folder, free pages and logs of the databases too. */
function bytesIn(path: string): Buffer {
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name));
  return Buffer.concat(files.filter((file) => statSync(file).isFile()).map((file) => readFileSync(file)));
}

it('leaves no byte of the keys in any file, nor in a backup made then, and no name (R16)', async () => {
  const keys = wrappedKeys();
  expect(keys.length).toBeGreaterThan(0);
  const found = (path: string) => keys.filter((key) => bytesIn(path).includes(key)).length;
  expect(found(at('store'))).toBe(keys.length); // as long as they are kept, this search sees them
  await must('organisation.erase-person', { org: DISTRICT, person: PERSON, ground: '本人申请' });
  await backupDirectory(directory, { out: at('backup'), keysOut: at('keys.json') });
  for (const path of ['store', 'backup'].map(at)) {
    expect(found(path)).toBe(0);
    for (const secret of [NAME, FOLLOW_UP]) expect(bytesIn(path).includes(secret)).toBe(false);
  }
});

it('stays so when the directory is opened again; the log verifies and counts as before', async () => {
  await must('organisation.erase-person', { org: DISTRICT, person: PERSON, ground: '本人申请' });
  await directory.close();
  directory = await openDirectory(at('store'), SOURCES);
  const { mingbai, store, signer } = directory;
  const operator = operatorOf(mingbai, '操作员');
  const names = mingbai.list(operator, 'persons', {}).map(({ row }) => row['name']);
  expect(names).toContain('（已依法删除）');
  expect(names).not.toContain(NAME);
  expect(mingbai.figure(operator, 'visit.person-times', {}).figure.value).toBe(1);
  expect(await verifyStore(store, signer)).toMatchObject({ ok: true });
});
