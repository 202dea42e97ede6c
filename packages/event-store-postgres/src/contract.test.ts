import { rootOf, rootOfLeaves } from '@mingbai/proof';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { batchOf, batchPlans, contractHeader, eventStoreContract } from '@mingbai/application/contract-tests';
import type { BatchPlan } from '@mingbai/application/contract-tests';
import { MemoryStore } from '@mingbai/application/memory-store';
import { createPostgresStore, openPostgresStore } from './index.ts';
import { hasPostgres, startPrivatePostgres, whyNoPostgres, type PrivatePostgres } from './testing/private-postgres.ts';

// skipped: the PostgreSQL server is not installed here
describe.skipIf(!hasPostgres())(`PostgreSQL (${whyNoPostgres})`, () => {
  let server: PrivatePostgres;
  beforeAll(async () => {
    server = await startPrivatePostgres();
  });
  afterAll(() => server.remove());
  let made = 0;
  let latest = '';
  const make = () => {
    made += 1;
    latest = `${server.url}?schema=store-${made}`;
    return createPostgresStore({ url: latest, header: contractHeader });
  };

  eventStoreContract('PostgreSQL', make, async (store) => {
    await store.close();
    return openPostgresStore(latest);
  });

  async function sameInBoth(plan: BatchPlan): Promise<void> {
    const memory = new MemoryStore(contractHeader);
    const postgres = await make();
    for (const batchPlan of plan) {
      const batch = await batchOf(batchPlan, memory);
      expect(await postgres.append(batch)).toEqual(await memory.append(batch));
    }
    const frontier = await postgres.frontier();
    expect(frontier).toEqual(await memory.frontier());
    expect(await postgres.readAll(0, 1000)).toEqual(await memory.readAll(0, 1000));
    expect(rootOf(frontier)).toEqual(rootOfLeaves(await postgres.leaves(0, frontier.size)));
    for (const stream of ['stream-0', 'stream-1', 'stream-2', 'stream-3', 'stream-4']) {
      expect(await postgres.readStream(stream)).toEqual(await memory.readStream(stream));
    }
    for (let command = 0; command <= 25; command += 1) {
      expect(await postgres.command(`command ${command}`)).toEqual(await memory.command(`command ${command}`));
    }
    expect(await postgres.commandsIn(0, 1000)).toEqual(await memory.commandsIn(0, 1000));
    await postgres.close();
  }

  it('answers any sequence of batches as the memory store does, with the same events and root', () =>
    fc.assert(fc.asyncProperty(batchPlans, sameInBoth), { numRuns: 25 }));
});
