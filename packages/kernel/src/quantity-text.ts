import { readNumerals } from './numeral-text.ts';
import { err, ok, type Result } from './result.ts';
import type { Precision, Stated } from './stated.ts';
import { UNITS, type Unit } from './unit-text.ts';

export type TextProblem = { readonly code: string; readonly detail?: Readonly<Record<string, string | number>> };

const UNKNOWN_WORDS = new Set(['不详', '未知', '不清', '未记', '?', '？']);
const BEFORE: readonly (readonly [RegExp, Precision])[] = [
  [/^(近|将近|接近)/, 'nearly'],
  [/^(约计|大约|约|左右)/, 'about'],
  [/^(超过|逾|多于)/, 'over'],
  [/^(至少|不少于|不低于)/, 'atLeast'],
];
const AFTER: readonly (readonly [RegExp, Precision])[] = [
  [/(及以上|以上)$/, 'atLeast'],
  [/左右$/, 'about'],
  [/[余多]$/, 'over'],
];
const SCALES: Readonly<Record<string, number>> = { 万: 10_000, 千: 1000, 百: 100, 十: 10 };

type Marked = { rest: string; precisions: Precision[] };

function takeMarks(marked: Marked): Marked {
  for (const [pattern, precision] of BEFORE) {
    if (pattern.test(marked.rest)) {
      return takeMarks({
        rest: marked.rest.replace(pattern, '').trim(),
        precisions: [...marked.precisions, precision],
      });
    }
  }
  for (const [pattern, precision] of AFTER) {
    if (pattern.test(marked.rest)) {
      return takeMarks({
        rest: marked.rest.replace(pattern, '').trim(),
        precisions: [...marked.precisions, precision],
      });
    }
  }
  return marked;
}

/** Contradicting marks ("近5000余") leave only that it is about so much. */
const together = (precisions: readonly Precision[]): Precision =>
  precisions.length === 0 ? 'exact' : new Set(precisions).size === 1 ? (precisions[0] ?? 'about') : 'about';

function takeUnit(text: string, units: readonly string[]): { rest: string; unit: string | undefined } {
  const unit = [...units].sort((a, b) => b.length - a.length).find((candidate) => text.endsWith(candidate));
  return unit === undefined ? { rest: text, unit } : { rest: text.slice(0, -unit.length).trim(), unit };
}

type PlainNumber = { readonly value: number; readonly estimated: boolean };

function plainNumber(text: string): PlainNumber | undefined {
  const [, digits, scale = ''] = /^(\d+(?:\.\d+)?)([万千百十])?$/.exec(text) ?? [];
  if (digits === undefined) return readNumerals(text);
  const power = SCALES[scale];
  // 1.13 times 10000 is a little less than 11300 in binary fractions.
  const value = power === undefined ? Number(digits) : Number((Number(digits) * power).toPrecision(15));
  return { value, estimated: false };
}

/**
 * Splits "近1万余元" or "160多人" into value, precision and unit; the marks may stand on either side of the unit. An estimate
 * ("两三人") is about the lower of its two numbers.
 */
function dissect(text: string, units: readonly string[]) {
  const outer = takeMarks({ rest: text, precisions: [] });
  const { rest, unit } = takeUnit(outer.rest, units);
  const scaleAfterMark = /^(.*?)([余多])([万千百十])$/.exec(rest);
  const joined = scaleAfterMark ? `${scaleAfterMark[1]}${scaleAfterMark[3]}${scaleAfterMark[2]}` : rest;
  const inner = takeMarks({ rest: joined, precisions: outer.precisions });
  const number = plainNumber(inner.rest);
  const precision = number?.estimated ? 'about' : together(inner.precisions);
  return { value: number?.value, unit, precision };
}

const fullWidth = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[０-９．％]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .trim();

/** A share in words, with its sign behind it: 百分之七十 is 七十%. */
const withPercentSign = (text: string): string => text.replace(/百分之([\d.〇零一二两三四五六七八九十百]+)/, '$1%');

/** Units that papers state with decimals. A stated figure is whole: 33.3% is more than 33, and keeps its words. */
const WITH_DECIMALS: ReadonlySet<string | undefined> = new Set(['%', '岁']);

function wholeOf({ value, unit, precision }: ReturnType<typeof dissect>) {
  if (value === undefined || Number.isInteger(value) || !WITH_DECIMALS.has(unit)) return { value, precision };
  return { value: Math.floor(value), precision: precision === 'exact' ? ('over' as const) : ('about' as const) };
}

/** A share without its sign may be a part of one as well as percent: Excel keeps 66.5% as 0.665. */
function unclearPercent({ value = 0, unit }: ReturnType<typeof dissect>, usual: Unit): number | undefined {
  const isUnclear = unit === undefined && usual === '%' && value > 0 && value <= 1;
  return isUnclear ? Number((value * 100).toPrecision(15)) : undefined;
}

/**
 * Reads a stated count: "18", "18人次", "20余人", "近30", "约40人", "15人以上", "两三人", "百分之七十", "不详".
 * `units` are the allowed ones, the first being meant when none is written.
 */
