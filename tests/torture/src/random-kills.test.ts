import { openData, readEvent, verifyStore } from '@mingbai/application';
import { RETENTION_CLASSES } from '@mingbai/kernel';
import { hasPostgres, startPrivatePostgres, whyNoPostgres } from '@mingbai/event-store-postgres/testing';
import { afterAll, expect, it } from 'vitest';
import { onPostgres, onSqlite, type Engine } from './harness/engines.ts';
import { freshDirectory, inLanes, live, remaining, removeDirectories, type Ack } from './harness/life.ts';
import { seeded } from './harness/plan.ts';
import { SERVER } from './harness/postgres-store.ts';
import { commandId, filesIn, FUNDS, setUp, signer, vaultIn } from './harness/product.ts';

const KILLS = 100;
const ACKS = 50_000;
const CALLERS = 8;
/** Stores that are tortured at a time, each with its share of kills and acknowledgements. */
const STORES = 2;

afterAll(removeDirectories);

/** Answers that the store does not stand by. */
async function lostOf(directory: string, open: Engine['open'], acks: readonly Ack[]): Promise<readonly string[]> {
  const store = await open(filesIn(directory).store);
  const lost: string[] = [];
  for (const { send, eventIds } of acks) {
    const known = await store.command(commandId(send));
    if (known?.eventIds.join() !== eventIds.join())
      lost.push(`${send} was acknowledged and is ${known ? 'other' : 'lost'}`);
  }
  await store.close();
  return lost;
}

type Place = { readonly directory: string; readonly base: number; readonly answered: number };
type Campaign = { readonly kills: number; readonly acks: number; readonly lost: readonly string[] };

/** Kills a recording process again and again; whoever got no answer sends again. Ends early when something is lost. */
async function campaign(
  directory: string,
  { port: store, open }: Engine,
  limits: { kills: number; acks: number; seed: number },
): Promise<Campaign> {
  const chance = seeded(limits.seed);
  const answered = new Set<number>();
  let kills = 0;
  while (kills < limits.kills || answered.size < limits.acks) {
    const still = Math.max(0, limits.acks - answered.size) / Math.max(1, limits.kills - kills);
    const kill = { acks: 1 + Math.floor(chance() * 2.2 * still), delayMs: chance() * 4 };
    const { acks } = await live({ directory, store, callers: CALLERS, ...remaining(answered, 0) }, kill);
    const lost = await lostOf(directory, open, acks);
    for (const { send } of acks) answered.add(send);
    kills += 1;
    if (lost.length > 0) return { kills, acks: answered.size, lost };
  }
  return { kills, acks: answered.size, lost: [] };
}

/** Everything in the store once: as many events as commands, in a valid tree, and every name can be opened. */
async function doubled({ directory, base, answered }: Place, open: Engine['open']) {
  const store = await open(filesIn(directory).store);
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
  const integrity = (await store.integrity?.()) ?? [];
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

/** Several stores of an engine, killed and counted; what must hold in every one of them. */
async function tortured(engine: Engine, limits: { kills: number; acks: number }) {
  const seeds = Array.from({ length: STORES }, (_, at) => at + 1);
  let [kills, acks, double] = [0, 0, 0];
  const lost: string[] = [];
  await inLanes(seeds, STORES, async (seed) => {
    const directory = freshDirectory();
    const base = await setUp(directory, FUNDS, engine.create);
    const done = await campaign(directory, engine, { kills: limits.kills / STORES, acks: limits.acks / STORES, seed });
    const all = await doubled({ directory, base, answered: done.acks }, engine.open);
    kills += done.kills;
    acks += done.acks;
    double += all.double;
    lost.push(...done.lost);
    expect(all).toEqual({ ok: true, problems: [], integrity: [], double: 0, missing: 0 });
  });
  console.log(`R2 by ${engine.port}: ${kills} kills, ${acks} acknowledged, ${lost.length} lost, ${double} double`);
  expect(lost).toEqual([]);
  expect(kills).toBeGreaterThanOrEqual(limits.kills);
  expect(acks).toBeGreaterThanOrEqual(limits.acks);
}

it('R2: random kills under 8 clients lose nothing that was acknowledged and record nothing twice', () =>
  tortured(onSqlite, { kills: KILLS, acks: ACKS }));

// skipped: the PostgreSQL server is not installed here
it.skipIf(!hasPostgres())(`R2 on PostgreSQL: the same, with fewer kills (${whyNoPostgres})`, async () => {
  const server = await startPrivatePostgres();
  process.env[SERVER] = server.url;
  try {
    await tortured(onPostgres, { kills: 30, acks: 6000 });
  } finally {
    delete process.env[SERVER];
    await server.remove();
  }
});

it('R2 twin: a store that acknowledges before it commits is caught', async () => {
  const directory = freshDirectory();
  await setUp(directory);
  const { kills, lost } = await campaign(
    directory,
    { ...onSqlite, port: 'early-store' },
    { kills: 40, acks: 4000, seed: 3 },
  );
  console.log(`R2 twin: caught after ${kills} kills`);
  expect(lost).not.toEqual([]);
});
