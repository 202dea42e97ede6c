import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'torture',
    include: ['src/**/*.test.ts'],
    globalSetup: 'src/harness/build-children.ts',
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 600_000,
    reporters: ['default', '../runner/closing-line.ts'],
  },
});
