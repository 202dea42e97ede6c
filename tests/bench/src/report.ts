import type { Sample } from './sample.ts';

type Samples = Readonly<Record<string, Sample>>;

export const show = (value: number | undefined): string => {
  if (value === undefined) return '—';
  return value >= 100 ? String(Math.round(value)) : value.toFixed(value < 1 ? 3 : 2);
};

const ROWS: readonly (readonly [name: string, words: string, ceiling: string, goal: string])[] = [
  ['bare-1', 'bare SQLite table, 1 caller', 'file-1', ''],
  ['store-1', 'our store on SQLite, 1 caller', 'file-1', '≥ 0.95 × file'],
  ['postgres-1', 'our store on PostgreSQL, 1 caller', 'file-1', ''],
  ['kurrent-1', 'our store on KurrentDB (in process), 1 caller', 'file-1', ''],
  ['command-1', 'whole command on SQLite, 1 caller', 'file-1', ''],
  ['bare-64', 'bare SQLite table, 64 a commit', 'file-64', ''],
  ['store-64', 'our store on SQLite, 64 a commit', 'file-64', '≥ 0.70 × file, p99 ≤ 5 ms'],
  ['postgres-64', 'our store on PostgreSQL, 64 a commit', 'file-64', '≥ 3.9 k/s'],
  ['kurrent-64', 'our store on KurrentDB (in process), 64 a commit', 'file-64', ''],
  ['command-64', 'whole command on SQLite, 64 callers', 'file-64', ''],
  ['store-1000', 'our store on SQLite, 1,000 a commit', 'bare-1000', '≥ 1.0 × bare table'],
  ['postgres-1000', 'our store on PostgreSQL, 1,000 a commit', 'bare-1000', ''],
];

export function appendLines(found: Samples): readonly string[] {
  const lines = ROWS.map(([name, words, ceiling, goal]) => {
    const [ours, top] = [found[name], found[ceiling]];
    const ratio = (ours?.['perSecond'] ?? 0) / (top?.['perSecond'] ?? 1);
    const waits = ours?.['p50ms'] === undefined ? '' : `${show(ours['p50ms'])} / ${show(ours['p99ms'])} ms`;
    const speeds = `${show(ours?.['perSecond'])}/s | ${show(top?.['perSecond'])}/s (${ceiling}) | ${ratio.toFixed(2)}`;
    return `| ${words} | ${speeds} | ${waits} | ${goal} |`;
  });
  return [
    '## Durable appends',
    '',
    'Events of 290 bytes; “file” is a plain file with one `fdatasync` a commit, “bare” a table of position and body.',
    '',
    '| measure | ours | ceiling | ratio | p50 / p99 a commit | goal |',
    '| --- | --- | --- | --- | --- | --- |',
    ...lines,
  ];
}

const ASKED: readonly (readonly [name: string, words: string, goal: string])[] = [
  ['fillS', 'filled through the writer by 64 callers, s', ''],
  ['openMs', 'open the store in a fresh process, ms', '≤ 500 at 1 M'],
  ['districtMs', 'summary figures of a year, the whole district, ms', '≤ 50 at 1 M'],
  ['coldDistrictMs', 'the same, the first time in a process, ms', ''],
  ['allYearsMs', 'summary figures of all ten years, the whole district, ms', '≤ 50 at 1 M'],
  ['schoolMs', 'summary figures of a year, one school, ms', '≤ 1'],
  ['listedMs', 'summary of a year of the district with the id of every event, ms', ''],
  ['balanceMs', 'as-of balance of one fund, ms', '≤ 0.1'],
  ['allBalancesMs', 'as-of balances of all funds, with their rows, ms', '≤ 50'],
  ['coldMs', 'one balance from a process that starts for it, ms', '≤ 250'],
  ['coldTraceMs', 'the same with every event behind it', ''],
  ['nodeMs', 'of which Node’s own start, ms', ''],
  ['readMs', 'replay without proof: read and parse every event, ms', ''],
  ['proveMs', 'every byte proved, a changed one named: hashes, tree, checkpoints, ms', '≤ 500 at 1 M'],
  ['provePeakMb', 'memory at the most for it, MB', ''],
  ['verifyMs', 'verified replay: hashes, canonical bytes, revisions, tree, checkpoints, balances, ms', ''],
  ['verifyPerSecond', 'verified replay, events/s', '≥ 33 k (R12: 1 M in 30 s)'],
  ['rebuildMs', 'all read models from the first event, ms', '≤ 120,000 at 1 M (R12)'],
  ['postgresReplayPerSecond', 'the same log on PostgreSQL, read and parsed, events/s', '≥ 100 k at 1 M'],
  ['rebuildPerSecond', 'all read models, events/s', '≥ 8.3 k (R12)'],
  ['verifyPeakMb', 'memory at the most while verifying, MB', '≤ 512 (R12)'],
  ['rebuildPeakMb', 'memory at the most while rebuilding, MB', '≤ 512 (R12)'],
  ['askPeakMb', 'memory at the most while asking all of the above but these two, MB', ''],
  ['logBytes', 'bytes an event of some 810 bytes in the log, with proof and sealing', ''],
  ['modelBytes', 'bytes an event in the read models', ''],
  ['vaultBytes', 'bytes an event in the vault', ''],
  ['archivedBytes', 'bytes an event in a packed bundle, with its leaf hash', '≤ 70'],
  ['archiveMs', 'that bundle made, ms', ''],
];

