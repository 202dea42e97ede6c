import { z } from 'zod';

/** A civil day in Asia/Shanghai, `YYYY-MM-DD`. Days compare as text. */
export type Day = string & { readonly __unit: 'day' };

const DAY_PATTERN = /^\d{4}-\d{2}-\d{2}$/;
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;
/** No day lies after it. */
export const LAST_DAY = `${LAST_YEAR}-12-31` as Day;

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

export const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

/** Whether a text names a day that exists, between the years 1900 and 2199. */
export function isDay(text: string): text is Day {
  if (!DAY_PATTERN.test(text)) return false;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12) return false;
  return day >= 1 && day <= daysInMonth(year, month);
}

/** A text as a Day. Throws when there is no such day. */
export function day(text: string): Day {
  if (!isDay(text)) throw new Error(`not a day: ${text}`);
  return text;
}

export const Day = z
  .string()
  .refine(isDay, { error: ({ input }) => (DAY_PATTERN.test(String(input)) ? 'no-such-day' : 'day-wrong') })
  .meta({ format: 'day' })
  .transform((text) => text as Day); // refined one line above

const two = (n: number): string => String(n).padStart(2, '0');

/** The day of a year, month and day of month. Throws when there is no such day. */
export const dayOf = (year: number, month: number, date: number): Day =>
  day(`${String(year).padStart(4, '0')}-${two(month)}-${two(date)}`);
export const lastOfMonth = (year: number, month: number): Day => dayOf(year, month, daysInMonth(year, month));

/** Shanghai has kept UTC+8 without summer time since 1992; instants recorded by this product are all later. */
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** The civil day in Shanghai of an instant (milliseconds since the epoch). */
export const dayAt = (instantMs: number): Day =>
  day(new Date(instantMs + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10));

/** The last millisecond of a civil day in Shanghai: what a bare day means as an instant. */
export const endOfDayMs = (on: Day): number => Date.parse(`${on}T00:00:00Z`) - SHANGHAI_OFFSET_MS + DAY_MS - 1;

export const addDays = (on: Day, days: number): Day =>
  day(new Date(Date.parse(`${on}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10));
