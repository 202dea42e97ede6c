import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverOf, endOfMonth, type Cover } from './calendar-cover.ts';

const DAY_MS = 86_400_000;
const dayAfter = (from: string, days: number): string =>
  new Date(Date.parse(`${from}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** How often a day is covered: by a year, by a month, by an edge. */
const times = ({ ranges, edges }: Cover, day: string): number =>
  ranges.filter(({ unit, from, to }) => {
    const own = day.slice(0, unit === 'year' ? 4 : 7);
    return from <= own && own <= to;
  }).length + edges.filter(({ from, to }) => from <= day && day <= to).length;

describe('a span of days', () => {
  it('is covered once, day by day, and nothing outside of it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1500 }), fc.integer({ min: 0, max: 1500 }), (start, length) => {
        const from = dayAfter('2022-11-20', start);
        const to = dayAfter(from, length);
        const cover = coverOf({ from, to });
        for (let at = -40; at <= length + 40; at += 1) {
          expect(times(cover, dayAfter(from, at))).toBe(at >= 0 && at <= length ? 1 : 0);
        }
      }),
      { numRuns: 60 },
    );
  });
  it.each([
    ['2025-01-01', '2025-12-31', { ranges: [{ unit: 'year', from: '2025', to: '2025' }], edges: [] }],
    ['2025-01-01', '2025-06-30', { ranges: [{ unit: 'month', from: '2025-01', to: '2025-06' }], edges: [] }],
    [
      '1900-01-01',
      '2025-02-10',
      {
        ranges: [
          { unit: 'year', from: '1900', to: '2024' },
          { unit: 'month', from: '2025-01', to: '2025-01' },
        ],
        edges: [{ from: '2025-02-01', to: '2025-02-10' }],
      },
    ],
    ['2025-03-05', '2025-03-09', { ranges: [], edges: [{ from: '2025-03-05', to: '2025-03-09' }] }],
  ])('%s to %s is split into years, months and edges', (from, to, expected) => {
    expect(coverOf({ from, to })).toEqual(expected);
  });
  it('knows the ends of months', () => {
    expect(['2024-02-03', '2025-02-28', '2025-12-01'].map(endOfMonth)).toEqual([
      '2024-02-29',
      '2025-02-28',
      '2025-12-31',
    ]);
  });
});
