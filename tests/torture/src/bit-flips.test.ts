import { verifyEvidence } from '@mingbai/application';
import { openSqliteStore } from '@mingbai/event-store-sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evidenceOf, heldIn, recordedStore } from './harness/evidence.ts';
import { inLanes, removeDirectories, told } from './harness/life.ts';
import { filesIn } from './harness/product.ts';
import { LANES } from './harness/strace.ts';
import { sumOf, tallyText, type Tallies } from './harness/tally.ts';

// Seven stores of six events instead of one of forty-two: each flip is a verification of the whole store.
const STORES = [0, 1, 2, 3, 4, 5, 6].map((turn) => ({ funds: 1, from: 64 * turn, to: 64 * turn + 3 }));
const PARTS = ['events', 'leaves', 'checkpoints', 'bundles'] as const;

const directories: string[] = [];
const tallies: Tallies[] = [];

async function flip(directory: string): Promise<void> {
  tallies.push((await told('flip-child', directory)) as Tallies); // what it writes
}

beforeAll(async () => {
  for (const { funds, from, to } of STORES) directories.push(await recordedStore(funds, from, to));
  await inLanes(directories, LANES, flip);
});
afterAll(removeDirectories);

describe.each(PARTS)('R5: one bit flipped in every byte of the %s', (part) => {
  it('is found, and named where it belongs to an event', () => {
    const tally = sumOf(tallies.map((each) => each[part]));
    console.log(`R5 ${part}: ${tallyText(tally)}`);
    expect(tally.flips).toBeGreaterThan(0);
    expect(tally.found).toBe(tally.flips);
    expect(tally.named).toBeGreaterThanOrEqual(0.99 * tally.ofEvents);
  });
});

it('R5 twin: without the checkpoint a tail that was cut off is missed; with it the cut is refused', async () => {
  const store = await openSqliteStore(filesIn(directories[0] ?? '').store);
  const held = await heldIn(store);
  await store.close();
  const kept = held.leaves.length - 2;
  const cut = { events: held.events.slice(0, kept), leaves: held.leaves.slice(0, kept), checkpoints: [] };
  const without = await verifyEvidence(evidenceOf(cut));
  const withCheckpoint = await verifyEvidence(evidenceOf({ ...cut, checkpoints: held.checkpoints }));
  console.log(`R5 twin: ${without.problems.length} problems without the checkpoint`);
  expect(without.ok).toBe(true);
  expect(withCheckpoint.problems.map(({ code }) => code)).toEqual(['tail-cut']);
});
