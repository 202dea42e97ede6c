import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { operatorOf } from '@mingbai/application';
import { createDirectory, registerFirstOfficer, systemSources, type StoreDirectory } from '@mingbai/store-directory';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('./main.mjs', import.meta.url));
const CALLERS = 8;
const SOURCES = systemSources(() => Date.now());
const ON = { from: '2025-03-08', to: '2025-03-08' };

let folder = '';
const at = (name: string): string => join(folder, name);

type Run = { readonly status: number; readonly out: string };

/** The command line in a process of its own, while this one goes on. */
const mingbai = (...words: readonly string[]): Promise<Run> =>
  new Promise((done) => {
    execFile(process.execPath, [MAIN, ...words], { encoding: 'utf8' }, (error, out) =>
      done({ status: typeof error?.code === 'number' ? error.code : 0, out }),
    );
  });

/** A school's fund to which eight callers pay in one fen after another, until they are told to stop. */
async function recording({ mingbai: product }: StoreDirectory) {
  const run = async (name: string, input: object): Promise<void> => {
    const answer = await product.run(operatorOf(product, 'operator'), name, { occurredOn: ON, ...input });
    if (!answer.ok) throw new Error(answer.refusal.code);
  };
  const school = { org: 'D01', code: 'S01', name: 'S', kind: 'school', administeredBy: 'D01' };
  await run('organisation.register', school);
  await run('fund.open', { org: 'S01', fund: 'F1', name: 'F', kind: 'union', opening: 0 });
  const visited = { org: 'S01', triggers: ['hospital'], people: [{ name: 'N' }] };
  const load = { acknowledged: 0, stopped: false };
  const caller = async (): Promise<void> => {
    while (!load.stopped) {
      await run('fund.receive', { org: 'S01', fund: 'F1', amount: 1, source: 'dues', form: 'bank' });
      load.acknowledged += 1;
      await run('visit.record', visited);
    }
  };
  return { load, callers: Promise.all(Array.from({ length: CALLERS }, caller)) };
}

type Made = { readonly events: number };
type Replayed = { readonly balanceFen: number };
type Listed = { readonly rows: readonly { readonly people: readonly { readonly name: string }[] }[] };

let made: Run;
let bundled: Run;
/** Payments that were acknowledged before the backup began, and when it had ended. */
let [before, after] = [0, 0];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mingbai-live-backup-'));
  const directory = await createDirectory(at('store'), { code: 'D01', district: 'D' }, SOURCES);
  await registerFirstOfficer(directory, { code: 'D01', name: 'D' });
  const { load, callers } = await recording(directory);
  while (load.acknowledged < 200) await new Promise((resolve) => setTimeout(resolve, 5));
  before = load.acknowledged;
  made = await mingbai('--data', at('store'), '--json', 'backup', '--out', at('b'), '--keys-out', at('k.json'));
  after = load.acknowledged;
  bundled = await mingbai('--data', at('store'), '--json', 'audit', 'bundle', '--out', at('bundle'));
  load.stopped = true;
  await callers;
  await directory.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('R14: a backup that is made while eight callers record', () => {
  it('stops nobody, restores on an empty machine, replays, and proves its checkpoint', async () => {
    expect(made.status).toBe(0);
    expect(after).toBeGreaterThan(before);
    const restored = await mingbai('--data', at('new'), '--json', 'restore', at('b'), '--keys', at('k.json'));
    const { events } = JSON.parse(made.out) as Made;
    expect(JSON.parse(restored.out)).toMatchObject({ events });
    const { checkpoint } = JSON.parse(readFileSync(join(at('b'), 'backup.json'), 'utf8')) as { checkpoint: string };
    writeFileSync(at('note'), checkpoint);
    expect((await mingbai('--data', at('new'), 'audit', 'verify', '--checkpoint', at('note'))).status).toBe(0);
    const { balanceFen } = JSON.parse((await mingbai('--data', at('new'), 'replay', 'F1', '--json')).out) as Replayed;
    expect(balanceFen).toBeGreaterThanOrEqual(before);
    expect(balanceFen).toBeLessThanOrEqual(after + CALLERS);
  });
  it('leaves a bundle of as many events as it says, whatever was recorded since', async () => {
    const { size } = JSON.parse(bundled.out) as { size: number };
    const verified = await mingbai('audit', 'verify', at('bundle'), '--json');
    expect([verified.status, JSON.parse(verified.out)]).toMatchObject([0, { size }]);
  });
  it('has the key of every name that is in it', async () => {
    const { rows } = JSON.parse((await mingbai('--data', at('new'), 'list', 'visits', '--json')).out) as Listed;
    expect(rows.length).toBeGreaterThan(before - CALLERS);
    expect(new Set(rows.map(({ people }) => people[0]?.name))).toEqual(new Set(['N']));
    expect((await mingbai('--data', at('new'), 'doctor')).status).toBe(0);
  });
  it('twin: cut short, is not restored', async () => {
    const log = join(at('b'), 'events.sqlite');
    truncateSync(log, Math.floor(statSync(log).size / 8192) * 4096);
    expect((await mingbai('--data', at('other'), 'restore', at('b'), '--keys', at('k.json'))).status).not.toBe(0);
    expect(existsSync(at('other'))).toBe(false);
  });
});
