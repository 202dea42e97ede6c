import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { append, contractHeader, event } from '@mingbai/application/contract-tests';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSqliteStore, openSqliteStore, type SqliteStore } from './index.ts';

let directory = '';
let store: SqliteStore;
const path = (suffix = '') => join(directory, `events.sqlite${suffix}`);
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'event-store-'));
  store = await createSqliteStore(path(), contractHeader);
});
afterEach(async () => {
  await store.close();
  rmSync(directory, { recursive: true });
});

const BATCH = 64;
/** Commits so many batches of events, each to a stream of its own. */
async function commit(batches: number): Promise<void> {
  const text = 'x'.repeat(300);
  for (let batch = 0; batch < batches; batch += 1) {
    const at = (index: number) => `${(made += 1)}-${index}`;
    await store.append(Array.from({ length: BATCH }, (_, index) => append(at(index), [event(at(index), 0, text)])));
  }
}
let made = 0;

it('copies the WAL into the file while the store is open, before a commit would', async () => {
  const before = statSync(path()).size;
  await commit(100);
  await expect.poll(() => statSync(path()).size).toBeGreaterThan(before + 100 * BATCH * 300);
  expect(statSync(path('-wal')).size).toBeLessThan(16_000 * 4096);
});

it('leaves nothing open behind the store, and every event in it', async () => {
  await commit(100);
  await store.close();
  expect(readdirSync(directory).toSorted()).toEqual(['events.lock', 'events.sqlite']);
  store = await openSqliteStore(path());
  expect((await store.frontier()).size).toBe(100 * BATCH);
  expect(await store.integrity()).toEqual([]);
});

it('does not keep a store from commits when it cannot copy', async () => {
  rmSync(path()); // the open file goes on, the thread finds none under the name and makes none
  await commit(100);
  expect(readdirSync(directory)).not.toContain('events.sqlite');
  expect((await store.frontier()).size).toBe(100 * BATCH);
});
