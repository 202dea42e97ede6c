import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { inject } from 'vitest';
import type { Child } from './build-children.ts';
import type { RecordingJob } from './recording-job.ts';

/** Where a script or a port stands once it is built. */
export const childFile = (name: Child): string => join(inject('children'), `${name}.mjs`);

/** How children are started: with their compiled code kept beside them. */
export const childEnvironment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  NODE_COMPILE_CACHE: join(inject('children'), 'compiled'),
});

export type Ack = { readonly send: number; readonly eventIds: readonly string[] };
export type Life = { readonly acks: readonly Ack[]; readonly killed: boolean };

/** When to kill: after so many answers, and then so many milliseconds later. */
export type Kill = { readonly acks: number; readonly delayMs: number };

/** One life of a recording process: started, killed as it is told, and every answer it gave. */
export async function live(job: RecordingJob, kill: Kill): Promise<Life> {
  const { store, models } = job;
  const ports = { store: childFile(store), ...(models ? { models: childFile(models) } : {}) };
  const child = spawn(process.execPath, [childFile('recording-child'), JSON.stringify({ ...job, ...ports })], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: childEnvironment(),
  });
  const exit = once(child, 'close');
  const acks: Ack[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [send = '', ids = ''] = line.split(' ');
    acks.push({ send: Number(send), eventIds: ids.split(',') });
    if (acks.length === kill.acks) setTimeout(() => child.kill('SIGKILL'), kill.delayMs);
  });
  const [code, signal] = (await exit) as [number | null, string | null]; // what `close` is documented to give
  if (code) throw new Error(`the recording process ended with ${code}`);
  return { acks, killed: signal === 'SIGKILL' };
}

/** What a script says on its one line, in a process of its own. */
export async function told(name: Child, ...words: readonly string[]): Promise<unknown> {
  const child = spawn(process.execPath, [childFile(name), ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: childEnvironment(),
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  await once(child, 'close');
  return JSON.parse(output);
}

const made: string[] = [];

/** A directory of this run alone; `removeDirectories` takes it away again. */
export function freshDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'mingbai-torture-'));
  made.push(directory);
  return directory;
}

export function removeDirectories(): void {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true });
}

/** What is done next, told where it starts: the first number without an answer, and those answered after it. */
export function remaining(answered: ReadonlySet<number>, from: number): Pick<RecordingJob, 'from' | 'done'> {
  let first = from;
  while (answered.has(first)) first += 1;
  return { from: first, done: [...answered].filter((number) => number > first) };
}

/** Runs tasks in a few lanes at a time. */
export async function inLanes<T>(tasks: readonly T[], lanes: number, work: (task: T) => Promise<void>): Promise<void> {
  const waiting = [...tasks];
  const lane = async (): Promise<void> => {
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) await work(task);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
