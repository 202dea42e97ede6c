import { randomBytes } from 'node:crypto';
import { closeSync, fdatasyncSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { TreeProofs, operatorOf, verifyStore } from '@mingbai/application';
import { summarise } from '@mingbai/papers';
import { rootOf } from '@mingbai/proof';
import { backupDirectory, restoreDirectory, withThreads, type StoreDirectory } from '@mingbai/store-directory';
import { emptyDistrict, fill, open, SCHOOL_CODES } from '@mingbai/tests-bench/district';
import { randomFromSystem, SqliteVault } from '@mingbai/vault';

/** Figures of one step, each in the unit that its name gives. */
export type Sample = Readonly<Record<string, number>>;
export type Step = (folder: string, events: number) => Promise<Sample>;

const MB = 1e6;
const SCHOOL = SCHOOL_CODES[0] ?? '';
const bytesOf = (folder: string, name: string): number => statSync(join(folder, 'store', name)).size;

/** Wall and processor time of an act, and for how long at most it let nothing else happen in this process. */
async function timed(act: () => unknown): Promise<{ ms: number; cpuMs: number; stallMs: number }> {
  let [last, stallMs] = [performance.now(), 0];
  const tick = (): void => {
    stallMs = Math.max(stallMs, performance.now() - last);
    last = performance.now();
  };
  const timer = setInterval(tick, 1);
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  await act();
  const [ms, used] = [performance.now() - start, process.cpuUsage(cpu)];
  tick();
  clearInterval(timer);
  return { ms, cpuMs: (used.user + used.system) / 1000, stallMs };
}

/** Bytes in use in this process once the garbage is gone (`--expose-gc`). */
function memoryUsed(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const filling: Step = async (folder, events) => {
  const directory = await emptyDistrict(folder);
  const before = await directory.store.frontier();
  const { ms, cpuMs } = await timed(() => fill(directory, events));
  const { size } = await directory.store.frontier();
  const filled = size - before.size;
  await directory.close();
  return {
    events: size,
    appendPerSecond: (filled / ms) * 1000,
    appendCpuMs: cpuMs / filled,
    logBytesPerEvent: bytesOf(folder, 'events.sqlite') / size,
    readBytesPerEvent: bytesOf(folder, 'read.sqlite') / size,
    vaultBytesPerKey: bytesOf(folder, 'vault.sqlite') / (0.7 * filled), // seven events of ten name a new person
  };
};

/** Opening without read models makes them again from the first event. */
const rebuilding: Step = async (folder, events) => {
  for (const end of ['', '-wal', '-shm']) rmSync(join(folder, 'store', `read.sqlite${end}`), { force: true });
  let directory: StoreDirectory | undefined;
  const { ms, stallMs } = await timed(async () => (directory = await open(folder)));
  await directory?.close();
  return { rebuildPerSecond: (events / ms) * 1000, rebuildStandstill: stallMs / ms };
};

const verifying: Step = async (folder) => {
  const { store, signer, close, mingbai } = await open(folder);
  const { ms, stallMs } = await timed(async () => {
    const breathe = (): Promise<void> => mingbai.breathe();
    const { ok } = await withThreads((examine) => verifyStore(store, signer, { breathe, examine }));
    if (!ok) throw new Error('the measured district does not verify');
  });
  const { size } = await store.frontier();
  await close();
  return {
    verifyPerSecond: (size / ms) * 1000,
    verifyPieceMs: stallMs,
    verifyPeakMb: (process.resourceUsage().maxRSS * 1024) / MB,
  };
};

/** The first proof of inclusion after a start, as the service makes it: every leaf hash is read and hashed once. */
const proving: Step = async (folder) => {
  const { store, mingbai, close } = await open(folder);
  const { size } = await store.frontier();
  const { ms, stallMs } = await timed(() => new TreeProofs(store, () => mingbai.breathe()).inclusion(size >> 1, size));
  await close();
  return { proofUsPerLeaf: (ms * 1000) / size, proofPieceMs: stallMs };
};

const asking: Step = async (folder) => {
  const { mingbai, store, close } = await open(folder);
  const operator = operatorOf(mingbai, 'operator');
  const frontier = await store.frontier();
  const checkpoint = { size: frontier.size, root: Buffer.from(rootOf(frontier)).toString('base64') };
  const cpuOf = async (times: number, act: () => unknown): Promise<number> => {
    await act();
    const { cpuMs } = await timed(async () => {
      for (let time = 0; time < times; time += 1) await act();
    });
    return cpuMs / times;
  };
  const summary = (org: string) => () =>
    summarise(mingbai, operator, { org, period: '2025', checkpoint, events: 'counted' });
  const figure = (): unknown => mingbai.figure(operator, 'visit.person-times', { org: SCHOOL, period: '2025' });
  const sample = {
    figureMs: await cpuOf(50, figure),
    schoolSummaryMs: await cpuOf(5, summary(SCHOOL)),
    districtSummaryMs: await cpuOf(3, summary('D01')),
  };
  const list = (): readonly unknown[] => mingbai.list(operator, 'visits', { org: SCHOOL, period: '2025' });
  const listed = list().length;
  const listUsPerRow = ((await cpuOf(3, list)) * 1000) / listed;
  await close();
  return { ...sample, listUsPerRow, residentMb: process.memoryUsage().rss / MB };
};

const backingUp: Step = async (folder) => {
  const directory = await open(folder);
  const out = join(folder, 'backup');
  const keysOut = join(folder, 'keys.json');
  const copied = await timed(() => backupDirectory(directory, { out, keysOut }));
  await directory.close();
  const megabytes = (statSync(join(out, 'events.sqlite')).size + statSync(join(out, 'vault.sqlite')).size) / MB;
  const restored = await timed(() =>
    restoreDirectory(join(folder, 'restored'), { backup: out, keys: keysOut, now: 1 }),
  );
  return {
    backupMb: megabytes,
    backupMbPerSecond: (megabytes / copied.ms) * 1000,
    backupStandstill: copied.stallMs / copied.ms,
    restoreSeconds: restored.ms / 1000,
  };
};

/** What a key costs in memory that is kept unwrapped while the service runs. */
const keeping: Step = async (folder, events) => {
  const vault = new SqliteVault(join(folder, 'v.sqlite'), {
    masterKey: randomBytes(32),
    random: randomFromSystem,
    mostKeys: events,
  });
  const before = memoryUsed();
  for (let index = 0; index < events; index += 1) vault.seal(vault.newPerson(), 'identity', 'e', 'N');
  const vaultMemoryBytesPerKey = (memoryUsed() - before) / events;
  vault.close();
  return { vaultMemoryBytesPerKey };
};

/** A plain file of this disk: 64 kB written and made durable, one after another. */
const syncing: Step = async (folder) => {
  const file = openSync(join(folder, 'plain'), 'w');
  const record = Buffer.alloc(65_536, 0x61);
  const times = 200;
  const { ms } = await timed(() => {
    for (let time = 0; time < times; time += 1) {
      writeSync(file, record);
      fdatasyncSync(file);
    }
  });
  closeSync(file);
  return { fsyncMs: ms / times };
};

export const STEPS: Readonly<Record<string, Step>> = {
  fill: filling,
  ask: asking,
  prove: proving,
  verify: verifying,
  backup: backingUp,
  rebuild: rebuilding,
  vault: keeping,
  fsync: syncing,
};
