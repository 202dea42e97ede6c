import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import { copyRepository } from './copy.ts';

/** The rules and who may do what: decisions, folds, effects and figures, and what the application asks before them. */
const RULES = [
  'packages/domain/src/**/*.ts',
  'packages/rules/src/*.ts',
  'packages/application/src/{policy,scope,other-records,missing-reference,directory}.ts',
];
const NO_RULES = ['!**/*.test.ts', '!packages/domain/src/**/testing/**', '!packages/domain/src/**/words.ts'];
const LEAST_SCORE = 85;

const ROOT = join(import.meta.dirname, '..', '..', '..');
const parts = process.argv.slice(2);
const OPTIONS: ConstructorParameters<typeof Stryker>[0] = {
  mutate: [...(parts.length > 0 ? parts : RULES), ...NO_RULES],
  testRunner: 'vitest',
  plugins: [import.meta.resolve('@stryker-mutator/vitest-runner'), import.meta.resolve('./words.ts')],
  ignorers: ['words'],
  vitest: { configFile: 'tools/mutation/vitest.config.ts', related: false },
  coverageAnalysis: 'perTest',
  concurrency: 1,
  inPlace: true,
  disableTypeChecks: false,
  reporters: ['clear-text'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, skipFull: true },
  thresholds: { high: LEAST_SCORE, low: LEAST_SCORE, break: LEAST_SCORE },
};

const folder = mkdtempSync(join(tmpdir(), 'mingbai-mutation-'));
try {
  copyRepository(ROOT, folder);
  process.chdir(folder);
  await new Stryker(OPTIONS).runMutationTest(); // sets the exit code where the score is too low
} finally {
  process.chdir(ROOT);
  rmSync(folder, { recursive: true });
}
