import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyStore, type Append, type EventStore } from '@mingbai/application';
import { openSqliteStore } from '@mingbai/event-store-sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TwoStepStore } from './broken/two-step-store.ts';
import { bundleOf, recordedStore } from './harness/evidence.ts';
import { freshDirectory, inLanes, removeDirectories, told } from './harness/life.ts';
import { seeded } from './harness/plan.ts';
import { filesIn, FUNDS, setUp, signer } from './harness/product.ts';
import { recordedAppends } from './harness/recorded-appends.ts';
import { LANES } from './harness/strace.ts';

const COMMANDS = 40;
const EVENTS_EACH = 3;
const DAMAGES = 200;
const SECTOR = 512;
const BUNDLE_BYTES = 200_000;
const COMMANDS_IN_BUNDLE = 280;

afterAll(removeDirectories);

type Open = (path: string) => Promise<EventStore>;
const honest: Open = openSqliteStore;
const twoStep: Open = async (path) => new TwoStepStore(await openSqliteStore(path));

let scene = '';
let before = 0;
let appends: readonly Append[] = [];
beforeAll(async () => {
  scene = freshDirectory();
  before = await setUp(scene);
  const learnt = freshDirectory();
  cpSync(scene, learnt, { recursive: true });
  appends = await recordedAppends(learnt, COMMANDS, EVENTS_EACH);
});

type Files = { readonly main: Buffer; readonly wal: Buffer };

/** The files of a store as they stand while it is open, every command in its WAL. */
async function recorded(open: Open): Promise<Files> {
  const directory = freshDirectory();
  cpSync(scene, directory, { recursive: true });
  const path = filesIn(directory).store;
  const store = await open(path);
  for (const append of appends) await store.append([append]);
  const files = { main: readFileSync(path), wal: readFileSync(`${path}-wal`) };
  await store.close();
  return files;
}

/** A WAL that ends somewhere, or one with a sector that never reached the disk. */
function damaged(wal: Buffer, chance: () => number): Buffer {
  const at = Math.floor(chance() * wal.length);
  if (chance() < 0.5) return wal.subarray(0, at);
  const sector = at - (at % SECTOR);
  return Buffer.from(wal).fill(0, sector, sector + SECTOR);
}

/** What is wrong with the store that these files are: anything but a clean prefix of whole commands. */
async function problemOf({ main, wal }: Files): Promise<string | undefined> {
  const path = filesIn(freshDirectory()).store;
  writeFileSync(path, main);
  writeFileSync(`${path}-wal`, wal);
  const store = await openSqliteStore(path);
  try {
    const { size } = await store.frontier();
    if ((size - before) % EVENTS_EACH !== 0) return `${size} events are no whole commands`;
    const known = await Promise.all(appends.map(({ command }) => store.command(command)));
    const commands = known.findIndex((command) => command === undefined);
    const expected = before + EVENTS_EACH * (commands === -1 ? COMMANDS : commands);
    if (size !== expected) return `${size} events, but the commands have ${expected}`;
    const { problems } = await verifyStore(store, signer);
    return [...problems.map(({ code }) => code), ...(await store.integrity())][0];
  } finally {
    await store.close();
  }
}

async function campaign(open: Open) {
  const { main, wal } = await recorded(open);
  const chance = seeded(4);
  const problems: string[] = [];
  for (let time = 0; time < DAMAGES; time += 1) {
    const problem = await problemOf({ main, wal: damaged(wal, chance) });
    if (problem !== undefined) problems.push(problem);
  }
  return problems;
}

describe('R4: a tail that is torn, or has lost a sector', () => {
  it('leaves a store with a clean prefix of whole commands', async () => {
    const problems = await campaign(honest);
    console.log(`R4 in the store: ${DAMAGES} damages, ${problems.length} problems`);
    expect(problems).toEqual([]);
  });
  it('twin: a command that is written in two transactions is caught', async () => {
    const problems = await campaign(twoStep);
    console.log(`R4 twin: ${problems.length} of ${DAMAGES} damages show it`);
    expect(problems.length).toBeGreaterThan(0);
  });
  it('leaves no bundle that verifies, wherever it was cut', async () => {
    const store = await openSqliteStore(filesIn(await recordedStore(FUNDS, 0, COMMANDS_IN_BUNDLE)).store);
    const bundle = await bundleOf(store);
    await store.close();
    const file = join(freshDirectory(), 'bundle');
    writeFileSync(file, bundle);
    const accepted: number[] = [];
    await inLanes([...Array(LANES).keys()], LANES, async (lane) => {
      accepted.push(...((await told('cut-child', file, String(lane), String(LANES))) as number[])); // what it writes
    });
    console.log(`R4 in the bundle: cut at each of ${bundle.length} bytes, ${accepted.length - 1} accepted`);
    expect(bundle.length).toBeGreaterThan(BUNDLE_BYTES);
    expect(accepted).toEqual([bundle.length]); // all of it
  });
});
