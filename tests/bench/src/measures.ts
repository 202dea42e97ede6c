import { randomUUID } from 'node:crypto';
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { operatorOf, verifyStore, type Append } from '@mingbai/application';
import { createSqliteStore } from '@mingbai/event-store-sqlite';
import { summarise } from '@mingbai/papers';
import { rootOf } from '@mingbai/proof';
import { emptyDistrict, fundOf, open, visitCommand } from './district.ts';

/** One figure of one visit to a measure, in the unit that its name gives. */
export type Sample = Readonly<Record<string, number>>;
type Measure = (folder: string) => Promise<Sample>;

const RECORD_BYTES = 1100;
const since = (start: number): number => performance.now() - start;

function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Appends by so many callers, each waiting for its answer: sealing, proof, read models and fsync included. */
async function appends(folder: string, callers: number, count: number): Promise<Sample> {
  const directory = await emptyDistrict(folder);
  const times: number[] = [];
  let next = 0;
  const caller = async (): Promise<void> => {
    while (next < count) {
      const sent = performance.now();
      await directory.mingbai.writer.run(visitCommand(next++));
      times.push(since(sent));
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: callers }, caller));
  const perSecond = (count / since(start)) * 1000;
  await directory.close();
  return { perSecond, p50ms: percentile(times, 0.5), p99ms: percentile(times, 0.99) };
}

const HEADER = { format: 1, suite: 'sha256-ed25519-aes256gcm', origin: 'mingbai/D01', district: 'D' };

/** One command with one event of about 290 bytes, as a store is given it. */
function appendOf(number: number): Append {
  const stream = `visit-${number % 1000}`;
  const revision = Math.floor(number / 1000);
  const id = randomUUID();
  const text = JSON.stringify({ id, stream, revision, type: 'MemberVisited', org: 'S01', data: 'x'.repeat(150) });
  return {
    command: randomUUID(),
    requestHash: 'h'.repeat(64),
    events: [{ id, stream, revision, bytes: Buffer.from(text) }],
  };
}

/** The store alone, proof on: events made durable in groups, as the writer gives them to it. */
async function storeAppends(folder: string, group: number, count: number): Promise<Sample> {
  const store = await createSqliteStore(join(folder, 'events.sqlite'), HEADER);
  const appends = Array.from({ length: count }, (_, number) => appendOf(number));
  const times: number[] = [];
  const start = performance.now();
  for (let from = 0; from < count; from += group) {
    const sent = performance.now();
    await store.append(appends.slice(from, from + group));
    times.push(since(sent));
  }
  const perSecond = (count / since(start)) * 1000;
  await store.close();
  return { perSecond, p50ms: percentile(times, 0.5), p99ms: percentile(times, 0.99) };
}

/** A plain file: records written and made durable in groups. The ceiling of this disk. */
async function plainFile(folder: string, group: number, count: number): Promise<Sample> {
  const file = openSync(join(folder, 'plain'), 'w');
  const record = Buffer.alloc(RECORD_BYTES * group, 0x61);
  const start = performance.now();
  for (let written = 0; written < count; written += group) {
    writeSync(file, record);
    fdatasyncSync(file);
  }
  const perSecond = (count / since(start)) * 1000;
  closeSync(file);
  return { perSecond };
}

async function timed(times: number, act: () => unknown): Promise<number> {
  const start = performance.now();
  for (let i = 0; i < times; i += 1) await act();
  return since(start) / times;
}

/** Opens a filled district in this fresh process and asks. */
async function asked(folder: string): Promise<Sample> {
  const start = performance.now();
  const directory = await open(folder);
  const openMs = since(start);
  const { mingbai, store, signer } = directory;
  const operator = operatorOf(mingbai, 'operator');
  const frontier = await store.frontier();
  const checkpoint = { size: frontier.size, root: Buffer.from(rootOf(frontier)).toString('base64') };
  const summary = (org: string, events: 'listed' | 'counted' = 'counted'): unknown =>
    summarise(mingbai, operator, { org, period: '2025', checkpoint, events });
  const coldDistrictMs = await timed(1, () => summary('D01'));
  const districtMs = await timed(3, () => summary('D01'));
  const schoolMs = await timed(5, () => summary('S01'));
  const listedMs = await timed(2, () => summary('D01', 'listed'));
  const balance = (): unknown =>
    mingbai.figure(operator, `fund.balance[fund=${fundOf('S01')}]`, { org: 'S01', asOf: '2025-06-30' });
  const balanceMs = await timed(20, balance);
  const allBalancesMs = await timed(3, () => mingbai.list(operator, 'funds', { asOf: '2025-06-30' }));
  const verifying = performance.now();
  const { ok, size } = await verifyStore(store, signer);
  if (!ok) throw new Error('the bench district does not verify');
  const verifyMs = since(verifying);
  await directory.close();
  return {
    openMs,
    coldDistrictMs,
    districtMs,
    schoolMs,
    listedMs,
    balanceMs,
    allBalancesMs,
    verifyMs,
    verifyPerSecond: (size / verifyMs) * 1000,
  };
}

export const MEASURES: Readonly<Record<string, Measure>> = {
  'append-1': (folder) => appends(folder, 1, 2000),
  'store-1': (folder) => storeAppends(folder, 1, 5000),
  'store-64': (folder) => storeAppends(folder, 64, 64_000),
  'store-1000': (folder) => storeAppends(folder, 1000, 100_000),
  'file-1': (folder) => plainFile(folder, 1, 2000),
  'append-64': (folder) => appends(folder, 64, 10_000),
  'file-64': (folder) => plainFile(folder, 64, 64_000),
  ask: asked,
};
