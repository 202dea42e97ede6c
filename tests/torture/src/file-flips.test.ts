import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreError, verifyStore } from '@mingbai/application';
import { openSqliteStore, type SqliteStore } from '@mingbai/event-store-sqlite';
import { emptyFrontier, extendFrontier, ProofError } from '@mingbai/proof';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkpointOver, heldIn, recordedStore, type Held } from './harness/evidence.ts';
import { freshDirectory, removeDirectories } from './harness/life.ts';
import { seeded } from './harness/plan.ts';
import { commandId, filesIn, FUNDS, signer } from './harness/product.ts';

const COMMANDS = 30;
const FILE_FLIPS = 400;
const FLIPS_OF_EACH_EVENT = 6;

const chance = seeded(55);
const below = (limit: number): number => Math.floor(chance() * limit);
let original = '';
let copy = '';
let held: Held;

beforeAll(async () => {
  original = filesIn(await recordedStore(FUNDS, 0, COMMANDS)).store;
  copy = join(freshDirectory(), 'events.sqlite');
  const store = await openSqliteStore(original);
  held = await heldIn(store);
  await store.close();
});
afterAll(removeDirectories);

/** What the product reports of a store, by code; an error that stops it is a report too. */
async function reported(
  path: string,
  earlier: readonly string[] = [],
): Promise<readonly { code: string; position?: number }[]> {
  let store: SqliteStore | undefined;
  try {
    store = await openSqliteStore(path);
    const { problems } = await verifyStore(store, signer, { extra: earlier });
    return [...problems, ...(await store.integrity()).map((code) => ({ code }))];
  } catch (error) {
    if (error instanceof StoreError || error instanceof ProofError) return [{ code: error.code }];
    throw error; // stopping without a code is no report
  } finally {
    await store?.close();
  }
}

/** Changes the copy behind the store's back, as an administrator of the database would. */
function bySql(change: (database: DatabaseSync) => void): void {
  copyFileSync(original, copy);
  const database = new DatabaseSync(copy, { defensive: false });
  const triggers = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all();
  for (const { name } of triggers) database.exec(`DROP TRIGGER ${String(name)}`);
  change(database);
  database.close();
}

function flipped(bytes: Uint8Array): Uint8Array {
  const changed = Uint8Array.from(bytes);
  const at = below(changed.length);
  changed[at] = (changed[at] ?? 0) ^ (1 << below(8));
  return changed;
}

it('R5: a bit flipped inside of the store by an administrator is found and named', async () => {
  let [flips, found, named] = [0, 0, 0];
  for (const [position, event] of held.events.entries()) {
    for (let time = 0; time < FLIPS_OF_EACH_EVENT; time += 1) {
      const [column, value] = time === 0 ? ['leaf', held.leaves[position] ?? event] : ['body', event];
      bySql((database) =>
        database.prepare(`UPDATE events SET ${column} = ? WHERE position = ?`).run(flipped(value), position),
      );
      const problems = await reported(copy);
      flips += 1;
      found += problems.length > 0 ? 1 : 0;
      named += problems.some((problem) => Math.abs((problem.position ?? -9) - position) <= 1) ? 1 : 0;
    }
  }
  console.log(`R5 in the store: ${flips} flips, ${found} found, ${named} named`);
  expect({ found, named: named >= 0.99 * flips }).toEqual({ found: flips, named: true });
});

it('R5: a tail that an administrator cut off is refused by an earlier checkpoint', async () => {
  const kept = held.leaves.length - 4;
  bySql((database) => {
    database.exec('DELETE FROM checkpoints');
    database.exec(`
      DELETE FROM ids WHERE command IN (SELECT number FROM commands WHERE first >= ${kept});
      DELETE FROM events WHERE position >= ${kept}; DELETE FROM commands WHERE first >= ${kept}`);
    const { size, hashes } = held.leaves.slice(0, kept).reduce(extendFrontier, emptyFrontier);
    database.prepare('UPDATE frontier SET size = ?, hashes = ?').run(size, Buffer.concat(hashes));
  });
  expect(await reported(copy)).toEqual([]);
  const earlier = checkpointOver(held.leaves);
  expect((await reported(copy, [earlier])).map(({ code }) => code)).toEqual(['tail-cut']);
});

/** Everything that can be read out of a store, as one text. */
async function readable(path: string): Promise<string> {
  const store = await openSqliteStore(path);
  try {
    const { events, leaves, checkpoints } = await heldIn(store);
    const commands = await Promise.all(
      Array.from({ length: COMMANDS }, (_, number) => store.command(commandId(number))),
    );
    const envelopes = held.events.map(
      (bytes) => JSON.parse(Buffer.from(bytes).toString()) as { id: string; stream: string },
    );
    const byId = await Promise.all(envelopes.map(({ id }) => store.eventById(id)));
    const streams = await Promise.all(envelopes.map(({ stream }) => store.readStream(stream)));
    return JSON.stringify([store.header, await store.frontier(), events, leaves, checkpoints, commands, byId, streams]);
  } finally {
    await store.close();
  }
}

it('R5: a bit flipped anywhere in the file changes nothing that can be read, or is reported', async () => {
  expect(await reported(original)).toEqual([]);
  const before = await readable(original);
  const bytes = readFileSync(original);
  const silent: string[] = [];
  let reports = 0;
  for (let flip = 0; flip < FILE_FLIPS; flip += 1) {
    const at = below(bytes.length);
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ (1 << below(8));
    writeFileSync(copy, changed);
    if ((await reported(copy)).length > 0) reports += 1;
    else if ((await readable(copy).catch(String)) !== before)
      silent.push(`byte ${at % 4096} of page ${1 + Math.floor(at / 4096)}`);
  }
  console.log(`R5 in the file: ${FILE_FLIPS} flips, ${reports} reported, ${silent.length} silent changes`);
  expect(silent).toEqual([]);
});
