import { figureDefinition, trace, type Actor, type Mingbai } from '@mingbai/application';
import { totalOf } from '@mingbai/kernel';
import { summarise, type SummaryFigure } from '@mingbai/papers';
import { beforeAll, describe, expect, it } from 'vitest';
import { freshStore, importSample } from './fresh-store.ts';

const PERIOD = '2025';
let mingbai: Mingbai;
let operator: Actor;

beforeAll(async () => {
  ({ mingbai, operator } = await freshStore());
  await importSample(mingbai, operator);
}, 60_000);

const figuresOf = (org: string): readonly SummaryFigure[] =>
  summarise(mingbai, operator, { org, period: PERIOD }, { size: 0, root: '' }).figures;

const known = (values: readonly (number | null)[]): readonly number[] => values.filter((value) => value !== null);
const added = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** What a figure's contributions, one per event, make: their sum, or nothing when nothing is known. */
async function madeBy(id: string, org: string): Promise<number | null> {
  const { figure, events } = await trace(mingbai, operator, id, { org, period: PERIOD });
  const shares = known(events.map(({ contribution }) => contribution));
  expect(totalOf(figure.contributions).value, id).toBe(figure.value);
  return shares.length === 0 ? null : added(shares);
}

async function expectMade({ id, value, ratio, events }: SummaryFigure, org: string): Promise<void> {
  const definition = figureDefinition(id.split('[')[0] ?? '');
  expect(definition, id).toBeDefined();
  if (definition?.kind !== 'ratio') {
    expect(await madeBy(id, org), id).toBe(value);
    return;
  }
  const numerator = await madeBy(definition.numerator, org);
  const denominator = await madeBy(definition.denominator, org);
  expect([ratio?.numerator, ratio?.denominator], id).toEqual([numerator, denominator]);
  const share = numerator === null || !denominator ? null : Math.round((numerator / denominator) * 1000) / 10;
  expect(share, id).toBe(value);
  expect(events.length, id).toBeGreaterThan(0);
}

describe.each(['S01', 'D01'])('the summary of %s', (org) => {
  it('opens the events of every figure, and their contributions make the value', async () => {
    const figures = figuresOf(org);
    expect(figures.length).toBeGreaterThan(20);
    for (const figure of figures) await expectMade(figure, org);
  });

  it('has an event behind every figure', () => {
    expect(figuresOf(org).filter(({ events }) => events.length === 0).map(({ id }) => id)).toEqual([]);
  });

  it('counts no event that ended after the period', async () => {
    for (const { id } of figuresOf(org)) {
      const { events } = await trace(mingbai, operator, id, { org, period: PERIOD });
      expect(events.filter(({ occurredOn }) => occurredOn.to > '2025-12-31').map((event) => event.id), id).toEqual([]);
    }
  });
});

/** Figures of every kind, whichever of them the summary prints. */
it.each([
  ['sum', 'visit.person-times'],
  ['distinct', 'visit.persons'],
  ['latest', 'organisation.head-count[category=staff]'],
  ['stock', 'fund.balance'],
])('a figure of kind %s is made by its contributions', async (kind, id) => {
  expect(figureDefinition(id.split('[')[0] ?? '')?.kind).toBe(kind);
  for (const org of ['S01', 'D01']) {
    const { figure } = mingbai.figure(operator, id, { org, period: PERIOD });
    expect(await madeBy(id, org), org).toBe(figure.value);
    expect(figure.contributions.length, org).toBeGreaterThan(0);
  }
});
