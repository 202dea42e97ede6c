import { cpSync } from 'node:fs';
import { catchUp, isReplaced, type ReadModels } from '@mingbai/application';
import { openSqliteStore } from '@mingbai/event-store-sqlite';
import { openReadModels } from '@mingbai/read-models-sqlite';
import { afterAll, expect, it } from 'vitest';
import { openModels as openTwoStepModels } from './broken/two-step-models.ts';
import { freshDirectory, inLanes, live, removeDirectories } from './harness/life.ts';
import { seeded } from './harness/plan.ts';
import { filesIn, setUp } from './harness/product.ts';
import type { RecordingJob } from './harness/recording-job.ts';
import { LANES } from './harness/strace.ts';

const KILLS = 200;
/** Kills of one store before the next takes its turn: a rebuild grows with the store. */
const KILLS_EACH = 20;

afterAll(removeDirectories);

type Subject = { readonly models: RecordingJob['models']; readonly open: (path: string) => ReadModels };
const HONEST: Subject = { models: 'honest-models', open: openReadModels };
const TWO_STEP: Subject = { models: 'two-step-models', open: openTwoStepModels };

/** The read models as they stand after a kill and catching up, against those made anew from the first event. */
async function differenceIn(
  directory: string,
  open: Subject['open'],
): Promise<{ size: number; problem: string | undefined }> {
  const store = await openSqliteStore(filesIn(directory).store);
  const [kept, fresh] = [open(filesIn(directory).models), openReadModels(':memory:')];
  try {
    const size = await catchUp(store, fresh);
    await catchUp(store, kept);
    const same = [...kept.dump()].join('\n') === [...fresh.dump()].join('\n');
    return { size, problem: same ? undefined : `they differ at ${size} events` };
  } catch (fault) {
    if (!isReplaced(fault)) throw fault;
    return { size: 0, problem: fault.message };
  } finally {
    kept.close();
    fresh.close();
    await store.close();
  }
}

/** One store, killed again and again while it records; what differed, or the first thing that did. */
async function campaign(scene: string, { models, open }: Subject, limits: { kills: number; seed: number }) {
  const directory = freshDirectory();
  cpSync(scene, directory, { recursive: true });
  const chance = seeded(limits.seed);
  let [kills, events] = [0, 0];
  for (let from = 0; kills < limits.kills; kills += 1) {
    const kill = { acks: 1 + Math.floor(chance() * 12), delayMs: chance() * 6 };
    const job = {
      directory,
      store: 'honest-store',
      callers: 4,
      from,
      done: [],
      ...(models ? { models } : {}),
    } as const;
    await live(job, kill);
    const { size, problem } = await differenceIn(directory, open);
    from = events = size;
    if (problem) return { kills: kills + 1, events, problem };
  }
  return { kills, events, problem: undefined };
}

it('R10: after 200 kills the read models equal those rebuilt from the first event, byte for byte', async () => {
  const scene = freshDirectory();
  await setUp(scene);
  const seeds = Array.from({ length: KILLS / KILLS_EACH }, (_, at) => at + 1);
  const problems: string[] = [];
  let [kills, events] = [0, 0];
  await inLanes(seeds, LANES, async (seed) => {
    const done = await campaign(scene, HONEST, { kills: KILLS_EACH, seed });
    kills += done.kills;
    events += done.events;
    if (done.problem) problems.push(done.problem);
  });
  console.log(`R10: ${kills} kills, ${events} events, ${problems.length} differences`);
  expect(problems).toEqual([]);
  expect(kills).toBe(KILLS);
});

it('R10 twin: a position saved in a second transaction is caught', async () => {
  const scene = freshDirectory();
  await setUp(scene);
  const { kills, problem } = await campaign(scene, TWO_STEP, { kills: 60, seed: 99 });
  console.log(`R10 twin: caught after ${kills} kills, ${problem}`);
  expect(problem).toBeDefined();
});
