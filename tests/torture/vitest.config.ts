import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'torture',
    include: ['src/**/*.test.ts'],
    passWithNoTests: true,
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: ['default', '../runner/closing-line.ts'],
  },
});
