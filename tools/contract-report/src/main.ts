import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contractReport, type Told } from './report.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const REPORT = join(ROOT, 'docs', 'contract-report.md');
const TESTS = [
  'packages/application/src/memory-store.test.ts',
  'packages/event-store-sqlite/src/contract.test.ts',
  'packages/event-store-postgres/src/contract.test.ts',
  'packages/event-store-kurrent/src/contract.test.ts',
];

const folder = mkdtempSync(join(tmpdir(), 'mingbai-contract-'));
const output = join(folder, 'tests.json');
const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
const words = ['run', '--reporter=json', `--outputFile=${output}`, ...TESTS];
const { status } = spawnSync(process.execPath, [vitest, ...words], {
  cwd: ROOT,
  stdio: ['ignore', 'ignore', 'inherit'],
});
type FileResult = { readonly name: string; readonly assertionResults: readonly Told[] };
type Results = { readonly testResults: readonly FileResult[] };
const results = JSON.parse(readFileSync(output, 'utf8')) as Results; // as the JSON reporter writes it
rmSync(folder, { recursive: true });
const tests = TESTS.flatMap((file) => results.testResults.filter(({ name }) => name.endsWith(file))).flatMap(
  ({ assertionResults }) => assertionResults,
);
const report = contractReport(tests, process.version);
writeFileSync(REPORT, report);
process.stdout.write(report);
process.exitCode = status ?? 1;
