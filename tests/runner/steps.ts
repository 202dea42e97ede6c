import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from './chromium.ts';
import { run } from './command.ts';
import { NOTHING, parseCounts, withExit, type Counts } from './counts.ts';
import { failureLine } from './failures.ts';

export type Step = { readonly name: string; readonly run: () => Promise<Counts> };

/** A gate passes or fails as a whole and counts as one. */
const gate = (name: string, ...commands: readonly string[][]): Step => ({
  name,
  run: async () => {
    for (const command of commands) {
      const exit = await run(command);
      if (exit === 0) continue;
      console.log(failureLine(name, { message: `${command.join(' ')} ended with ${exit}` }));
      return { ...NOTHING, failed: 1 };
    }
    return { ...NOTHING, passed: 1 };
  },
});

/** Runs something that leaves JSON in the file it is told to, and reads that; undefined when it left none. */
async function withFile<T>(work: (file: string) => Promise<number>, read: (json: string) => T) {
  const folder = mkdtempSync(join(tmpdir(), 'mingbai-counts-'));
  const file = join(folder, 'left.json');
  try {
    const exit = await work(file);
    return { exit, left: read(readFileSync(file, 'utf8')) };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { exit: 1, left: undefined };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function vitest(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Counts> {
  const command = ['vitest', 'run', ...args];
  const { exit, left } = await withFile((file) => run(command, { ...environment, COUNTS_FILE: file }), parseCounts);
  const counts = withExit(left ?? NOTHING, exit === 0);
  if (exit !== 0 && !left?.failed) {
    console.log(failureLine(command.join(' '), { message: `ended with ${exit} although no test failed` }));
  }
  return counts;
}

/** How many tests there are, without running them. */
async function countListed(args: readonly string[]): Promise<number> {
  const { left } = await withFile(
    (file) => run(['vitest', 'list', ...args, `--json=${file}`]),
    (json): unknown => JSON.parse(json),
  );
  return Array.isArray(left) ? left.length : 0;
}

async function journeys(): Promise<Counts> {
  const where = ['--root', 'tests/journeys'];
  const browser = await chromium();
  if (browser) return vitest(where, { MINGBAI_CHROMIUM: browser });
  const skipped = await countListed(where);
  console.log(
    `Not run, for want of Chromium: the browser journeys in tests/journeys (${skipped}). ` +
      'Install Chromium or Chrome and a Chinese font, or set MINGBAI_CHROMIUM to the browser’s file.',
  );
  return { ...NOTHING, skipped };
}

const CHECK: readonly Step[] = [
  gate('format', ['oxfmt', '--check']),
  gate('lint', ['oxlint', '--type-aware', '--deny-warnings']),
  gate('boundaries', ['turbo', 'boundaries']),
  gate(
    'types',
    ['turbo', 'run', 'typecheck', '--continue', '--output-logs=errors-only'],
    ['tsc', '--noEmit', '--project', 'tsconfig.json'],
  ),
  { name: 'tests and tidy', run: () => vitest([]) },
  gate('dead code', ['knip', '--no-config-hints']),
];

const REST: readonly Step[] = [
  gate('build', ['turbo', 'run', 'build', '--output-logs=errors-only']),
  { name: 'journeys', run: journeys },
];

export const PLANS: Readonly<Record<string, readonly Step[]>> = { check: CHECK, test: [...CHECK, ...REST] };
