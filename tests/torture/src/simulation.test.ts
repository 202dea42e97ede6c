import { expect, it } from 'vitest';
import { OpenTurnStore } from './broken/open-turn-store.ts';
import type { NodeStore } from './harness/simulated-node.ts';
import { Simulation } from './harness/simulation.ts';

const SEEDS = Number(process.env['TORTURE_SEEDS'] ?? 2000);
const SEEDS_OF_TWIN = 200;

type Campaign = {
  readonly seeds: number;
  readonly acknowledged: number;
  readonly kills: number;
  readonly found: string;
};

/** One world after another, up to the first in which something did not hold: which, by its seed. */
async function campaign(seeds: number, Store?: typeof NodeStore): Promise<Campaign> {
  let [acknowledged, kills] = [0, 0];
  for (let seed = 0; seed < seeds; seed += 1) {
    const outcome = await new Simulation(seed, Store).run();
    acknowledged += outcome.acknowledged;
    kills += outcome.kills;
    const [problem] = outcome.problems;
    if (problem !== undefined) return { seeds: seed + 1, acknowledged, kills, found: `seed ${seed}: ${problem}` };
  }
  return { seeds, acknowledged, kills, found: '' };
}

it('R19: whatever order, kills and failing disks a seed gives, nothing is lost, doubled or swapped', async () => {
  const { seeds, acknowledged, kills, found } = await campaign(SEEDS);
  console.log(`R19: ${seeds} seeds, ${acknowledged} acknowledged, ${kills} kills, ${found || 'no problem'}`);
  expect(found).toBe('');
  expect(acknowledged).toBeGreaterThan(10 * seeds);
  expect(kills).toBeGreaterThan(seeds);
});

it('R19: a seed gives the same run again', async () => {
  expect(await new Simulation(7).run()).toEqual(await new Simulation(7).run());
});

it('R19 twin: processes that write whenever they like are caught', async () => {
  const { found } = await campaign(SEEDS_OF_TWIN, OpenTurnStore);
  console.log(`R19 twin: ${found}`);
  expect(found).not.toBe('');
});
