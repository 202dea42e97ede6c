import { openSqliteStore } from '@mingbai/event-store-sqlite';
import { openData, readEvent, verifyStore } from '@mingbai/application';
import { RETENTION_CLASSES } from '@mingbai/kernel';
import { afterAll, expect, it } from 'vitest';
import type { Child } from './harness/build-children.ts';
import { freshDirectory, inLanes, live, remaining, removeDirectories, type Ack } from './harness/life.ts';
import { seeded } from './harness/plan.ts';
import { commandId, filesIn, setUp, signer, vaultIn } from './harness/product.ts';

const KILLS = 100;
const ACKS = 50_000;
const CALLERS = 8;
/** Stores that are tortured at a time, each with its share of kills and acknowledgements. */
const STORES = 2;

afterAll(removeDirectories);

/** Answers that the store does not stand by. */
async function lostOf(directory: string, acks: readonly Ack[]): Promise<readonly string[]> {
  const store = await openSqliteStore(filesIn(directory).store);
  const lost: string[] = [];
  for (const { send, eventIds } of acks) {
    const known = await store.command(commandId(send));
    if (known?.eventIds.join() !== eventIds.join())
      lost.push(`${send} was acknowledged and is ${known ? 'other' : 'lost'}`);
  }
  await store.close();
  return lost;
}

type Campaign = { readonly kills: number; readonly acks: number; readonly lost: readonly string[] };

/** Kills a recording process again and again; whoever got no answer sends again. Ends early when something is lost. */
async function campaign(
  directory: string,
  store: Child,
  limits: { kills: number; acks: number; seed: number },
): Promise<Campaign> {
  const chance = seeded(limits.seed);
  const answered = new Set<number>();
  let kills = 0;
  while (kills < limits.kills || answered.size < limits.acks) {
    const still = Math.max(0, limits.acks - answered.size) / Math.max(1, limits.kills - kills);
    const kill = { acks: 1 + Math.floor(chance() * 2.2 * still), delayMs: chance() * 4 };
    const { acks } = await live({ directory, store, callers: CALLERS, ...remaining(answered, 0) }, kill);
    const lost = await lostOf(directory, acks);
    for (const { send } of acks) answered.add(send);
    kills += 1;
    if (lost.length > 0) return { kills, acks: answered.size, lost };
  }
  return { kills, acks: answered.size, lost: [] };
}

/** Everything in the store once: as many events as commands, in a valid tree, and every name can be opened. */
async function doubled(directory: string, base: number, answered: number) {
  const store = await openSqliteStore(filesIn(directory).store);
  const vault = vaultIn(directory);
  const classes = new Set(RETENTION_CLASSES);
  const { ok, size, problems } = await verifyStore(store, signer);
  const commands = new Set<string>();
  for (let from = base; from < size; from += 1000) {
    for (const { bytes } of await store.readAll(from, 1000)) {
      const event = readEvent(bytes);
      commands.add(event.command);
      // Throws when a key is missing.
      openData(event.data, { vault, eventId: event.id, type: event.type, classes, mask: '', erased: '' });
    }
  }
  const integrity = await store.integrity();
  await store.close();
  vault.close();
  return {
    ok,
    problems,
    integrity,
    double: size - base - commands.size,
    missing: Math.max(0, answered - commands.size),
  };
}

it('R2: random kills under 8 clients lose nothing that was acknowledged and record nothing twice', async () => {
  const seeds = Array.from({ length: STORES }, (_, at) => at + 1);
  let [kills, acks, double] = [0, 0, 0];
  const lost: string[] = [];
  await inLanes(seeds, STORES, async (seed) => {
    const directory = freshDirectory();
    const base = await setUp(directory);
    const done = await campaign(directory, 'honest-store', { kills: KILLS / STORES, acks: ACKS / STORES, seed });
    const all = await doubled(directory, base, done.acks);
    kills += done.kills;
    acks += done.acks;
    double += all.double;
    lost.push(...done.lost);
    expect(all).toEqual({ ok: true, problems: [], integrity: [], double: 0, missing: 0 });
  });
  console.log(`R2: ${kills} kills, ${acks} acknowledged, ${lost.length} lost, ${double} double`);
  expect(lost).toEqual([]);
  expect(kills).toBeGreaterThanOrEqual(KILLS);
  expect(acks).toBeGreaterThanOrEqual(ACKS);
});

it('R2 twin: a store that acknowledges before it commits is caught', async () => {
  const directory = freshDirectory();
  await setUp(directory);
  const { kills, lost } = await campaign(directory, 'early-store', { kills: 40, acks: 4000, seed: 3 });
  console.log(`R2 twin: caught after ${kills} kills`);
  expect(lost).not.toEqual([]);
});
