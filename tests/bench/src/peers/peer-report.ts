import { show } from '../report.ts';
import type { Sample } from '../sample.ts';
import { VERSIONS } from './install-peers.ts';
import type { PeersFound } from './visit-peers.ts';

const ROWS: readonly (readonly [words: string, peer: string, ours: string, goal: string])[] = [
  ['SQLite, one event an append, 1 caller', 'emmett-sqlite-1', 'store-1', ''],
  ['the same, one shared connection', 'emmett-sqlite-shared-1', 'store-1', ''],
  ['SQLite, one event an append, 64 callers', 'emmett-sqlite-64', 'store-64', ''],
  ['the same, one shared connection', 'emmett-sqlite-shared-64', 'store-64', ''],
  ['SQLite, 1,000 events an append', 'emmett-sqlite-batch', 'store-batch', ''],
  ['the same, one shared connection', 'emmett-sqlite-shared-batch', 'store-batch', ''],
  ['SQLite, replay of all events, parsed', 'emmett-sqlite-replay', 'store-replay', '≥ 4, verified too'],
  ['PostgreSQL, one event an append, 1 caller', 'emmett-postgresql-1', 'postgres-1', ''],
  ['PostgreSQL, one event an append, 64 callers', 'emmett-postgresql-64', 'postgres-64', '≥ 3'],
  ['PostgreSQL, 1,000 events an append', 'emmett-postgresql-batch', 'postgres-batch', ''],
  ['PostgreSQL, replay of all events, parsed', 'emmett-postgresql-replay', 'postgres-replay', 'ours ≥ 100 k/s at 1 M'],
];

/** What a peer's speed hides; a figure with any of it is no speed of durable appends. */
const REMARKS: readonly (readonly [name: string, words: string])[] = [
  ['refused', 'refused'],
  ['unsaved', 'of the first 640 acknowledged without a commit'],
];

const remarksOn = (peer: Sample | undefined): readonly string[] =>
  REMARKS.filter(([name]) => (peer?.[name] ?? 0) > 0).map(([name, words]) => `${peer?.[name]} ${words}`);

const speedOf = (sample: Sample | undefined): string => (sample ? `${show(sample['perSecond'])}/s` : '—');

const SETTINGS = [
  `emmett-sqlite ${VERSIONS['@event-driven-io/emmett-sqlite']} on sqlite3 ${VERSIONS.sqlite3} and`,
  `emmett-postgresql ${VERSIONS['@event-driven-io/emmett-postgresql']} on pg ${VERSIONS.pg}, for this run only.`,
  'Events of 290 bytes, without what a store adds by itself: ours keeps a proof of every event, the peers none.',
  'All are set to be equally durable: on SQLite WAL and `synchronous = FULL` (which the peer leaves as it is), on',
  'PostgreSQL a server that flushes every commit. By default emmett-sqlite opens a connection for each call, and',
  'emmett-postgresql has a pool of ten. Each of 64 callers waits for its own answer; ours is given 64 in one',
  'commit, as its writer groups what callers wait for. Replays read 20,000 events by the thousand and parse them,',
  'ours without verifying, emmett below its consumer, which would sleep between pages of a hundred. A peer that',
  'refuses, or acknowledges what is not committed, has no speed of durable appends to compare with.',
];

export function peerLines({ samples, missing }: PeersFound): readonly string[] {
  const lines = ROWS.map(([words, peerName, oursName, goal]) => {
    const [peer, ours] = [samples[peerName], samples[oursName]];
    const remarks = remarksOn(peer);
    const ratio = (ours?.['perSecond'] ?? 0) / (peer?.['perSecond'] ?? 0);
    const told = remarks.length === 0 && Number.isFinite(ratio) ? ratio.toFixed(2) : '—';
    return `| ${words} | ${[speedOf(peer), ...remarks].join(', ')} | ${speedOf(ours)} | ${told} | ${goal} |`;
  });
  const table = ['| measure | peer | ours | ratio | goal |', '| --- | --- | --- | --- | --- |', ...lines];
  const notes = missing.length === 0 ? [] : ['', ...missing];
  return ['## Peers', '', ...SETTINGS, '', ...table, ...notes];
}
