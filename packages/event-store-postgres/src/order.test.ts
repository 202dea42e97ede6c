import { setTimeout as sleep } from 'node:timers/promises';
import type { Append, EventStore } from '@mingbai/application';
import { append, event } from '@mingbai/application/contract-tests';
import { describe, expect, it } from 'vitest';
import { hasPostgres, whyNoPostgres } from './testing/private-postgres.ts';
import { SequenceWriter } from './testing/sequence-writer.ts';
import { StoresForTests } from './testing/stores-for-tests.ts';

const writers = 16;
const appendsEach = 8;
const subscribers = 4;
const total = writers * appendsEach;
const patienceMs = 5000;

type Writer = { append(batch: readonly Append[]): Promise<unknown>; close(): Promise<void> };

/** Commits of events take up to six milliseconds longer, so that what begins first is not what ends first. */
const commitDelays = `
  CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_sleep(random() * 0.006); RETURN NULL; END $$;
  CREATE CONSTRAINT TRIGGER dawdle AFTER INSERT ON events DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION dawdle()`;

/** Reads what is new whenever it is told so, until it has all or nothing more comes after the writers have ended. */
async function follow(store: EventStore, written: Promise<unknown>): Promise<readonly string[]> {
  const seen: string[] = [];
  let next = 0;
  let told = Promise.withResolvers<boolean>();
  const end = store.watch(() => told.resolve(true));
  const patience = written.then(() => sleep(patienceMs, false));
  for (let waiting = true; waiting; waiting = await Promise.race([told.promise, patience])) {
    told = Promise.withResolvers<boolean>();
    const page = await store.readAll(next, 50);
    seen.push(...page.map(({ bytes }) => Buffer.from(bytes).toString()));
    next = (page.at(-1)?.position ?? next - 1) + 1;
    if (page.length > 0) told.resolve(seen.length < total);
  }
  end();
  return seen;
}

// skipped: the PostgreSQL server is not installed here
describe.skipIf(!hasPostgres())(`16 writers, 4 subscribers and slow commits (R11; ${whyNoPostgres})`, () => {
  const stores = new StoresForTests();

  async function run(url: string, openWriter: () => Promise<Writer>) {
    await stores.sql(url, commitDelays);
    const writing = await Promise.all(Array.from({ length: writers }, openWriter));
    const reading = await Promise.all(Array.from({ length: subscribers }, () => stores.open(url, { readOnly: true })));
    const written = Promise.all(
      writing.map(async (writer, number) => {
        for (let turn = 0; turn < appendsEach; turn += 1) {
          await writer.append([append(`c${number} ${turn}`, [event(`s${number}`, turn)])]);
        }
        await writer.close();
      }),
    );
    const seen = await Promise.all(reading.map((store) => follow(store, written)));
    await written;
    const rows = await stores.sql(url, 'SELECT body FROM events ORDER BY position');
    return { seen, log: rows.map(({ body }) => String(body)) };
  }

  it('no subscriber misses or swaps an event', async () => {
    const url = stores.freshUrl();
    await stores.create(url);
    const { seen, log } = await run(url, () => stores.open(url));
    expect(log).toHaveLength(total);
    expect(seen).toEqual(Array.from({ length: subscribers }, () => log));
  });
  it('is able to see it: with a sequence as position, events are missed', async () => {
    const url = stores.freshUrl();
    await stores.create(url);
    await SequenceWriter.prepare(url);
    const { seen, log } = await run(url, () => SequenceWriter.open(url));
    expect(log).toHaveLength(total);
    expect(seen.some((events) => events.length < log.length)).toBe(true);
  });
});
