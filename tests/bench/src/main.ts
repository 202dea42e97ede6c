import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Sample } from './measures.ts';

const CHILD = fileURLToPath(new URL('./measure.ts', import.meta.url));
const REPORT = fileURLToPath(new URL('../../../docs/benchmarks.md', import.meta.url));
const VISITS = Number(process.env['BENCH_VISITS'] ?? 5);
const SIZES = [10_000, 100_000] as const;

const folder = (): string => mkdtempSync(join(process.env['BENCH_DIR'] ?? tmpdir(), 'mingbai-bench-'));
const child = (...args: readonly string[]): string =>
  execFileSync(process.execPath, [CHILD, ...args], { encoding: 'utf8', maxBuffer: 1 << 26 });

function visit(measure: string): Sample {
  const place = folder();
  try {
    return JSON.parse(child(measure, place)) as Sample; // measure.ts prints one Sample
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

/** Ours and its ceiling turn by turn, so that the machine's moods fall on both. */
function alternating(measures: readonly string[]): Readonly<Record<string, Sample>> {
  const samples: Record<string, Sample[]> = {};
  for (let round = 0; round < VISITS; round += 1) for (const name of measures) (samples[name] ??= []).push(visit(name));
  return Object.fromEntries(Object.entries(samples).map(([name, each]) => [name, medians(each)]));
}

const show = (value: number | undefined): string =>
  value === undefined ? '—' : value >= 100 ? String(Math.round(value)) : value.toFixed(2);

function appendLines(found: Readonly<Record<string, Sample>>): readonly string[] {
  return ['1', '64'].map((callers) => {
    const [ours, file] = [found[`append-${callers}`], found[`file-${callers}`]];
    const ratio = (ours?.['perSecond'] ?? 0) / (file?.['perSecond'] ?? 1);
    const speeds = `${show(ours?.['perSecond'])}/s | ${show(file?.['perSecond'])}/s | ${ratio.toFixed(2)}`;
    const waits = `${show(ours?.['p50ms'])} / ${show(ours?.['p99ms'])} ms`;
    return `| durable append, ${callers} callers | ${speeds} | ${waits} |`;
  });
}

const ASKED: readonly (readonly [string, string])[] = [
  ['openMs', 'open the store in a fresh process, ms'],
  ['verifyMs', 'full verified replay, ms'],
  ['verifyPerSecond', 'full verified replay, events/s'],
  ['coldDistrictMs', 'summary of the district, first time, ms'],
  ['districtMs', 'summary of the district, again, ms'],
  ['schoolMs', 'summary of one school, ms'],
  ['listedMs', 'summary of the district with the id of every event, ms'],
  ['balanceMs', 'as-of balance of one fund, ms'],
  ['allBalancesMs', 'as-of balances of all 20 funds, ms'],
];

function askedLines(): readonly string[] {
  const columns = SIZES.map((size) => {
    const place = folder();
    child('fill', place, String(size));
    // measure.ts prints one Sample.
    const samples = Array.from({ length: 3 }, () => JSON.parse(child('ask', place)) as Sample);
    rmSync(place, { recursive: true });
    return medians(samples);
  });
  return ASKED.map(([name, words]) => `| ${words} | ${columns.map((column) => show(column[name])).join(' | ')} |`);
}

const appended = alternating(['append-1', 'file-1', 'append-64', 'file-64']);
const report = [
  '# Benchmarks',
  '',
  `Written by \`pnpm bench\`: ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version},`,
  `medians of ${VISITS} visits, each in a fresh process. Sealing, proof, read models and one fsync a commit are on:`,
  'what is measured is what ships. Ratios count; absolute figures move with the machine.',
  '',
  '| measure | ours | plain file, write + fdatasync | ratio | p50 / p99 |',
  '| --- | --- | --- | --- | --- |',
  ...appendLines(appended),
  '',
  `| a district of 20 schools | ${SIZES.map((size) => `${size} events`).join(' | ')} |`,
  `| --- |${SIZES.map(() => ' --- |').join('')}`,
  ...askedLines(),
  '',
].join('\n');
writeFileSync(REPORT, report);
process.stdout.write(`${report}\n`);
