import { chineseNumerals, dayAt, lastOfMonth, parsePeriod } from '@mingbai/kernel';
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

/** A period in words: a year, a part of it, a school year or a term, or else its two days. */
export function periodWords({ from, to }: Days): string {
  const [year = 0, month = 0] = numbersOf(from);
  const quarter = Math.ceil(month / 3);
  const codes = {
    year: `${year}`,
    half1: `${year}H1`,
    half2: `${year}H2`,
    quarter: `${year}Q${quarter}`,
    month: from.slice(0, 7),
    schoolYear: `SY${year}`,
    term1: `${year}T1`,
    term2: `${year - 1}T2`,
  };
  const [named] = Object.entries(codes).find(([, code]) => isPeriod(code, { from, to })) ?? ['span'];
  const school = named === 'term2' ? year - 1 : year;
  const details = { from, to, year, school, next: school + 1, month, quarter: chineseNumerals(quarter) };
  return text(`summary.period.${named}`, details);
}

function isPeriod(code: string, { from, to }: Days): boolean {
  const period = parsePeriod(code);
  return period?.from === from && period.to === to;
}

/** An instant (ISO 8601) as the clock in Shanghai shows it, to the second. */
export function instantWords(instant: string): string {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', timeStyle: 'medium' });
  const at = Date.parse(instant);
  return text('paper.instant', { day: dayWords(dayAt(at)), time: time.format(at) });
}