export function districtLines(sizes: readonly number[], bySize: readonly Sample[]): readonly string[] {
  const lines = ASKED.map(([name, words, goal]) => {
    const columns = bySize.map((sample) => show(sample[name]));
    return `| ${words} | ${columns.join(' | ')} | ${goal} |`;
  });
  return [
    '## A district of two hundred schools',
    '',
    'Ten years, in every school seven visits of one named person each to three entries of a fund; the whole product,',
    'opened in a fresh process.',
    '',
    `| measure | ${sizes.map((size) => `${size} events`).join(' | ')} | goal |`,
    `| --- |${sizes.map(() => ' --- |').join('')} --- |`,
    ...lines,
  ];
}

export function migrationLines(sample: Sample | undefined): readonly string[] {
  if (!sample) return [];
  const { events, roots, sameModels } = sample;
  return [
    '## Migration',
    '',
    `${events} events from SQLite to PostgreSQL: ${show(sample['toPostgresS'])} s; on to KurrentDB (in this process):`,
    `${show(sample['toKurrentS'])} s; back to SQLite: ${show(sample['toSqliteS'])} s.`,
    `Roots that differ: ${(roots ?? 0) - 1}.`,
    `Read models of the first and the last are ${sameModels === 1 ? 'the same, byte for byte' : 'DIFFERENT'}.`,
  ];
}

export function webLines(size: number, sample: Sample | undefined): readonly string[] {
  const title = '## The summary page in a browser';
  if (!sample) return [title, '', 'Not measured: there is no Chromium here.'];
  const { slowDown, coldLoads, warmRoutes, requests, transferredBytes = 0 } = sample;
  const row = (words: string, name: string, goal: string): string =>
    `| ${words} | ${show(sample[`${name}Ms`])} ms | ${show(sample[`${name}WorstMs`])} ms | ${goal} |`;
  return [
    title,
    '',
    `The summary of 2025 of a district of 200 schools with ${size} events. Cold: ${coldLoads} loads with nothing`,
    `kept, the processor ${slowDown} times slower; each ${requests} requests and ${show(transferredBytes / 1000)} kB.`,
    `Warm: from the first page by the menu, ${warmRoutes} times, the processor as it is.`,
    '',
    '| measure | median | worst | goal |',
    '| --- | --- | --- | --- |',
    row('cold, until the first figure is drawn', 'cold', '≤ 1,000 ms'),
    row('cold, until the whole page is drawn', 'whole', ''),
    row('warm, until the first figure is drawn', 'warm', '≤ 200 ms'),
  ];
}

/** Whole commands on a disk where every fsync takes 10 ms more: by 64 callers, and one after another. */
export type SlowDisk = { readonly grouped: Sample; readonly alone: Sample };

/** The same load with lists of a week and of a month. */
type Loads = { readonly week: Sample | undefined; readonly month: Sample | undefined };

export function loadLines(size: number, { week, month }: Loads, slowDisk: SlowDisk | undefined): readonly string[] {
  if (!week) return [];
  const rate = `${show(week['commandsPerSecond'])} commands/s and ${show(week['readsPerSecond'])} reads/s`;
  const row = (words: string, goal: string, sample: Sample | undefined, name: string): string =>
    `| ${words} | ${show(sample?.[`${name}P50ms`])} ms | ${show(sample?.[`${name}P99ms`])} ms | ${goal} |`;
  return [
    '## The service under load (R13)',
    '',
    `A district of 200 schools with ${size} events, served by one process; ${rate} for ${show(week['seconds'])} s,`,
    'sent at a fixed rate by a second process on the same two cores. Reads: seven lists of visits of a school, each',
    'name opened, to two summaries of a school and one list of funds. Of a million events a week holds some 7 visits,',
    `a month some 29. Before the ${show(week['seconds'])} s the fresh process was asked the same for`,
    `${show(week['warmUpS'])} s, and everything was answered; of that the p99 is ${show(week['coldP99ms'])} ms.`,
    '',
    '| measure | p50 | p99 | goal |',
    '| --- | --- | --- | --- |',
    row('command', 'p99 ≤ 150 ms', week, 'command'),
    row('read, lists of a week', 'p99 ≤ 150 ms', week, 'read'),
    row('command, where lists are of a month', '', month, 'command'),
    row('read, lists of a month', '', month, 'read'),
    '',
    `Answers that were errors: ${(week['errors'] ?? 0) + (month?.['errors'] ?? 0)}.`,
    '',
    slowDisk === undefined ? 'A slow disk was not tried: there is no strace here.' : slowDiskWords(slowDisk),
  ];
}

const slowDiskWords = ({ grouped, alone }: SlowDisk): string =>
  `With every fsync held up by 10 ms, 64 callers get ${show(grouped['perSecond'])} commands/s (goal ≥ 300);\n` +
  `one after another, as without a common commit, it is ${show(alone['perSecond'])} commands/s.`;
