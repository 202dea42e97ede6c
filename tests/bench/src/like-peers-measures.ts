import { join } from 'node:path';
import { textsFrom, type EventStore } from '@mingbai/application';
import { createPostgresStore } from '@mingbai/event-store-postgres';
import { startPrivatePostgres } from '@mingbai/event-store-postgres/testing';
import { createSqliteStore } from '@mingbai/event-store-sqlite';
import { appendOf, HEADER } from './append-measures.ts';
import { LIKE_PEERS, PAGE, since, type Measure, type Sample } from './sample.ts';

/** One command with a thousand events, all to one stream, again and again. */
async function batched(store: EventStore): Promise<Sample> {
  const appends = Array.from({ length: LIKE_PEERS / PAGE }, (_, batch) => appendOf('visit-1', batch * PAGE, PAGE));
  const start = performance.now();
  for (const append of appends) await store.append([append]);
  return { perSecond: (LIKE_PEERS / since(start)) * 1000 };
}

/** Reads and parses every event of a store alone, as the product does, and verifies nothing. */
async function replayed(store: EventStore): Promise<Sample> {
  await batched(store);
  const start = performance.now();
  let events = 0;
  for await (const texts of textsFrom(store, 0, PAGE)) {
    for (const { text } of texts) JSON.parse(text);
    events += texts.length;
  }
  if (events !== LIKE_PEERS) throw new Error(`our store gave ${events} of ${LIKE_PEERS} events`);
  return { perSecond: (events / since(start)) * 1000 };
}

const onSqlite =
  (act: (store: EventStore) => Promise<Sample>): Measure =>
  async (folder) => {
    const store = await createSqliteStore(join(folder, 'events.sqlite'), HEADER);
    const sample = await act(store);
    await store.close();
    return sample;
  };

const onPostgres =
  (act: (store: EventStore) => Promise<Sample>): Measure =>
  async () => {
    const server = await startPrivatePostgres();
    const store = await createPostgresStore({ url: server.url, header: HEADER });
    const sample = await act(store);
    await store.close();
    await server.remove();
    return sample;
  };

/** Ours, asked in the same way as the peers. */
export const LIKE_PEERS_MEASURES: Readonly<Record<string, Measure>> = {
  'store-batch': onSqlite(batched),
  'store-replay': onSqlite(replayed),
  'postgres-batch': onPostgres(batched),
  'postgres-replay': onPostgres(replayed),
};
