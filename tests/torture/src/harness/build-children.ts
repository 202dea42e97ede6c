import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    readonly children: string;
  }
}

const CHILDREN = {
  'append-child': new URL('./append-child.ts', import.meta.url),
  'cut-child': new URL('./cut-child.ts', import.meta.url),
  'flip-child': new URL('./flip-child.ts', import.meta.url),
  'recording-child': new URL('./recording-child.ts', import.meta.url),
  'honest-store': new URL('./honest-store.ts', import.meta.url),
  'honest-models': new URL('./honest-models.ts', import.meta.url),
  'postgres-store': new URL('./postgres-store.ts', import.meta.url),
  'lazy-store': new URL('../broken/lazy-store.ts', import.meta.url),
  'early-store': new URL('../broken/early-store.ts', import.meta.url),
  'forgetful-store': new URL('../broken/forgetful-store.ts', import.meta.url),
  'two-step-models': new URL('../broken/two-step-models.ts', import.meta.url),
} as const;

export type Child = keyof typeof CHILDREN;

/**
 * Makes one plain file of every script and port that a test starts in a process of its own: a thousand processes that
 * each load the sources one by one would spend most of their lives on that.
 */
export async function setup(project: TestProject): Promise<() => void> {
  const directory = mkdtempSync(join(tmpdir(), 'mingbai-children-'));
  const input = Object.entries(CHILDREN).map(([name, { pathname }]) => [name, pathname] as const);
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'esnext',
      outDir: directory,
      rolldownOptions: { input: Object.fromEntries(input), output: { entryFileNames: '[name].mjs' } },
    },
  });
  project.provide('children', directory);
  return () => rmSync(directory, { recursive: true, force: true });
}