export function readCount(text: string, units: readonly Unit[]): Result<Stated, TextProblem> {
  const given = fullWidth(text);
  const first = units[0] ?? '个';
  const asked = takeUnit(given, units);
  if (UNKNOWN_WORDS.has(asked.rest)) {
    // one of units
    return ok({ value: null, precision: 'unknown', unit: (asked.unit as Unit | undefined) ?? first, asStated: given });
  }
  const read = dissect(withPercentSign(given), UNITS);
  const unit = read.unit ?? first;
  const percent = unclearPercent(read, first);
  if (percent !== undefined) return err({ code: 'percent-unclear', detail: { text: given, percent } });
  const { value, precision } = wholeOf({ ...read, unit });
  if (!([first, ...units] as readonly string[]).includes(unit)) {
    return err({ code: 'wrong-unit', detail: { text: given, unit, units: units.join('、') } });
  }
  if (value === undefined || !Number.isSafeInteger(value)) return err(notACount(given, units));
  const asStated = precision === 'exact' ? undefined : given;
  return ok({ value, precision, unit: unit as Unit, asStated }); // found among the units above
}

/** What no unit begins with. */
const UNIT_AFTER_NUMBER = /[^\d〇零一二两三四五六七八九十百千万亿余多约近几来.\s-]{1,4}$/;

/** A number with a unit that papers do not use, or no number at all. */
function notACount(text: string, units: readonly Unit[]): TextProblem {
  const [unit = ''] = UNIT_AFTER_NUMBER.exec(text) ?? [];
  const isStrange = unit !== '' && !(UNITS as readonly string[]).includes(unit);
  const isNumber = isStrange && dissect(text.slice(0, -unit.length).trim(), []).value !== undefined;
  if (!isNumber) return { code: 'not-a-count', detail: { text } };
  return { code: 'unknown-unit', detail: { text, unit, units: units.join('、') } };
}

/** Reads exact money: digits of yuan with at most two decimals, nothing else. */
export function readYuan(text: string): Result<number, TextProblem> {
  const given = fullWidth(text);
  const match = /^(-?)(\d{1,12})(?:\.(\d{1,2}))?$/.exec(given);
  if (match) return ok(Number(`${match[1]}${match[2]}${(match[3] ?? '').padEnd(2, '0')}`));
  const digits = given.replace(/[,，￥¥\s元圆]/g, '');
  const meant = /^\d{1,12}(\.\d{1,2})?$/.test(digits) ? digits : undefined;
  return err({
    code: meant === undefined ? 'not-money' : 'money-as-text',
    detail: { text: given, meant: meant ?? '' },
  });
}

/**
 * Reads stated money: exact yuan in digits only, or words with an approximation ("近10000元", "二万余元", "不详"). Value in
 * fen.
 */
export function readStatedMoney(text: string): Result<Stated, TextProblem> {
  const given = fullWidth(text);
  if (UNKNOWN_WORDS.has(given)) return ok({ value: null, precision: 'unknown', unit: '分', asStated: given });
  const { value: yuan, precision } = dissect(given, ['元', '圆']);
  if (precision === 'exact') {
    const exact = readYuan(given);
    if (!exact.ok) return exact;
    return exact.value < 0
      ? err({ code: 'not-money', detail: { text: given, meant: '' } })
      : ok({ value: exact.value, precision, unit: '分' });
  }
  const value = yuan === undefined ? Number.NaN : Math.round(yuan * 100);
  if (!Number.isSafeInteger(value)) return err({ code: 'not-money', detail: { text: given, meant: '' } });
  return ok({ value, precision, unit: '分', asStated: given });
}

const PRECISION_WORDS: Readonly<Record<Precision, readonly [string, string]>> = {
  exact: ['', ''],
  over: ['', '余'],
  nearly: ['近', ''],
  atLeast: ['', '以上'],
  about: ['约', ''],
  unknown: ['', ''],
};

const DIRECTED: ReadonlySet<Precision> = new Set(['over', 'nearly', 'atLeast']);

/**
 * A figure in the words of the trade: "20余人次", "近10000元", "15人以上"; unknown is "—". Money is fen, printed in yuan.
 * Below zero "more than" would read in the wrong direction: such a figure is said to be only what is known of it.
 */
export function countWords(value: number | null, unit: Unit, precision: Precision): string {
  if (value === null) return '—';
  if (value < 0 && DIRECTED.has(precision)) return `${countWords(value, unit, 'exact')}（已知部分）`;
  const [before, after] = PRECISION_WORDS[precision];
  const money = unit === '分';
  const cents = value % 100 === 0 ? String(value / 100) : (value / 100).toFixed(2);
  const number = money ? cents : String(value);
  const word = money ? '元' : unit;
  return precision === 'atLeast' ? `${number}${word}${after}` : `${before}${number}${after}${word}`;
}

/**
 * A stated figure as it is written back into a cell, so that reading it again gives the same. `usual` is the unit meant
 * without one.
 */
export function writeStated({ value, unit, precision, asStated }: Stated, usual: Unit = unit): string {
  if (value === null && unit !== usual) return `不详${unit}`;
  if (asStated !== undefined) return asStated;
  if (value === null) return '不详';
  if (unit === '分' && precision === 'exact') return (value / 100).toFixed(2);
  return countWords(value, unit, precision);
}
