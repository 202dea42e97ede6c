import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const packagesIn = (folder: string): string[] =>
  readdirSync(join(import.meta.dirname, folder))
    .filter((name) => existsSync(join(import.meta.dirname, folder, name, 'package.json')))
    .map((name) => `${folder}/${name}`);

const project = (root: string, include: string) => ({
  extends: true as const,
  test: { name: root.split('/').slice(1).join('/'), root, include: [include], environment: 'node' as const },
});

// The quick gate: whatever needs a browser or kills processes has a vitest.config.ts of its own, under tests/.
export default defineConfig({
  test: {
    passWithNoTests: true,
    // All cores: much of the time goes by waiting, for servers and for processes of the tests' own.
    maxWorkers: '100%',
    // How fast anything is, the benchmarks say: a test, or what clears up after it, only must not hang.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    teardownTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    reporters: ['default', './tests/runner/closing-line.ts'],
    projects: [
      ...['packages', 'apps', 'tools'].flatMap(packagesIn).map((root) => project(root, 'src/**/*.test.{ts,tsx}')),
      project('tests/composition', 'src/**/*.test.ts'),
      project('tests/facts', 'src/**/*.test.ts'),
      project('tests/tidy', 'src/**/*.test.ts'),
      project('tests/runner', '*.test.ts'),
    ],
  },
});
