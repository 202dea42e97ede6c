import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { STEPS, type Sample } from './steps.ts';

// Without a step: every step in a fresh process over one district, and one JSON text of what they found.
// SCALE_EVENTS (20000) sets the district's size, SCALE_DIR the disk that is measured.
const EVENTS = Number(process.env['SCALE_EVENTS'] ?? 20_000);
const [name, place = ''] = process.argv.slice(2);

function visit(step: string, folder: string): Sample {
  const args = ['--expose-gc', fileURLToPath(import.meta.url), step, folder];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Sample; // the child prints a Sample
}

function all(): Readonly<Record<string, unknown>> {
  const folder = mkdtempSync(join(process.env['SCALE_DIR'] ?? tmpdir(), 'mingbai-scale-'));
  try {
    const found = Object.keys(STEPS).map((step) => visit(step, folder));
    const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}`;
    return { machine, events: EVENTS, ...Object.assign({}, ...found) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (name === undefined) {
  process.stdout.write(`${JSON.stringify(all(), undefined, 2)}\n`);
} else {
  const step = STEPS[name];
  if (!step) throw new Error(`no step is called ${name}`);
  process.stdout.write(JSON.stringify(await step(place, EVENTS)));
}
