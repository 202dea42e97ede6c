import { execFileSync } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createZstdCompress } from 'node:zlib';
import {
  bundleLines,
  operatorOf,
  pageOf,
  readText,
  textsFrom,
  verifyStore,
  type EventStore,
  type Verifiable,
} from '@mingbai/application';
import { summarise } from '@mingbai/papers';
import { contentAt, rootOf } from '@mingbai/proof';
import { withThreads } from '@mingbai/store-directory';
import { fundOf, open, openToVerify, YEARS } from './district.ts';
import { PAGE, since, timed, type Measure, type Sample } from './sample.ts';

const CLI = fileURLToPath(new URL('../../../apps/cli/src/main.mjs', import.meta.url));

/** Reads and parses every event and checks nothing: what a replay without proof would cost. */
export async function readThrough(store: EventStore): Promise<number> {
  const start = performance.now();
  for await (const texts of textsFrom(store, 0, PAGE)) for (const { text } of texts) readText(text);
  return since(start);
}

/** Opens a filled district in this fresh process and asks. */
const asked: Measure = async (folder) => {
  const start = performance.now();
  const directory = await open(folder);
  const openMs = since(start);
  const { mingbai, store } = directory;
  const operator = operatorOf(mingbai, 'operator');
  const frontier = await store.frontier();
  const checkpoint = { size: frontier.size, root: Buffer.from(rootOf(frontier)).toString('base64') };
  const summary = (org: string, period = '2025', events: 'listed' | 'counted' = 'counted'): unknown =>
    summarise(mingbai, operator, { org, period, checkpoint, events });
  const coldDistrictMs = await timed(1, () => summary('D01'));
  const districtMs = await timed(20, () => summary('D01'));
  const schoolMs = await timed(50, () => summary('S001'));
  const allYearsMs = await timed(20, () => summary('D01', YEARS));
  const listedMs = await timed(1, () => summary('D01', '2025', 'listed'));
  const balance = (): unknown =>
    mingbai.figure(operator, `fund.balance[fund=${fundOf('S001')}]`, { org: 'S001', asOf: '2025-06-17' });
  const balanceMs = await timed(2000, balance);
  const allBalancesMs = await timed(20, () => mingbai.list(operator, 'funds', { asOf: '2025-06-17' }));
  const readMs = await readThrough(store);
  await directory.close();
  const summaries = { coldDistrictMs, districtMs, allYearsMs, schoolMs, listedMs };
  return {
    openMs,
    ...summaries,
    balanceMs,
    allBalancesMs,
    readMs,
    ...bytesPerEvent(folder, frontier.size),
    askPeakMb: peakMb(),
  };
};

/** What this process has held of memory at its largest. */
const peakMb = (): number => (process.resourceUsage().maxRSS * 1024) / 1e6;

/** Verifies all of a district's log, as the command line does. */
const verified: Measure = async (folder) => {
  const { store, signer, close } = await openToVerify(folder);
  const start = performance.now();
  const { ok, size } = await withThreads((examine) => verifyStore(store, signer, { examine }));
  const verifyMs = since(start);
  if (!ok) throw new Error('the bench district does not verify');
  await close();
  return { verifyMs, verifyPerSecond: (size / verifyMs) * 1000, verifyPeakMb: peakMb() };
};

/** Proves every byte of a district's log, in which one byte is another than was recorded, and names it. */
const proved: Measure = async (folder) => {
  const { store, signer, close } = await openToVerify(folder);
  const { size } = await store.frontier();
  const position = Math.floor(size / 2);
  const altered: Verifiable = {
    checkpoints: () => store.checkpoints(),
    frontier: () => store.frontier(),
    readAll: (from, limit) => store.readAll(from, limit),
    leaves: (from, to) => store.leaves(from, to),
    page: async (from, to) => {
      const page = await pageOf(store, from, to);
      if (position >= from && position < to) contentAt(page, position - from)[0] = 0;
      return page;
    },
  };
  const start = performance.now();
  const { problems } = await withThreads((examine) => verifyStore(altered, signer, { examine, depth: 'bytes' }));
  const proveMs = since(start);
  if (problems[0]?.position !== position) throw new Error('the changed byte was not named');
  await close();
  return { proveMs, provePeakMb: peakMb() };
};

/** The log as an auditor keeps it: a bundle that is packed, with the leaf hash of every event. */
const archived: Measure = async (folder) => {
  const { store, signer, checkpoint, close } = await openToVerify(folder);
  const packing = createZstdCompress();
  let bytes = 0;
  packing.on('data', (part: Buffer) => (bytes += part.length));
  const start = performance.now();
  await pipeline(Readable.from(bundleLines(store, signer, await checkpoint())), packing);
  const archiveMs = since(start);
  const { size } = await store.frontier();
  await close();
  return { archivedBytes: bytes / size, archiveMs };
};

function bytesPerEvent(folder: string, size: number): Sample {
  const bytesOf = (name: string): number => statSync(join(folder, 'store', name)).size / size;
  return {
    logBytes: bytesOf('events.sqlite'),
    modelBytes: bytesOf('read.sqlite'),
    vaultBytes: bytesOf('vault.sqlite'),
  };
}

/** Makes the read models again from the first event. */
const rebuilt: Measure = async (folder) => {
  for (const suffix of ['', '-wal', '-shm']) rmSync(join(folder, 'store', `read.sqlite${suffix}`), { force: true });
  const start = performance.now();
  const directory = await open(folder);
  const rebuildMs = since(start);
  const { size } = await directory.store.frontier();
  await directory.close();
  return { rebuildMs, rebuildPerSecond: (size / rebuildMs) * 1000, rebuildPeakMb: peakMb() };
};

/** One balance from a process that starts for it, as somebody at a terminal asks it; and with all that makes it. */
const cold: Measure = async (folder) => {
  const asker = (...words: readonly string[]) => {
    const view = ['--org', 'S001', '--as-of', '2025-06-17', '--json'];
    const given = [CLI, '--data', join(folder, 'store'), ...words, ...view];
    return (): unknown => execFileSync(process.execPath, given, { maxBuffer: 16e6 });
  };
  const balance = asker('list', 'funds');
  balance();
  return {
    coldMs: await timed(5, balance),
    coldTraceMs: await timed(5, asker('trace', `fund.balance[fund=${fundOf('S001')}]`)),
    nodeMs: await timed(5, () => execFileSync(process.execPath, ['-e', '0'])),
  };
};

export const DISTRICT_MEASURES: Readonly<Record<string, Measure>> = {
  ask: asked,
  verify: verified,
  prove: proved,
  archive: archived,
  rebuild: rebuilt,
  cold,
};
