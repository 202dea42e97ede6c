import { lastOfMonth } from '@mingbai/kernel';
import { text } from '@mingbai/messages';

type Days = { readonly from: string; readonly to: string };

const numbersOf = (day: string): readonly number[] => day.split('-').map(Number);

/** A day as papers write it: 2025年3月8日. */
export function dayWords(on: string): string {
  const [year = 0, month = 0, day = 0] = numbersOf(on);
  return text('paper.day', { year, month, day });
}

/** The month of a day: 2025年3月. */
export function monthWords(on: string): string {
  const [year = 0, month = 0] = numbersOf(on);
  return text('paper.month', { year, month });
}

/** Whether the days are all those of one month. */
export function isWholeMonth({ from, to }: Days): boolean {
  const [year = 0, month = 0, day] = numbersOf(from);
  return day === 1 && to === lastOfMonth(year, month);
}

const DAY_MS = 86_400_000;
/** More days than any month has. */
export const isLongerThanMonth = ({ from, to }: Days): boolean => (Date.parse(to) - Date.parse(from)) / DAY_MS >= 31;

/** A period in words: a year, a half-year, a school year, or its two days. */
export function periodWords({ from, to }: Days): string {
  const [year, end] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  const key = PERIODS[`${from.slice(5)}|${to.slice(5)}|${end - year}`] ?? 'summary.period.span';
  return text(key, { year, end, from, to });
}

/** By the first day, the last day, and how many years lie between them. */
const PERIODS: Readonly<Record<string, string>> = {
  '01-01|12-31|0': 'summary.period.year',
  '01-01|06-30|0': 'summary.period.half1',
  '07-01|12-31|0': 'summary.period.half2',
  '09-01|08-31|1': 'summary.period.schoolYear',
};
