import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootOf, rootOfLeaves } from '@mingbai/proof';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { batchOf, batchPlans, contractHeader, eventStoreContract } from '@mingbai/application/contract-tests';
import type { BatchPlan } from '@mingbai/application/contract-tests';
import { MemoryStore } from '@mingbai/application/memory-store';
import { createSqliteStore, openSqliteStore } from './index.ts';

const directory = mkdtempSync(join(tmpdir(), 'event-store-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
let made = 0;
let latest = '';
const make = () => {
  made += 1;
  latest = join(directory, `store-${made}.sqlite`);
  return createSqliteStore(latest, contractHeader);
};

eventStoreContract('SQLite', make, async (store) => {
  await store.close();
  return openSqliteStore(latest);
});

async function sameInBoth(plan: BatchPlan): Promise<void> {
  const memory = new MemoryStore(contractHeader);
  const sqlite = await make();
  for (const batchPlan of plan) {
    const batch = await batchOf(batchPlan, memory);
    expect(await sqlite.append(batch)).toEqual(await memory.append(batch));
  }
  const frontier = await sqlite.frontier();
  expect(frontier).toEqual(await memory.frontier());
  expect(await sqlite.readAll(0, 1000)).toEqual(await memory.readAll(0, 1000));
  expect(rootOf(frontier)).toEqual(rootOfLeaves(await sqlite.leaves(0, frontier.size)));
  for (const stream of ['stream-0', 'stream-1', 'stream-2', 'stream-3', 'stream-4']) {
    expect(await sqlite.readStream(stream)).toEqual(await memory.readStream(stream));
  }
  for (let command = 0; command <= 25; command += 1) {
    expect(await sqlite.command(`command ${command}`)).toEqual(await memory.command(`command ${command}`));
  }
  expect(await sqlite.integrity()).toEqual([]);
  await sqlite.close();
}

describe('any sequence of batches', () => {
  it(
    'has the same answers, events and root in the memory store and in SQLite',
    () => fc.assert(fc.asyncProperty(batchPlans, sameInBoth), { numRuns: 100 }),
    60_000,
  );
});
