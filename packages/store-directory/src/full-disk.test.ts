import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { operatorOf } from '@mingbai/application';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createDirectory, systemSources, type StoreDirectory } from './directory.ts';
import { registerFirstOfficer } from './first-officer.ts';

const DISTRICT = { code: '310101', name: '某区教育工会' };
const FULL = expect.objectContaining({ code: 'disk-full' });
const FEW_BYTES = 63 * 1024 * 1024;

let folder = '';
let freeBytes = Number.POSITIVE_INFINITY;
const sources = {
  ...systemSources(() => Date.parse('2025-03-10T00:00:00Z')),
  diskOf: () => ({ freeBytes: () => freeBytes }),
};
const create = (): Promise<StoreDirectory> =>
  createDirectory(join(folder, 'store'), { code: DISTRICT.code, district: DISTRICT.name }, sources);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mingbai-full-'));
});
afterEach(() => {
  freeBytes = Number.POSITIVE_INFINITY;
  rmSync(folder, { recursive: true, force: true });
});

it('records nothing on a disk that is nearly full, and goes on by itself when there is room again', async () => {
  const directory = await create();
  const { mingbai, store, close } = directory;
  await registerFirstOfficer(directory, DISTRICT);
  const { size } = await store.frontier();
  const actor = operatorOf(mingbai, '操作员');
  const occurredOn = { from: '2025-03-01', to: '2025-03-01' };
  const fund = { org: DISTRICT.code, occurredOn, fund: 'F1', name: '经费', kind: 'union', opening: 0 };
  const id = mingbai.newId();
  const open = (dryRun: boolean) => mingbai.run(actor, 'fund.open', fund, { id, dryRun });
  freeBytes = FEW_BYTES;
  await expect(open(false)).rejects.toThrow(FULL);
  expect(await open(true)).toMatchObject({ ok: true });
  expect(mingbai.list(actor, 'organisations', {})).toHaveLength(1);
  expect((await store.frontier()).size).toBe(size);
  freeBytes = Number.POSITIVE_INFINITY;
  expect(await open(false)).toMatchObject({ ok: true, repeated: false });
  expect((await store.frontier()).size).toBe(size + 1);
  await close();
});

it('makes no store on a disk that is nearly full', async () => {
  freeBytes = FEW_BYTES;
  await expect(create()).rejects.toThrow(FULL);
  expect(existsSync(join(folder, 'store', 'settings.json'))).toBe(false);
});
