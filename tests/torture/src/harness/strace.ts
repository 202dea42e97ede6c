import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { childEnvironment } from './life.ts';

/** Debian's package of this name; where it is missing, the test says so. */
const STRACE = 'strace';

export const CALLS = ['write', 'pwrite64', 'fsync', 'fdatasync', 'ftruncate', 'unlink', 'rename'] as const;
export type Call = (typeof CALLS)[number];
/** What happens when a system call is made for the `when`th time. */
export type Fault = {
  readonly call: Call;
  readonly when: number;
  readonly how: 'signal=KILL' | 'error=EIO' | 'error=ENOSPC';
};

/** As many processes at a time as there are cores. */
export const LANES = Math.max(2, availableParallelism());

/** Why no fault can be injected here, or undefined when it can. */
export function straceMissing(): string | undefined {
  const { error, status, stderr } = spawnSync(STRACE, ['-o', '/dev/null', '-e', 'trace=fsync', 'true']);
  if (error) return `strace cannot be started (${error.message})`;
  return status === 0 ? undefined : `strace may not trace here (${String(stderr).trim()})`;
}

/** Which script runs, on the files of which store. */
export type Traced = { readonly script: string; readonly args: readonly string[]; readonly store: string };

function traceOf(store: string): string[] {
  const base = store.replace(/\.sqlite$/, '');
  const lock = [`${base}.owner`, `${base}.lock`, `${base}.lock-journal`];
  const paths = [store, `${store}-wal`, `${store}-shm`, `${store}-journal`, ...lock];
  return [...paths.flatMap((path) => ['-P', path]), '-e', `trace=${CALLS.join(',')}`];
}

async function run(options: readonly string[], { script, args }: Traced): Promise<readonly string[]> {
  const child = spawn(STRACE, [...options, process.execPath, script, ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: childEnvironment(),
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  await once(child, 'close');
  return output.split('\n').slice(0, -1); // what stands after the last line break was not written to its end
}

/** What a script printed with one fault, and whether the fault came about. */
export type Struck = { readonly printed: readonly string[]; readonly struck: boolean };

export async function runWithFault(traced: Traced, { call, when, how }: Fault): Promise<Struck> {
  const log = `${traced.store}.log`;
  // A filter in the kernel spares most of the stops, but a signal that is injected at one of its stops is lost.
  const filter = how === 'signal=KILL' ? [] : ['-f', '--seccomp-bpf'];
  const fault = `inject=${call}:${how}:when=${when}`;
  const printed = await run([...traceOf(traced.store), ...filter, '-o', log, '-e', fault], traced);
  return { printed, struck: /\(INJECTED\)|killed by SIGKILL/.test(readFileSync(log, 'utf8')) };
}

/** How often each call is made on the store's files when nothing goes wrong. */
export async function countCalls(traced: Traced): Promise<ReadonlyMap<Call, number>> {
  const log = `${traced.store}.log`;
  await run([...traceOf(traced.store), '-o', log], traced);
  const lines = readFileSync(log, 'utf8').split('\n');
  return new Map(CALLS.map((call) => [call, lines.filter((line) => line.startsWith(`${call}(`)).length]));
}
