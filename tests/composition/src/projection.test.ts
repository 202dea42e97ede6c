import { catchUp, changesOf, evaluate, readEvent, rebuild, replay, trace } from '@mingbai/application';
import { FIGURES, RATIOS } from '@mingbai/domain';
import { openReadModels } from '@mingbai/read-models-sqlite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { livedThrough, steps } from './random-district.ts';
import { auditor, DISTRICT, on, operator } from './test-mingbai.ts';

const DAYS = ['2024-12-30', '2024-12-31', '2025-01-20', '2025-02-15', '2025-03-10'];
const PERIODS = ['2025', '2025H1', '2025-01', '2025-01-10..2025-02-17', '2024-12-20..2025-03-31', 'SY2024'];
const LATER = { org: 'S9', code: 'S9', name: '后来小学', kind: 'school', administeredBy: DISTRICT };
const IDS = [
  ...FIGURES.map(({ id, over, narrowedBy }) =>
    narrowedBy === undefined ? id : `${id}[${narrowedBy}=${over === 'stated-shares' ? 'women' : 'staff'}]`,
  ),
  ...RATIOS.map(({ id }) => id),
  'visit.person-times[trigger=hospital]',
  'fund.balance[fund=F1]',
  'organisation.head-count[category=women]',
];
const FEW = { numRuns: 25 };

describe('read models', () => {
  it('kept up to date are those made anew, whatever happened', async () => {
    let events = 0;
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        const { store, models } = await livedThrough(taken);
        const live = [...models.dump()].join('\n');
        await rebuild(store, models);
        expect([...models.dump()].join('\n')).toBe(live);
        events += models.size();
      }),
      FEW,
    );
    expect(events).toBeGreaterThan(FEW.numRuns * 10);
  });
  it('are the same for any split of the log', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.nat(60), fc.nat(60), async (taken, first, second) => {
        const { store, models } = await livedThrough(taken);
        const changes = (await store.readAll(0, 1000)).map(({ position, bytes }) =>
          changesOf(readEvent(bytes), position),
        );
        const apart = openReadModels(':memory:');
        const [from, to] = [Math.min(first, second), Math.max(first, second)];
        for (const part of [changes.slice(0, from), changes.slice(from, to), changes.slice(to)]) apart.apply(part);
        expect([...apart.dump()].join('\n')).toBe([...models.dump()].join('\n'));
        apart.close();
      }),
      FEW,
    );
  });
  it('take every event once and in its place', async () => {
    const { store, models } = await livedThrough([]);
    const [first] = await store.readAll(0, 1);
    if (!first) throw new Error('no event');
    const before = [...models.dump()].join('\n');
    expect(() => models.apply([changesOf(readEvent(first.bytes), 0)])).toThrow('does not follow');
    expect(() => models.apply([changesOf(readEvent(first.bytes), 9)])).toThrow('does not follow');
    expect([...models.dump()].join('\n')).toBe(before);
    expect(await catchUp(store, models)).toBe(models.size());
  });
});

describe('a figure', () => {
  it('is the same from totals as from its contributions one by one', { timeout: 120_000 }, async () => {
    let told = 0;
    await fc.assert(
      fc.asyncProperty(steps, fc.constantFrom(...DAYS), fc.constantFrom(...PERIODS), async (taken, asOf, period) => {
        const test = await livedThrough(taken);
        const { tree } = test.mingbai.view({ asOf, period }); // what was known then has its own
        const ask = (known: number) =>
          IDS.map((id) => {
            const { view } = test.mingbai.figure(auditor, id, { asOf, period });
            const { contributions, ...figure } = evaluate(id, { ...view, tree, known }) ?? { contributions: () => [] };
            return { ...figure, contributions: contributions() };
          });
        const size = test.models.size();
        const now = ask(size);
        // Whoever asks what was known before the last event is answered from single contributions.
        await test.must(operator, 'organisation.register', { ...LATER, occurredOn: on('2025-03-10') });
        expect(ask(size)).toEqual(now);
        told += now.filter(({ contributions }) => contributions.length > 0).length;
      }),
      { numRuns: 40 },
    );
    expect(told).toBeGreaterThan(100);
  });
});

describe('a trace', () => {
  it('gives the events whose contributions make the figure, for every figure', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.constantFrom(...DAYS), async (taken, asOf) => {
        const { mingbai } = await livedThrough(taken);
        for (const id of IDS) {
          const { figure, events } = await trace(mingbai, auditor, id, { asOf });
          if (figure.ratio) continue;
          const known = events.flatMap(({ contribution }) => contribution ?? []);
          expect([id, known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0)]).toEqual([
            id,
            figure.value,
          ]);
          expect(events.map(({ position }) => position)).toEqual(
            events.map(({ position }) => position).toSorted((a, b) => a - b),
          );
        }
      }),
      { numRuns: 12 },
    );
  });
  it('of a share gives the events of both of its sides', async () => {
    const { mingbai } = await livedThrough([]);
    const { figure, events } = await trace(mingbai, auditor, 'organisation.women-share', { org: DISTRICT });
    expect([figure.value, events]).toEqual([null, []]);
  });
});

describe('a replay', () => {
  it('ends on any day with the balance that the figure has, in either order', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        const test = await livedThrough(taken);
        for (const until of DAYS) {
          const figure = test.value('fund.balance[fund=F1]', { asOf: until });
          for (const order of ['happened', 'recorded'] as const) {
            const replayed = await replay(test.mingbai, auditor, { fund: 'F1', until, order });
            expect([until, order, replayed.balanceFen]).toEqual([until, order, figure.value ?? 0]);
          }
        }
      }),
      FEW,
    );
  });
  it('runs in the order of happening with a balance after every entry', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        const { mingbai } = await livedThrough(taken);
        const happened = await replay(mingbai, auditor, { fund: 'F1' });
        const recorded = await replay(mingbai, auditor, { fund: 'F1', order: 'recorded' });
        let balance = 0;
        for (const { deltaFen, balanceFen } of happened.entries) expect(balanceFen).toBe((balance += deltaFen ?? 0));
        const days = happened.entries.map(({ occurredOn }) => occurredOn.to);
        expect(days).toEqual(days.toSorted());
        const positions = recorded.entries.map(({ position }) => position);
        expect(positions).toEqual(positions.toSorted((a, b) => a - b));
        expect(happened.entries.map(({ eventId }) => eventId).toSorted()).toEqual(
          recorded.entries.map(({ eventId }) => eventId).toSorted(),
        );
      }),
      FEW,
    );
  });
});
