import { bytesOf, readEvent, verifyEvidence, type VerifyProblem } from '@mingbai/application';
import { openSqliteStore } from '@mingbai/event-store-sqlite';
import { leafHash, openCheckpoint } from '@mingbai/proof';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkpointOver, evidenceOf, heldIn, recordedStore, type Held } from './harness/evidence.ts';
import { removeDirectories } from './harness/life.ts';
import { seeded } from './harness/plan.ts';
import { filesIn, FUNDS, signer } from './harness/product.ts';

const EVENTS = 150;
const REWRITES = 500;
const TRUNCATIONS = 120;
const FORKS = 50;

let honest: Held;
const chance = seeded(17);
const below = (limit: number): number => Math.floor(chance() * limit);

beforeAll(async () => {
  const store = await openSqliteStore(filesIn(await recordedStore(FUNDS, 0, EVENTS)).store);
  honest = await heldIn(store);
  await store.close();
});
afterAll(removeDirectories);

/** A log that holds together by itself: leaves, tree and a new checkpoint of the store's own key are made to fit. */
function forged(events: readonly Uint8Array[]): Held {
  const leaves = events.map(leafHash);
  return { events, leaves, checkpoints: [checkpointOver(leaves)] };
}

/** The event told otherwise: another day, another hand. */
function retold(bytes: Uint8Array): Uint8Array {
  const day = `2024-0${1 + below(9)}-1${below(10)}`;
  return bytesOf({ ...readEvent(bytes), occurredOn: { from: day, to: day }, actor: `other-${below(1000)}` } as never);
}

type Attack = { readonly log: Held; readonly old: string };

/** Someone who holds every key rewrites one event that an old checkpoint has signed. */
function rewrite(): Attack {
  const signed = 1 + below(honest.events.length);
  const at = below(signed);
  const log = forged(honest.events.map((bytes, position) => (position === at ? retold(bytes) : bytes)));
  return { log, old: checkpointOver(honest.leaves.slice(0, signed)) };
}

function truncation(): Attack {
  const signed = 2 + below(honest.events.length - 1);
  return { log: forged(honest.events.slice(0, below(signed))), old: checkpointOver(honest.leaves.slice(0, signed)) };
}

/** Two histories with one beginning: the other one goes on at least as far as the checkpoint. */
function fork(): Attack {
  const signed = 2 + below(honest.events.length - 1);
  const parting = below(signed);
  const log = forged(honest.events.map((bytes, position) => (position < parting ? bytes : retold(bytes))));
  return { log, old: checkpointOver(honest.leaves.slice(0, signed)) };
}

type Verifier = (attack: Attack) => Promise<readonly VerifyProblem[]>;

const product: Verifier = async ({ log, old }) =>
  (await verifyEvidence({ ...evidenceOf(log), checkpoints: [...log.checkpoints, old] })).problems;

/** Sabotaged: looks at the old checkpoint's signature and size, and asks for no proof that the tree continues it. */
const withoutConsistency: Verifier = async ({ log, old }) => {
  const { size } = openCheckpoint(old, [signer]);
  const { problems } = await verifyEvidence(evidenceOf(log));
  return size > log.events.length ? [...problems, { code: 'tail-cut' }] : problems;
};

async function accepted(attack: () => Attack, times: number, verifier: Verifier): Promise<number> {
  let taken = 0;
  for (let time = 0; time < times; time += 1) if ((await verifier(attack())).length === 0) taken += 1;
  return taken;
}

it('R17: a rewrite, a truncation or a fork is refused by any checkpoint that is older', async () => {
  const rewrites = await accepted(rewrite, REWRITES, product);
  const truncations = await accepted(truncation, TRUNCATIONS, product);
  const forks = await accepted(fork, FORKS, product);
  const tried = { rewrites: REWRITES, truncations: TRUNCATIONS, forks: FORKS };
  console.log(`R17: tried ${JSON.stringify(tried)}, accepted ${JSON.stringify({ rewrites, truncations, forks })}`);
  expect({ rewrites, truncations, forks }).toEqual({ rewrites: 0, truncations: 0, forks: 0 });
});

it('R17: what is refused is the tampering: logs hold without the old checkpoint, the honest one with it', async () => {
  const alone: Verifier = async ({ log }) => (await verifyEvidence(evidenceOf(log))).problems;
  for (const attack of [rewrite, fork]) expect(await accepted(attack, 5, alone)).toBe(5);
  const untouched = (): Attack => ({
    log: honest,
    old: checkpointOver(honest.leaves.slice(0, 1 + below(honest.leaves.length))),
  });
  expect(await accepted(untouched, 20, product)).toBe(20);
});

it('R17 twin: a verifier that asks for no consistency proof is caught', async () => {
  const rewrites = await accepted(rewrite, 20, withoutConsistency);
  const forks = await accepted(fork, 10, withoutConsistency);
  console.log(`R17 twin: accepted ${rewrites} of 20 rewrites and ${forks} of 10 forks`);
  expect(rewrites + forks).toBeGreaterThan(0);
});
