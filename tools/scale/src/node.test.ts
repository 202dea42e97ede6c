import { describe, expect, it } from 'vitest';
import { simulateNode, type NodeSettings } from './node.ts';
import { arrivals, seeded } from './random.ts';

const quiet: NodeSettings = { commandMs: 1, commitMs: 0, largestBatch: 1, writer: 'loop', handOverMs: 0 };
const poisson = (perSecond: number, seconds = 400, seed = 7): readonly number[] =>
  arrivals([{ seconds, perSecond }], seeded(seed));
const reads = (perSecond: number, ms: number | (() => number)) =>
  poisson(perSecond).map((at) => ({ at, ms: typeof ms === 'number' ? ms : ms() }));

describe('a node in the simulation', () => {
  it.each([0.3, 0.5, 0.8])('lets reads of one length wait as an M/D/1 queue does at a load of %d', (load) => {
    const { utilisation, reads: waits } = simulateNode(quiet, { commands: [], jobs: reads(load * 1000, 1) });
    expect(utilisation).toBeCloseTo(load, 1);
    expect(Math.abs(waits.mean / (load / (2 * (1 - load))) - 1)).toBeLessThan(0.05);
  });

  it('lets reads of exponential length wait as an M/M/1 queue does', () => {
    const random = seeded(11);
    const jobs = reads(700, () => -Math.log(1 - random()));
    const { mean } = simulateNode(quiet, { commands: [], jobs }).reads;
    expect(Math.abs(mean / (0.7 / 0.3) - 1)).toBeLessThan(0.08);
  });

  it('is an M/D/1 queue for commands too when every command has a commit of its own', () => {
    const { mean } = simulateNode(
      { ...quiet, commandMs: 0.5, commitMs: 0.5 },
      { commands: poisson(500), jobs: [] },
    ).commands;
    expect(Math.abs(mean / 0.5 - 1)).toBeLessThan(0.05);
  });

  it('records as many commands a second as full batches give, and no more', () => {
    const settings = { commandMs: 0.3, commitMs: 10, largestBatch: 64, writer: 'loop', handOverMs: 0 } as const;
    const most = 64_000 / (64 * 0.3 + 10);
    const { meanBatch, commands } = simulateNode(settings, { commands: poisson(most * 1.2, 20), jobs: [] });
    expect(meanBatch).toBeGreaterThan(62);
    expect(commands.most).toBeGreaterThan(20_000 * 0.15);
    expect(simulateNode(settings, { commands: poisson(most * 0.9, 20), jobs: [] }).commands.p99).toBeLessThan(150);
  });

  it('answers later the more comes and the slower the disk is', () => {
    const p99 = (perSecond: number, commitMs: number): number => {
      const settings = { commandMs: 0.3, commitMs, largestBatch: 64, writer: 'loop', handOverMs: 0 } as const;
      return simulateNode(settings, { commands: poisson(perSecond, 60), jobs: [] }).commands.p99;
    };
    const [a, b, c] = [p99(100, 2), p99(600, 2), p99(1500, 2)];
    const [d, e] = [p99(600, 0.1), p99(600, 10)];
    expect([a < b, b < c, d < b, b < e]).toEqual([true, true, true, true]);
  });

  it('answers reads during a commit that does not hold up the loop', () => {
    const slow = { commandMs: 4, commitMs: 100, largestBatch: 64, handOverMs: 1 };
    const load = { commands: [0], jobs: [{ at: 2, ms: 1 }] };
    const most = (writer: NodeSettings['writer']) => simulateNode({ ...slow, writer }, load).reads.most;
    expect([most('loop'), most('server'), most('thread')]).toEqual([103, 3, 1]);
  });

  it('does its work in the background when nobody waits, and lets whoever comes wait for a piece of it', () => {
    const background = { from: 100, ms: 1000, pieceMs: 20 };
    const jobs = [0, 50, 130, 131, 500, 5000].map((at) => ({ at, ms: 1 }));
    const { reads: waits, utilisation } = simulateNode(quiet, { commands: [], jobs, background });
    expect(waits.most).toBe(11); // who comes at 130 and at 131 waits for the piece that ends at 140
    expect(utilisation).toBeCloseTo(1006 / 5001);
  });

  it('gives the same answer for the same seed, and another for another', () => {
    const run = (seed: number): unknown => simulateNode(quiet, { commands: poisson(900, 5, seed), jobs: [] });
    expect(run(3)).toEqual(run(3));
    expect(run(3)).not.toEqual(run(4));
  });
});

describe('arrivals', () => {
  it('come at the rate of their phase', () => {
    const moments = arrivals(
      [
        { seconds: 100, perSecond: 10 },
        { seconds: 100, perSecond: 0 },
        { seconds: 100, perSecond: 50 },
      ],
      seeded(1),
    );
    const [first, second, third] = [0, 100_000, 200_000].map(
      (from) => moments.filter((at) => at >= from && at < from + 100_000).length,
    );
    expect(second).toBe(0);
    expect(Math.abs((first ?? 0) - 1000)).toBeLessThan(100);
    expect(Math.abs((third ?? 0) - 5000)).toBeLessThan(250);
  });
});
