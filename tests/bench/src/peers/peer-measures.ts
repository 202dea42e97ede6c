import { randomUUID } from 'node:crypto';
import { EVENT_BYTES } from '../append-measures.ts';
import { LIKE_PEERS, PAGE, since, type Measure, type Sample } from '../sample.ts';
import { openEmmettPostgres } from './emmett-postgres.ts';
import { openEmmettSqlite } from './emmett-sqlite.ts';
import type { Peer, PeerEvent } from './peer.ts';

/** An event of the same size as ours, handed over without what the peer adds by itself. */
function eventOf(number: number): PeerEvent {
  const [type, data] = ['MemberVisited', { id: randomUUID(), number, org: 'S01', data: '' }];
  return { type, data: { ...data, data: 'x'.repeat(EVENT_BYTES - JSON.stringify({ type, data }).length) } };
}

const eventsOf = (count: number): readonly PeerEvent[] => Array.from({ length: count }, (_, number) => eventOf(number));

/** Nothing more is sent after this time, however slow the disk is. */
const PATIENCE_MS = 8000;

/** One event an append by so many callers, each waiting; a thousand streams take turns. Only what is kept counts. */
async function appended(peer: Peer, callers: number, count: number): Promise<Sample> {
  const events = eventsOf(count);
  let [next, accepted, refused, unsaved] = [0, 0, 0, 0];
  const keep = async (): Promise<void> => {
    accepted += 1;
    // A caller alone is not held up by this question; many have had ten answers each when it is asked.
    if (callers === 1 || accepted !== 10 * callers) return;
    unsaved = Math.max(0, 10 * callers - (await peer.committed()));
  };
  const refuse = (): void => {
    refused += 1;
  };
  const start = performance.now();
  const caller = async (): Promise<void> => {
    for (let event = events[next]; event && since(start) < PATIENCE_MS; event = events[next]) {
      const stream = `visit-${next++ % 1000}`;
      await peer.append(stream, [event]).then(keep, refuse);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  const seconds = since(start) / 1000;
  return { perSecond: (await peer.committed()) / seconds, refused, unsaved };
}

/** A thousand events an append, all to one stream. */
async function batched(peer: Peer): Promise<Sample> {
  const events = eventsOf(LIKE_PEERS);
  const start = performance.now();
  for (let from = 0; from < LIKE_PEERS; from += PAGE) await peer.append('visit-1', events.slice(from, from + PAGE));
  const seconds = since(start) / 1000;
  return { perSecond: (await peer.committed()) / seconds };
}

/** Reads and parses every event, as `replayed` does with ours. */
async function replayed(peer: Peer): Promise<Sample> {
  await batched(peer);
  const start = performance.now();
  let events = 0;
  for (let after = 0n; ;) {
    const { messages, currentGlobalPosition } = await peer.readPage(after);
    if (messages.length === 0) break;
    events += messages.length;
    after = currentGlobalPosition;
  }
  const perSecond = (events / since(start)) * 1000;
  if (events !== LIKE_PEERS) throw new Error(`the peer gave ${events} of ${LIKE_PEERS} events`);
  return { perSecond };
}

const on =
  (open: (folder: string) => Promise<Peer>, act: (peer: Peer) => Promise<Sample>): Measure =>
  async (folder) => {
    const peer = await open(folder);
    const sample = await act(peer);
    await peer.close();
    return sample;
  };

const sqlite = (folder: string): Promise<Peer> => openEmmettSqlite(folder, 'default');
const sharedSqlite = (folder: string): Promise<Peer> => openEmmettSqlite(folder, 'shared');

export const PEER_MEASURES: Readonly<Record<string, Measure>> = {
  'emmett-sqlite-1': on(sqlite, (peer) => appended(peer, 1, 500)),
  'emmett-sqlite-shared-1': on(sharedSqlite, (peer) => appended(peer, 1, 3000)),
  // Each caller once: most are refused after seconds of waiting for the file's lock, on four threads.
  'emmett-sqlite-64': on(sqlite, (peer) => appended(peer, 64, 64)),
  'emmett-sqlite-shared-64': on(sharedSqlite, (peer) => appended(peer, 64, 3200)),
  'emmett-sqlite-batch': on(sqlite, batched),
  'emmett-sqlite-shared-batch': on(sharedSqlite, batched),
  'emmett-sqlite-replay': on(sharedSqlite, replayed),
  'emmett-postgresql-1': on(openEmmettPostgres, (peer) => appended(peer, 1, 1000)),
  'emmett-postgresql-64': on(openEmmettPostgres, (peer) => appended(peer, 64, 3200)),
  'emmett-postgresql-batch': on(openEmmettPostgres, batched),
  'emmett-postgresql-replay': on(openEmmettPostgres, replayed),
};
