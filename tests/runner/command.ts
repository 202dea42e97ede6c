import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');

/** The tools of this repository first, so that a step is the same under pnpm, under npx and started by hand. */
const environment = (extra: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...process.env,
  PATH: [join(ROOT, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter),
  TURBO_TELEMETRY_DISABLED: '1',
  ...extra,
});

/** Runs a tool from the root with its output passed straight through; gives back its exit code. */
export function run(command: readonly string[], extra: NodeJS.ProcessEnv = {}): Promise<number> {
  const [tool = '', ...args] = command;
  return new Promise((resolve) => {
    // On Windows the tools are .cmd files, which only a shell starts.
    const child = spawn(tool, args, {
      cwd: ROOT,
      env: environment(extra),
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    child.on('error', (error) => {
      console.error(`${tool}: ${error.message}`);
      resolve(127);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}
