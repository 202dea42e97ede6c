// tidy: tabular, one goal a line
import type { SlowDisk } from './report.ts';
import type { Sample } from './sample.ts';

type Samples = Readonly<Record<string, Sample>>;

/** All that a run has found. `largest` is the largest of its districts, of so many events. */
export type Found = {
  readonly appended: Samples;
  readonly peers: Samples;
  readonly largest: Sample;
  readonly events: number;
  readonly web: Sample | undefined;
  readonly load: Sample | undefined;
  readonly slowDisk: SlowDisk | undefined;
};

type Goal = {
  readonly words: string;
  /** The figure, in the goal's own unit; undefined where it was not measured. */
  readonly figure: (found: Found) => number | undefined;
  readonly atLeast?: number;
  readonly atMost?: number;
  /** The goal is told for a district of so many events. */
  readonly events?: number;
};

const MILLION = 1_000_000;

function ratio(one: Sample | undefined, other: Sample | undefined): number | undefined {
  const [above, below] = [one?.['perSecond'], other?.['perSecond']];
  return above === undefined || below === undefined ? undefined : above / below;
}

const longest = (...times: readonly (number | undefined)[]): number | undefined =>
  times.includes(undefined) ? undefined : Math.max(...times.map(Number));

const errorsIn = ({ load }: Found): number | undefined => load?.['errors'];

// oxfmt-ignore
const GOALS: readonly Goal[] = [
  { words: 'append, 1 caller, of a plain file', figure: ({ appended: a }) => ratio(a['store-1'], a['file-1']), atLeast: 0.95 },
  { words: 'append, 64 a commit, of a plain file', figure: ({ appended: a }) => ratio(a['store-64'], a['file-64']), atLeast: 0.7 },
  { words: 'append, 64 a commit, p99 ms', figure: ({ appended: a }) => a['store-64']?.['p99ms'], atMost: 5 },
  { words: 'batch of 1,000, of a bare table', figure: ({ appended: a }) => ratio(a['store-1000'], a['bare-1000']), atLeast: 1 },
  { words: 'verified replay, of unverified', figure: ({ largest: l }) => (l['readMs'] ?? 0) / (l['verifyMs'] ?? 1), atLeast: 0.95, events: MILLION },
  { words: 'replay, of emmett-sqlite', figure: ({ peers: p }) => ratio(p['store-replay'], p['emmett-sqlite-replay']), atLeast: 4 },
  { words: 'verified replay and balances, events/s', figure: ({ largest: l }) => l['verifyPerSecond'], atLeast: MILLION, events: MILLION },
  { words: 'as-of balances of all funds, ms', figure: ({ largest: l }) => l['allBalancesMs'], atMost: 50, events: MILLION },
  { words: 'as-of balance of one fund, ms', figure: ({ largest: l }) => l['balanceMs'], atMost: 0.1, events: MILLION },
  { words: 'one balance from a cold process, ms', figure: ({ largest: l }) => l['coldMs'], atMost: 250, events: MILLION },
  { words: 'summary figures of a school, ms', figure: ({ largest: l }) => l['schoolMs'], atMost: 1, events: MILLION },
  { words: 'summary figures of the district, a year or all ten, ms', figure: ({ largest: l }) => longest(l['districtMs'], l['allYearsMs']), atMost: 50, events: MILLION },
  { words: 'deep check that names a changed byte, ms', figure: ({ largest: l }) => l['proveMs'], atMost: 500, events: MILLION },
  { words: 'start, ms', figure: ({ largest: l }) => l['openMs'], atMost: 500, events: MILLION },
  { words: 'bytes an event of 290 bytes in the log', figure: ({ appended: a }) => a['store-64']?.['bytesPerEvent'], atMost: 450 },
  { words: 'bytes an event of some 810 bytes archived: a packed bundle', figure: ({ largest: l }) => l['archivedBytes'], atMost: 70, events: MILLION },
  { words: 'PostgreSQL replay, events/s', figure: ({ largest: l }) => l['postgresReplayPerSecond'], atLeast: 100_000, events: MILLION },
  { words: 'PostgreSQL append by 64, of emmett-postgresql', figure: ({ peers: p }) => ratio(p['postgres-64'], p['emmett-postgresql-64']), atLeast: 3 },
  { words: 'first figure of a summary in a cold browser, ms', figure: ({ web }) => web?.['coldMs'], atMost: 1000 },
  { words: 'the way to the summary in a warm browser, ms', figure: ({ web }) => web?.['warmMs'], atMost: 200 },
  { words: 'R12: verification, s', figure: ({ largest: l }) => (l['verifyMs'] ?? 0) / 1000, atMost: 30, events: MILLION },
  { words: 'R12: its memory, MB', figure: ({ largest: l }) => l['verifyPeakMb'], atMost: 512, events: MILLION },
  { words: 'R12: all read models made again, s', figure: ({ largest: l }) => (l['rebuildMs'] ?? 0) / 1000, atMost: 120, events: MILLION },
  { words: 'R12: its memory, MB', figure: ({ largest: l }) => l['rebuildPeakMb'], atMost: 512, events: MILLION },
  { words: 'R13: the slower p99 of commands and reads, lists of a week, ms', figure: ({ load }) => longest(load?.['commandP99ms'], load?.['readP99ms']), atMost: 150, events: MILLION },
  { words: 'R13: errors', figure: errorsIn, atMost: 0, events: MILLION },
  { words: 'R13: commands/s with every fsync held up by 10 ms', figure: ({ slowDisk }) => slowDisk?.grouped['perSecond'], atLeast: 300 },
];

const show = (value: number): string => (value >= 100 ? String(Math.round(value)) : value.toFixed(value < 1 ? 3 : 2));

function lineOf({ words, figure, atLeast, atMost, events = 0 }: Goal, found: Found): string {
  const bound = atLeast === undefined ? `≤ ${atMost}` : `≥ ${atLeast}`;
  const value = figure(found);
  if (value === undefined) return `| ${words} | ${bound} | — | not measured |`;
  const reached = atLeast === undefined ? value <= (atMost ?? 0) : value >= atLeast;
  const smaller = found.events < events ? `, at ${found.events} events` : '';
  return `| ${words} | ${bound} | ${show(value)} | ${reached ? 'reached' : '**not reached**'}${smaller} |`;
}

/** Every goal of this benchmark with its figure, reached or not. */
export const goalLines = (found: Found): readonly string[] => [
  '## Goals',
  '',
  '| goal | bound | found | |',
  '| --- | --- | --- | --- |',
  ...GOALS.map((goal) => lineOf(goal, found)),
];
