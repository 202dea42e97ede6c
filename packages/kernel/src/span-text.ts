import { chineseNumber, digitsInTurn } from './numeral-text.ts';
import { daysInMonth, dayOf, isDay, lastOfMonth, type Day } from './day.ts';
import type { TextProblem } from './quantity-text.ts';
import { err, ok, type Result } from './result.ts';
import type { Span } from './span.ts';

const EXCEL_EPOCH_MS = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

/** A cell that Excel left as a bare serial number between 1954 and 2119. */
function serialDay(text: string): Day | undefined {
  if (!/^\d{5}$/.test(text) || Number(text) < 20_000 || Number(text) > 80_000) return undefined;
  const iso = new Date(EXCEL_EPOCH_MS + Number(text) * DAY_MS).toISOString().slice(0, 10);
  return isDay(iso) ? iso : undefined;
}

/** A day or a month that no year stands before: 3月8日, 3-8, 3月上旬. */
const lacksYear = (text: string): boolean =>
  /^\d{1,2}(?:月|[-/.])\d{1,2}[日号]?$/.test(text) || /^\d{1,2}月(?:[上中下]旬|[初中底末])?$/.test(text);

/** A term that is not said to be of which school year: in 2025 one begins in spring and one in autumn. */
const isUnclearTerm = (text: string): boolean => /^\d{4}年?.{0,3}学期$/.test(text);

/**
 * Reads one day: 2025-03-08, 2025/3/8, 2025.3.8, 2025年3月8日, 20250308, an Excel serial number; a weekday or a time of
 * day may follow.
 */
export function readDay(text: string): Result<Day, TextProblem> {
  const given = tidy(text);
  const serial = serialDay(given);
  if (serial) return ok(serial);
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?$/.exec(given) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(given);
  const iso = match && [match[1], match[2]?.padStart(2, '0'), match[3]?.padStart(2, '0')].join('-');
  if (iso && isDay(iso)) return ok(iso);
  return err({ code: match ? 'no-such-day' : shapeProblem(given), detail: { text: given } });
}

/** What is wrong with a text that has not even the form of a day. */
function shapeProblem(text: string): string {
  if (lacksYear(text)) return 'year-missing';
  return isUnclearTerm(text) ? 'term-unclear' : 'not-a-date';
}

const WEEKDAY = /(?<=[日号\d])\s*\(?(?:周|星期|礼拜)[一二三四五六日天]\)?/g;
const CLOCK = /(?<=[日号\d])(?:T|\s+|(?<=[日号]))(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?/g;
const PART_OF_DAY = /(?<=[日号\d])\s*\(?(?:上午|下午|中午|早上|早晨|晚上|傍晚|凌晨)\)?/;
/** How programs write a day that has no time. */
const MIDNIGHT = /^[T\s]*0?0:00(?::00(?:\.0+)?)?$/;

/** Whether less than a whole day is meant: its morning, or a time. */
function saysLessThanDay(text: string): boolean {
  const given = text.normalize('NFKC').replace(WEEKDAY, '');
  const clocks = given.match(CLOCK) ?? [];
  return clocks.some((clock) => !MIDNIGHT.test(clock)) || PART_OF_DAY.test(given.replace(CLOCK, ''));
}

/** Dashes that Word puts for the hyphens of a date; between two dates they part a range. */
const DASHED_DATE = /(?<!\d)(\d{4})[–—―−](\d{1,2})(?!\d)(?:[–—―−](\d{1,2})(?!\d))?/g;

function tidy(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u2010-\u2012]/g, '-')
    .replace(DASHED_DATE, (_date, ...parts) => parts.slice(0, 3).filter(Boolean).join('-'))
    .replace(WEEKDAY, '')
    .replace(PART_OF_DAY, '')
    .replace(CLOCK, '')
    .replace(/\s+/g, '')
    .replace(/[〇零一二三四五六七八九]{4}年/, (year) => `${digitsInTurn(year.slice(0, 4))}年`)
    .replace(/([一二三四五六七八九十]+)(?=[月日号])/g, (n) => String(chineseNumber(n) ?? n));
}

type Part = { pattern: RegExp; span: (n: readonly number[]) => readonly [Day, Day] | undefined };

const monthPart = ([y = 0, m = 0]: readonly number[], from: number, to: number): readonly [Day, Day] | undefined =>
  m >= 1 && m <= 12 ? [dayOf(y, m, from), dayOf(y, m, Math.min(to, daysInMonth(y, m)))] : undefined;

/**
 * Parts of a year as the papers say them. Seasons are the meteorological quarters; a winter "年末" is December, and the
 * beginning, middle and end of a month are its three parts of ten days.
 */
