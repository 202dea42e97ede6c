import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { operatorOf, verifyStore, type Answer } from '@mingbai/application';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDirectory, openDirectory, systemSources, type StoreDirectory } from './directory.ts';
import { registerFirstOfficer } from './first-officer.ts';
import { openToServe } from './serve-directory.ts';

const NOW = Date.parse('2025-03-10T00:00:00Z');
const SOURCES = systemSources(() => NOW);
const DISTRICT = { code: '310101', name: '某区教育工会' };
const MODULES = ['write-for-thread.ts', 'directory.ts'].map((file) => pathToFileURL(join(import.meta.dirname, file)));
const THREAD = `
  const { parentPort, workerData } = require('node:worker_threads');
  const [writing, directory] = ${JSON.stringify(MODULES)}.map((module) => import(module));
  Promise.all([writing, directory]).then(([{ writeForThread }, { systemSources }]) =>
    writeForThread(parentPort, workerData, systemSources(() => ${NOW})));`;

let folder = '';
let path = '';
let threads: Worker[] = [];
let served: StoreDirectory;

function startThread(): Worker {
  const thread = new Worker(THREAD, { eval: true, workerData: path });
  threads.push(thread);
  return thread;
}
const serve = async (): Promise<StoreDirectory> =>
  (served = await openToServe(path, { sources: SOURCES, startThread }));

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mingbai-served-'));
  path = join(folder, 'store');
  threads = [];
  const made = await createDirectory(path, { code: DISTRICT.code, district: DISTRICT.name }, SOURCES);
  await registerFirstOfficer(made, DISTRICT);
  await made.close();
  await serve();
});
afterEach(async () => {
  await served.close();
  rmSync(folder, { recursive: true, force: true });
});

const visit = (name: string) => ({
  org: DISTRICT.code,
  occurredOn: { from: '2025-03-01', to: '2025-03-01' },
  triggers: ['hospital'],
  people: [{ name }],
});
const run = (name: string, id?: string): Promise<Answer> =>
  served.mingbai.run(operatorOf(served.mingbai, '操作员'), 'visit.record', visit(name), id === undefined ? {} : { id });
const visitedNames = (): readonly unknown[] =>
  served.mingbai
    .list(operatorOf(served.mingbai, '操作员'), 'visits', {})
    .flatMap(({ row }) => (row['people'] as readonly { readonly name: string }[]).map(({ name }) => name));

describe('a store whose writing is done by a thread', () => {
  it('reads what it has written as soon as that is answered, names and all', async () => {
    for (const name of ['甲某', '乙某', '丙某']) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      const answer = run(name);
      const before = visitedNames(); // this turn of the event loop has looked before the answer comes in it
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
      expect(await answer).toMatchObject({ ok: true });
      expect(visitedNames()).toEqual([...before, name]);
    }
  });
  it('reads nobody any more who was erased, though it had the key at hand', async () => {
    await run('甲某');
    await run('乙某');
    expect(visitedNames()).toEqual(['甲某', '乙某']);
    const operator = operatorOf(served.mingbai, '操作员');
    const [first] = served.mingbai.list(operator, 'visits', {});
    const [{ person } = {}] = (first?.row['people'] ?? []) as readonly { readonly person?: string }[];
    const erasure = { org: DISTRICT.code, person, ground: '本人申请' };
    expect(await served.mingbai.run(operator, 'organisation.erase-person', erasure)).toMatchObject({ ok: true });
    expect(visitedNames()).toEqual(['（已依法删除）', '乙某']);
  });
  it('is caught up with what the thread records, and leaves it to the thread to fill the read models', async () => {
    for (let round = 0; round < 20; round += 1) {
      const runs = Array.from({ length: 8 }, (_, at) => run(`第${round}轮${at}`));
      const waits = runs.map(async () => served.mingbai.caughtUp());
      await Promise.all([...runs, ...waits]);
    }
    expect(visitedNames()).toHaveLength(160);
  });
  it('writes many at a time, each once, and all of it is verified and rebuilt the same', async () => {
    const ids = Array.from({ length: 50 }, () => served.mingbai.newId());
    const answers = await Promise.all([...ids, ...ids].map((id, at) => run(`人${at % 50}`, id)));
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(answers.filter((answer) => answer.ok && answer.repeated)).toHaveLength(50);
    expect(new Set(visitedNames()).size).toBe(50);
    expect(await verifyStore(served.store, served.signer)).toMatchObject({ ok: true });
    const dump = [...served.mingbai.ports.models.dump()].join('\n');
    await served.close();
    const alone = await openDirectory(path, SOURCES);
    expect([...alone.mingbai.ports.models.dump()].join('\n')).toBe(dump);
    await alone.close();
    await serve();
  });
  it('looks without writing, writes all or nothing, and refuses in the same words', async () => {
    const { mingbai } = served;
    const commands = ['甲某', '乙某'].map((name) =>
      mingbai.prepare(operatorOf(mingbai, '操作员'), 'visit.record', visit(name)),
    );
    const [good] = commands;
    if (!good || 'code' in good) return expect.fail();
    expect(await mingbai.writer.preview([good])).toMatchObject([{ ok: true }]);
    const wrong = { ...good, id: mingbai.newId(), input: { ...visit('丁某'), triggers: [] } };
    const [, refused] = await mingbai.writer.runAll([good, wrong]);
    expect(refused).toMatchObject({ ok: false, refusal: { kind: 'malformed', field: 'triggers' } });
    expect(visitedNames()).toEqual([]);
  });
  it('signs checkpoints that it keeps', async () => {
    await run('甲某');
    const note = await served.checkpoint();
    expect(await served.checkpoint()).toBe(note);
    expect(await served.store.checkpoints()).toEqual([note]);
  });
});

describe('what can befall the thread', () => {
  it('finds the store in other hands: whose, is told', async () => {
    await expect(openToServe(path, { sources: SOURCES, startThread })).rejects.toThrow(
      expect.objectContaining({ code: 'store-locked', ownerPid: process.pid }),
    );
  });
  it('ends: nothing is written any more, nobody waits for ever, and reading goes on', async () => {
    await run('甲某');
    const waiting = run('乙某');
    await threads[0]?.terminate();
    await expect(waiting.then(() => run('丙某'))).rejects.toThrow(
      expect.objectContaining({ code: 'store-unreachable' }),
    );
    expect(visitedNames()).toContain('甲某');
    expect(await served.broken).toMatchObject({ code: 'store-unreachable' });
  });
});
