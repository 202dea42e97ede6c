import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, day, Day, dayAt, dayOf, daysInMonth, endOfDayMs, isDay, lastOfMonth } from './day.ts';
import { liesInside, onDay, overlaps, Span } from './span.ts';

const on = (from: string, to = from) => ({ from: day(from), to: day(to) });

describe('a civil day', () => {
  it.each(['1900-01-01', '2024-02-29', '2000-02-29', '2199-12-31'])('%s exists', (text) =>
    expect(isDay(text)).toBe(true),
  );
  it.each([
    '1899-12-31',
    '2200-01-01',
    '2025-02-29',
    '1900-02-29',
    '2025-04-31',
    '2025-00-01',
    '2025-13-01',
    '2025-1-1',
    '20250101',
    '',
  ])('%s does not', (text) => {
    expect(isDay(text)).toBe(false);
    expect(() => day(text)).toThrow('not a day');
    const code = text.length === '2025-01-01'.length ? 'no-such-day' : 'day-wrong';
    expect(Day.safeParse(text).error?.issues[0]?.message).toBe(code);
  });
  it('is that of Shanghai, eight hours ahead', () => {
    expect(dayAt(Date.parse('2025-03-07T15:59:59.999Z'))).toBe('2025-03-07');
    expect(dayAt(Date.parse('2025-03-07T16:00:00.000Z'))).toBe('2025-03-08');
  });
  it('ends one millisecond before the next begins', () =>
    fc.assert(
      fc.property(fc.nat(60_000), (days) => {
        const today = addDays(day('1990-01-01'), days);
        expect([dayAt(endOfDayMs(today)), dayAt(endOfDayMs(today) + 1)]).toEqual([today, addDays(today, 1)]);
      }),
    ));
  it('is made of a year, a month and a day of the month', () => {
    expect(dayOf(2025, 3, 8)).toBe('2025-03-08');
    expect([lastOfMonth(2025, 2), lastOfMonth(2024, 2), lastOfMonth(2025, 12)]).toEqual([
      '2025-02-28',
      '2024-02-29',
      '2025-12-31',
    ]);
    expect([daysInMonth(2100, 2), daysInMonth(2000, 2)]).toEqual([28, 29]);
    expect(() => dayOf(2025, 2, 29)).toThrow('not a day');
  });
  it('is followed and preceded across months and years', () => {
    expect([addDays(day('2024-12-31'), 1), addDays(day('2024-03-01'), -1), addDays(day('2024-03-01'), 0)]).toEqual([
      '2025-01-01',
      '2024-02-29',
      '2024-03-01',
    ]);
  });
});

describe('a span of days', () => {
  it('does not end before it begins', () => {
    expect(Span.safeParse(on('2025-03-08')).success).toBe(true);
    expect(Span.safeParse(on('2025-03-08', '2025-03-07')).error?.issues[0]?.message).toBe('span-reversed');
  });
  it('lies inside a period when both of its days do', () => {
    const march = on('2025-03-01', '2025-03-31');
    expect(liesInside(march, march)).toBe(true);
    expect(liesInside(on('2025-03-31', '2025-04-01'), march)).toBe(false);
    expect(liesInside(on('2025-02-28', '2025-03-01'), march)).toBe(false);
  });
  it('overlaps what it shares a day with, whichever comes first', () => {
    const first = on('2025-03-01', '2025-03-08');
    for (const [other, shares] of [
      [on('2025-03-08', '2025-03-09'), true],
      [on('2025-03-09'), false],
    ] as const) {
      expect([overlaps(first, other), overlaps(other, first)]).toEqual([shares, shares]);
    }
  });
  it('of one day begins and ends with it', () => expect(onDay(day('2025-03-08'))).toEqual(on('2025-03-08')));
});