const PARTS: readonly Part[] = [
  { pattern: /^(\d{4})年?$/, span: ([y = 0]) => [dayOf(y, 1, 1), dayOf(y, 12, 31)] },
  { pattern: /^(\d{4})年?(?:全年|年度|度)$/, span: ([y = 0]) => [dayOf(y, 1, 1), dayOf(y, 12, 31)] },
  { pattern: /^(\d{4})年?上半年$/, span: ([y = 0]) => [dayOf(y, 1, 1), dayOf(y, 6, 30)] },
  { pattern: /^(\d{4})年?下半年$/, span: ([y = 0]) => [dayOf(y, 7, 1), dayOf(y, 12, 31)] },
  {
    pattern: /^(\d{4})年?第?([1-4一二三四])季度$/,
    span: ([y = 0, q = 1]) => [dayOf(y, q * 3 - 2, 1), lastOfMonth(y, q * 3)],
  },
  { pattern: /^(\d{4})年?春季?$/, span: ([y = 0]) => [dayOf(y, 3, 1), dayOf(y, 5, 31)] },
  { pattern: /^(\d{4})年?夏季?$/, span: ([y = 0]) => [dayOf(y, 6, 1), dayOf(y, 8, 31)] },
  { pattern: /^(\d{4})年?秋季?$/, span: ([y = 0]) => [dayOf(y, 9, 1), dayOf(y, 11, 30)] },
  { pattern: /^(\d{4})年?(?:年底|年末|底|末)$/, span: ([y = 0]) => [dayOf(y, 12, 1), dayOf(y, 12, 31)] },
  { pattern: /^(\d{4})(?:年|[-/.])(\d{1,2})月?$/, span: (n) => monthPart(n, 1, 31) },
  { pattern: /^(\d{4})(?:年|[-/.])(\d{1,2})(?:月?上旬|月初)$/, span: (n) => monthPart(n, 1, 10) },
  { pattern: /^(\d{4})(?:年|[-/.])(\d{1,2})(?:月?中旬|月中)$/, span: (n) => monthPart(n, 11, 20) },
  { pattern: /^(\d{4})(?:年|[-/.])(\d{1,2})(?:月?下旬|月底|月末)$/, span: (n) => monthPart(n, 21, 31) },
];

const yearFits = (year: number): boolean => year >= 1900 && year <= 2199;

/** A school year begins on 1 September; its terms end on 31 January and 31 August. */
const SCHOOL_YEAR = /^(\d{4})(?:[-~～—–至/](\d{4}))?学年度?(?:第?([12一二上下])学期)?$/;

/** 2025学年, 2025-2026学年第一学期. */
function readSchoolYear(text: string): readonly [Day, Day] | undefined {
  const [, first = '', second, term] = SCHOOL_YEAR.exec(text) ?? [];
  const year = Number(first);
  if (first === '' || !yearFits(year) || (second !== undefined && Number(second) !== year + 1)) return undefined;
  if (term === undefined) return [dayOf(year, 9, 1), dayOf(year + 1, 8, 31)];
  const isFirst = /[1一上]/.test(term);
  return isFirst ? [dayOf(year, 9, 1), dayOf(year + 1, 1, 31)] : [dayOf(year + 1, 2, 1), dayOf(year + 1, 8, 31)];
}

function readPart(text: string): readonly [Day, Day] | undefined {
  for (const { pattern, span } of PARTS) {
    const match = pattern.exec(text);
    if (!match) continue;
    const numbers = match.slice(1).map((n) => (/^\d+$/.test(n) ? Number(n) : (chineseNumber(n) ?? 0)));
    if (yearFits(numbers[0] ?? 0)) return span(numbers);
  }
  const on = readDay(text);
  return on.ok ? [on.value, on.value] : undefined;
}

/** The end of a range may leave out what its start says: 2025年3月8日至10日, 2025-03-08~03-10, 2025年3月至5月. */
function completeEnd(start: string, end: string): string {
  const year = start.slice(0, 4);
  if (/^\d{4}/.test(end)) return end;
  if (/^\d{1,2}[-/.月]\d{1,2}[日号]?$/.test(end) || /^\d{1,2}月/.test(end))
    return `${year}年${end.replace(/[-/.]/, '月')}`;
  const month = /^\d{4}[-/.年](\d{1,2})/.exec(start)?.[1];
  if (!month || !/^\d{1,2}[日号]?$/.test(end)) return end;
  return readDay(start).ok ? `${year}年${month}月${end}` : `${year}年${end}月`;
}

/**
 * Start and end of a range. A hyphen parts them only where days are not written with hyphens: 2025年3月8日-10日,
 * 2025.3.8-3.10.
 */
function endsOf(text: string): readonly string[] {
  const hyphened = /^(\d{4}[年/.][^-]*)-([^-]+)$/.exec(text);
  return hyphened ? hyphened.slice(1) : text.split(/至|到|~|～|—+|–|\.\./);
}

/**
 * Reads when something happened: a day, a month, 上旬/中旬/下旬, a season, a half-year, a year, a school year or its term, or
 * a range with 至, 到, ~, — or "..".
 * Words that say more or less than one day are kept as stated.
 */
export function readSpan(text: string): Result<Span, TextProblem> {
  const given = text.normalize('NFC').trim();
  const ends = readEnds(tidy(given));
  if (typeof ends === 'string') return err({ code: ends, detail: { text: given } });
  const [from, to] = ends;
  const isDayAlone = from === to && !saysLessThanDay(given);
  return ok(isDayAlone ? { from, to } : { from, to, asStated: given.slice(0, 60) });
}

/** The first and the last day, or what is wrong. */
function readEnds(text: string): readonly [Day, Day] | string {
  const ofSchool = readSchoolYear(text);
  if (ofSchool) return ofSchool;
  const [start = '', end, ...more] = endsOf(text);
  if (more.length > 0) return 'not-a-date';
  const first = readPart(start);
  if (!first) return problemWith(start);
  const last = end === undefined ? first : readPart(completeEnd(start, end));
  if (!last) return problemWith(end ?? start);
  return first[0] > last[1] ? 'span-reversed' : [first[0], last[1]];
}

/** Why a part is no date: a day that does not exist, or nothing like a date at all. */
function problemWith(part: string): string {
  const day = readDay(part);
  return day.ok ? 'not-a-date' : day.error.code;
}

type Written = { readonly from: string; readonly to: string; readonly asStated?: string | undefined };

/** A span as it is written back into a cell: its words where it has them. */
export const writeSpan = ({ from, to, asStated }: Written): string =>
  asStated ?? (from === to ? from : `${from}至${to}`);
