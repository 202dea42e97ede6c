import { figureDefinition, trace, type Actor, type Mingbai } from '@mingbai/application';
import { totalOf, type RatioDefinition } from '@mingbai/kernel';
import { summarise, type SummaryFigure } from '@mingbai/papers';
import { beforeAll, describe, expect, it } from 'vitest';
import { freshStore, importSample } from './fresh-store.ts';

const PERIOD = '2025';
const LAST_DAY = '2025-12-31';
const ORGS = ['S01', 'D01'] as const;
let mingbai: Mingbai;
let operator: Actor;

beforeAll(async () => {
  ({ mingbai, operator } = await freshStore());
  await importSample(mingbai, operator);
});

const figuresOf = (org: string): readonly SummaryFigure[] =>
  summarise(mingbai, operator, { org, period: PERIOD, checkpoint: { size: 0, root: '' } }).figures;

const known = (values: readonly (number | null)[]): readonly number[] => values.filter((value) => value !== null);
const added = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** What a figure says, and what its contributions, one per event, make: their sum, or nothing when nothing is known. */
async function madeBy(id: string, org: string): Promise<{ said: number | null; made: number | null }> {
  const { figure, events } = await trace(mingbai, operator, id, { org, period: PERIOD });
  if (totalOf(figure.contributions()).value !== figure.value) throw new Error(`${id} is not the total of its parts`);
  const shares = known(events.map(({ contribution }) => contribution));
  return { said: figure.value, made: shares.length === 0 ? null : added(shares) };
}

/** What a share's numerator and denominator make: percent with one decimal. */
async function shareBy({ id, ratio }: SummaryFigure, of: RatioDefinition, org: string): Promise<number | null> {
  const { made: numerator } = await madeBy(of.numerator, org);
  const { made: denominator } = await madeBy(of.denominator, org);
  if (ratio?.numerator !== numerator || ratio.denominator !== denominator) throw new Error(`${id} is another share`);
  return numerator === null || !denominator ? null : Math.round((numerator / denominator) * 1000) / 10;
}

async function remade(figure: SummaryFigure, org: string): Promise<number | null> {
  const definition = figureDefinition(figure.id.split('[')[0] ?? '');
  return definition?.kind === 'ratio' ? shareBy(figure, definition, org) : (await madeBy(figure.id, org)).made;
}

describe.each(ORGS)('the summary of %s', (org) => {
  it('opens the events of every figure, and their contributions make the value', async () => {
    const figures = figuresOf(org);
    expect(figures.length).toBeGreaterThan(20);
    const made = await Promise.all(figures.map(async (figure) => [figure.id, await remade(figure, org)] as const));
    expect(made).toEqual(figures.map(({ id, value }) => [id, value]));
  });

  it('has an event behind every figure', () => {
    expect(
      figuresOf(org)
        .filter(({ events = [] }) => events.length === 0)
        .map(({ id }) => id),
    ).toEqual([]);
  });

  it('counts no event that ended after the period', async () => {
    const traces = await Promise.all(
      figuresOf(org).map(({ id }) => trace(mingbai, operator, id, { org, period: PERIOD })),
    );
    const late = traces.flatMap(({ events }) => events.filter(({ occurredOn }) => occurredOn.to > LAST_DAY));
    expect(late.map(({ id }) => id)).toEqual([]);
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
  for (const org of ORGS) {
    const { said, made } = await madeBy(id, org);
    expect(said).not.toBeNull();
    expect(made).toBe(said);
  }
});
