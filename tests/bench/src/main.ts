import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { goalLines } from './goals.ts';
import { peerLines } from './peers/peer-report.ts';
import { visitPeers } from './peers/visit-peers.ts';
import { appendLines, districtLines, loadLines, migrationLines, webLines, type SlowDisk } from './report.ts';
import type { Sample } from './sample.ts';

const CHILD = fileURLToPath(new URL('./measure.ts', import.meta.url));
const REPORT = fileURLToPath(new URL('../../../docs/benchmarks.md', import.meta.url));
const VISITS = Number(process.env['BENCH_VISITS'] ?? 5);
/** Sizes of the filled districts. The largest one takes ten minutes to fill. */
const SIZES = (process.env['BENCH_SIZES'] ?? '10000,100000').split(',').map(Number);
const MIGRATED = 100_000;
const LARGEST = Math.max(...SIZES);

const folder = (): string => mkdtempSync(join(process.env['BENCH_DIR'] ?? tmpdir(), 'mingbai-bench-'));
const child = (...args: readonly string[]): string =>
  execFileSync(process.execPath, [CHILD, ...args], { encoding: 'utf8', maxBuffer: 1 << 26 });
/**
 * What measure.ts prints, in a line below what a peer may print of its own: one Sample, or null where this machine
 * lacks what the measure needs.
 */
const tried = (measure: string, place: string): Sample | undefined =>
  (JSON.parse(child(measure, place).split('\n').at(-1) ?? '') as Sample | null) ?? undefined;

function sampled(measure: string, place: string): Sample {
  const sample = tried(measure, place);
  if (!sample) throw new Error(`${measure} cannot be measured here`);
  return sample;
}

function visit(measure: string): Sample {
  const place = folder();
  try {
    return sampled(measure, place);
  } finally {
    rmSync(place, { recursive: true });
  }
}

/** Undefined where the machine has no strace. */
function onSlowDisk(): SlowDisk | undefined {
  if (spawnSync('strace', ['-V']).error) return undefined;
  return { grouped: delayed('command-64'), alone: delayed('command-alone') };
}

/** A measure while every fsync takes 10 ms more. */
function delayed(measure: string): Sample {
  const place = folder();
  const delay = ['-e', 'trace=fsync,fdatasync', '-e', 'inject=fsync,fdatasync:delay_exit=10000'];
  const words = ['-f', '-qq', '-o', '/dev/null', ...delay, process.execPath, CHILD, measure, place];
  try {
    return JSON.parse(execFileSync('strace', words, { encoding: 'utf8' })) as Sample; // measure.ts prints one Sample
  } finally {
    rmSync(place, { recursive: true });
  }
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const medians = (samples: readonly Sample[]): Sample => {
  const names = Object.keys(samples[0] ?? {});
  return Object.fromEntries(names.map((name) => [name, median(samples.map((sample) => sample[name] ?? 0))]));
};

/** Ours and its ceilings turn by turn, so that the machine's moods fall on all of them. */
function alternating(measures: readonly string[]): Readonly<Record<string, Sample>> {
  const samples: Record<string, Sample[]> = {};
  for (let round = 0; round < VISITS; round += 1) for (const name of measures) (samples[name] ??= []).push(visit(name));
  return Object.fromEntries(Object.entries(samples).map(([name, each]) => [name, medians(each)]));
}

type Districts = {
  readonly bySize: readonly Sample[];
  readonly migration: Sample | undefined;
  readonly web: Sample | undefined;
  /** Under load, with lists of a week and of a month. */
  readonly load: Sample | undefined;
  readonly monthLoad: Sample | undefined;
};

/**
 * A filled district of each size, asked in fresh processes; one of them is then moved between engines, and one shown
 * in a browser and served under load.
 */
function districts(): Districts {
  let migration: Sample | undefined;
  let web: Sample | undefined;
  let load: Sample | undefined;
  let monthLoad: Sample | undefined;
  const bySize = SIZES.map((size) => {
    const place = folder();
    const start = performance.now();
    child('fill', place, String(size));
    const fillS = (performance.now() - start) / 1000;
    const asks = medians(Array.from({ length: 3 }, () => sampled('ask', place)));
    const proves = sampled('prove', place);
    const verifies = sampled('verify', place);
    const archives = sampled('archive', place);
    const rebuilds = sampled('rebuild', place);
    const colds = sampled('cold', place);
    if (size === MIGRATED) migration = sampled('migrate', place);
    const onPostgres = size === LARGEST ? sampled('postgres-district', place) : {};
    if (size === LARGEST) web = tried('web', place);
    if (size === LARGEST) load = sampled('load', place);
    if (size === LARGEST) monthLoad = sampled('load-month', place);
    rmSync(place, { recursive: true });
    return { fillS, ...asks, ...proves, ...verifies, ...archives, ...rebuilds, ...colds, ...onPostgres };
  });
  return { bySize, migration, web, load, monthLoad };
}

const groups = [
  ['file-1', 'bare-1', 'store-1', 'postgres-1', 'kurrent-1', 'command-1'],
  ['file-64', 'bare-64', 'store-64', 'postgres-64', 'kurrent-64', 'command-64'],
  ['bare-1000', 'store-1000', 'postgres-1000'],
];
const busy = loadavg()[0] ?? 0;
// A name stands in one group only.
const appended = Object.assign({}, ...groups.map(alternating)) as Readonly<Record<string, Sample>>;
const peers = visitPeers(alternating);
const { bySize, migration, web, load, monthLoad } = districts();
const slowDisk = onSlowDisk();
const largest = bySize[SIZES.indexOf(LARGEST)] ?? {};
const goals = goalLines({ appended, peers: peers.samples, largest, events: LARGEST, web, load, slowDisk });
const report = [
  '# Benchmarks',
  '',
  `Written by \`pnpm bench\`: ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version},`,
  `load ${busy.toFixed(1)} at the start. Appends: medians of ${VISITS} visits, turn by turn, each in a fresh process.`,
  'What is measured is what ships: proof and one durable commit are always on; “whole command” adds rules, sealing and',
  'read models. Ratios count; absolute figures move with the machine.',
  '',
  ...goals,
  '',
  ...appendLines(appended),
  '',
  ...peerLines(peers),
  '',
  ...districtLines(SIZES, bySize),
  '',
  ...migrationLines(migration),
  '',
  ...webLines(LARGEST, web),
  '',
  ...loadLines(LARGEST, { week: load, month: monthLoad }, slowDisk),
  '',
].join('\n');
writeFileSync(REPORT, report);
process.stdout.write(`${report}\n`);
