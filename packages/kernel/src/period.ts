import { dayOf, isDay, lastOfMonth, type Day } from './day.ts';

/** A period of a summary or list: first and last day, both included, with the words it was asked in. */
export type Period = { readonly from: Day; readonly to: Day; readonly asked: string };

const between = (asked: string, from: Day, to: Day): Period => ({ asked, from, to });

/**
 * The readers of each form, tried in order. A school year SY2025 runs 2025-09-01…2026-08-31; its terms end on 31
 * January and 31 August.
 */
const FORMS: readonly (readonly [RegExp, (asked: string, groups: readonly number[]) => Period])[] = [
  [/^(\d{4})$/, (asked, [y = 0]) => between(asked, dayOf(y, 1, 1), dayOf(y, 12, 31))],
  [/^(\d{4})H([12])$/, (asked, [y = 0, h = 1]) => between(asked, dayOf(y, h * 6 - 5, 1), lastOfMonth(y, h * 6))],
  [/^(\d{4})Q([1-4])$/, (asked, [y = 0, q = 1]) => between(asked, dayOf(y, q * 3 - 2, 1), lastOfMonth(y, q * 3))],
  [/^(\d{4})-(0[1-9]|1[0-2])$/, (asked, [y = 0, m = 1]) => between(asked, dayOf(y, m, 1), lastOfMonth(y, m))],
  [/^SY(\d{4})$/, (asked, [y = 0]) => between(asked, dayOf(y, 9, 1), dayOf(y + 1, 8, 31))],
  [/^(\d{4})T1$/, (asked, [y = 0]) => between(asked, dayOf(y, 9, 1), dayOf(y + 1, 1, 31))],
  [/^(\d{4})T2$/, (asked, [y = 0]) => between(asked, dayOf(y + 1, 2, 1), dayOf(y + 1, 8, 31))],
];

/**
 * Reads `2025`, `2025H1`, `2025Q3`, `2025-03`, `SY2025`, `2025T1`, a day, or `2025-01-15..2025-03-20`; undefined
 * otherwise.
 */
export function parsePeriod(text: string): Period | undefined {
  const asked = text.trim().toUpperCase();
  for (const [pattern, read] of FORMS) {
    const groups = pattern.exec(asked)?.slice(1).map(Number);
    if (groups && isYear(groups[0] ?? 0)) return read(asked, groups);
  }
  return parseDays(asked);
}

const isYear = (year: number): boolean => year >= 1900 && year <= 2198;

function parseDays(asked: string): Period | undefined {
  const [from = '', to = from, ...more] = asked.split('..');
  return more.length === 0 && isDay(from) && isDay(to) && from <= to ? between(asked, from, to) : undefined;
}
