import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootOf, rootOfLeaves } from '@mingbai/proof';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { batchOf, batchPlans, contractHeader, eventStoreContract } from '@mingbai/application/contract-tests';
import type { BatchPlan } from '@mingbai/application/contract-tests';
import { MemoryStore } from '@mingbai/application/memory-store';
import { createKurrentStore, openKurrentStore } from './index.ts';
import { FakeServer } from './testing/index.ts';

const directory = mkdtempSync(join(tmpdir(), 'event-store-'));
const newest = await FakeServer.start({ version: '26.1' });
const older = await FakeServer.start({ version: '25.1' });
afterAll(() => {
  newest.stop();
  older.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** All stores of a server stand beside each other, so each sees the others' events as foreign ones. */
function storesOn(url: string) {
  let latest = { url, prefix: '', sequenceFile: '' };
  const make = () => {
    const name = randomUUID();
    latest = { url, prefix: `test-${name}-`, sequenceFile: join(directory, `${name}.sqlite`) };
    return createKurrentStore({ ...latest, header: contractHeader });
  };
  const forget = () => {
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${latest.sequenceFile}${suffix}`, { force: true });
  };
  return { make, forget, reopen: () => openKurrentStore(latest) };
}

describe.each([
  ['KurrentDB 26.1 (in this process), reopened with its sequence file', newest, true],
  ['KurrentDB 26.1 (in this process), reopened without it', newest, false],
  ['KurrentDB 25.1 (in this process), reopened without it', older, false],
] as const)('%s', (name, server, keepsFile) => {
  const stores = storesOn(server.url);
  eventStoreContract(name, stores.make, async (store) => {
    await store.close();
    if (!keepsFile) stores.forget();
    return stores.reopen();
  });
});

const realUrl = process.env['KURRENTDB_URL'];
// skipped: KURRENTDB_URL names no server to run against
describe.skipIf(realUrl === undefined)('KurrentDB at KURRENTDB_URL (left out when it is not set)', () => {
  const stores = storesOn(realUrl ?? '');
  eventStoreContract('KurrentDB', stores.make, async (store) => {
    await store.close();
    stores.forget();
    return stores.reopen();
  });
});

async function sameInBoth(plan: BatchPlan, url: string): Promise<void> {
  const memory = new MemoryStore(contractHeader);
  const kurrent = await storesOn(url).make();
  for (const batchPlan of plan) {
    const batch = await batchOf(batchPlan, memory);
    expect(await kurrent.append(batch)).toEqual(await memory.append(batch));
  }
  const frontier = await kurrent.frontier();
  expect(frontier).toEqual(await memory.frontier());
  expect(await kurrent.readAll(0, 1000)).toEqual(await memory.readAll(0, 1000));
  expect(rootOf(frontier)).toEqual(rootOfLeaves(await kurrent.leaves(0, frontier.size)));
  for (const stream of ['stream-0', 'stream-1', 'stream-2', 'stream-3', 'stream-4']) {
    expect(await kurrent.readStream(stream)).toEqual(await memory.readStream(stream));
  }
  for (let command = 0; command <= 25; command += 1) {
    expect(await kurrent.command(`command ${command}`)).toEqual(await memory.command(`command ${command}`));
  }
  await kurrent.close();
}

describe('any sequence of batches', () => {
  it.each([
    ['26.1', newest.url],
    ['25.1', older.url],
  ])(
    'has the same answers, events and root in the memory store and in KurrentDB %s',
    (_, url) =>
      fc.assert(
        fc.asyncProperty(batchPlans, (plan) => sameInBoth(plan, url)),
        { numRuns: 15 },
      ),
    60_000,
  );
});
