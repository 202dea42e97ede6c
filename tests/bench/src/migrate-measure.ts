import { join } from 'node:path';
import { catchUp, copyStore, type EventStore } from '@mingbai/application';
import { createKurrentStore } from '@mingbai/event-store-kurrent';
import { FakeServer } from '@mingbai/event-store-kurrent/testing';
import { createPostgresStore } from '@mingbai/event-store-postgres';
import { startPrivatePostgres } from '@mingbai/event-store-postgres/testing';
import { createSqliteStore, openSqliteStore } from '@mingbai/event-store-sqlite';
import { rootOf } from '@mingbai/proof';
import { openReadModels } from '@mingbai/read-models-sqlite';
import { readThrough } from './district-measures.ts';
import { since, type Measure } from './sample.ts';

const rootIn = async (store: EventStore): Promise<string> =>
  Buffer.from(rootOf(await store.frontier())).toString('hex');

async function dumpOf(store: EventStore): Promise<string> {
  const models = openReadModels(':memory:');
  await catchUp(store, models);
  const dump = [...models.dump()].join('\n');
  models.close();
  return dump;
}

/** A filled district's log, copied to PostgreSQL, read and parsed there from the first event to the last. */
export const replayedOnPostgres: Measure = async (folder) => {
  const postgres = await startPrivatePostgres();
  const filled = await openSqliteStore(join(folder, 'store', 'events.sqlite'), { readOnly: true });
  const store = await createPostgresStore({ url: postgres.url, header: filled.header });
  const { events } = await copyStore(filled, store);
  const postgresReplayPerSecond = (events / (await readThrough(store))) * 1000;
  for (const each of [filled, store]) await each.close();
  await postgres.remove();
  return { postgresReplayPerSecond };
};

/** A filled district's log from SQLite to PostgreSQL, to KurrentDB (in this process), and back to SQLite. */
export const migrated: Measure = async (folder) => {
  const [postgres, kurrent] = [await startPrivatePostgres(), await FakeServer.start({ version: '26.1' })];
  const first = await openSqliteStore(join(folder, 'store', 'events.sqlite'));
  const { header } = first;
  const sequenceFile = join(folder, 'sequence.sqlite');
  const stores: EventStore[] = [first];
  const seconds: number[] = [];
  for (const make of [
    () => createPostgresStore({ url: postgres.url, header }),
    () => createKurrentStore({ url: kurrent.url, header, sequenceFile }),
    () => createSqliteStore(join(folder, 'back.sqlite'), header),
  ]) {
    const next = await make();
    const start = performance.now();
    await copyStore(stores.at(-1) ?? first, next);
    seconds.push(since(start) / 1000);
    stores.push(next);
  }
  const roots = new Set(await Promise.all(stores.map(rootIn)));
  const last = stores.at(-1) ?? first;
  const sameModels = (await dumpOf(first)) === (await dumpOf(last));
  const { size } = await last.frontier();
  for (const store of stores) await store.close();
  await postgres.remove();
  kurrent.stop();
  const [toPostgresS = 0, toKurrentS = 0, toSqliteS = 0] = seconds;
  return { events: size, toPostgresS, toKurrentS, toSqliteS, roots: roots.size, sameModels: sameModels ? 1 : 0 };
};
