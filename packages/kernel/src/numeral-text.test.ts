import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chineseNumber, digitsInTurn, readNumerals } from './numeral-text.ts';

const DIGITS = [...'零一二三四五六七八九'];
const POWERS = ['', '十', '百', '千'];

/** A number below ten thousand as it is written in full: 一千零五, 二百一十. */
function section(value: number): string {
  return [...String(value)]
    .map((digit, at, all) => (digit === '0' ? '零' : `${DIGITS[Number(digit)]}${POWERS[all.length - 1 - at]}`))
    .join('')
    .replace(/零+/g, '零')
    .replace(/(?<=.)零$/, '');
}

function inFull(value: number): string {
  const [high, low] = [Math.floor(value / 10_000), value % 10_000];
  if (high === 0) return section(low);
  return `${section(high)}万${low === 0 ? '' : low < 1000 ? `零${section(low)}` : section(low)}`;
}

describe('a number in Chinese numerals', () => {
  it.each([
    ['零', 0],
    ['十', 10],
    ['十五', 15],
    ['二十', 20],
    ['九十九', 99],
    ['百', 100],
    ['一百零二', 102],
    ['一百〇二', 102],
    ['一百十五', 115],
    ['二百三十', 230],
    ['两千', 2000],
    ['一千零十', 1010],
    ['二万', 20_000],
    ['十二万', 120_000],
    ['一万二千', 12_000],
    ['二〇', 20],
    ['一〇五', 105],
    ['二〇二五', 2025],
    ['一千万', 10_000_000],
  ])('%s is %d', (text, number) => expect(chineseNumber(text)).toBe(number));
  it('is read as it is written in full, below a hundred million', () =>
    fc.assert(
      fc.property(fc.nat(99_999_999), (value) => {
        expect(chineseNumber(inFull(value))).toBe(value);
      }),
    ));
  it('is read as it is written in full, for all below a thousand', () => {
    for (let value = 0; value < 1000; value += 1) expect(chineseNumber(inFull(value))).toBe(value);
  });
  it.each([
    ['一百五', 150],
    ['一百零五', 105],
    ['两千五', 2500],
    ['两千零五', 2005],
    ['一千二百五', 1250],
    ['一千二百零五', 1205],
    ['一万二', 12_000],
    ['一万零二', 10_002],
    ['十万五', 105_000],
    ['一万二千五', 12_500],
    ['二十五', 25],
  ])('that leaves out its last power is of the next lower one: %s is %d', (text, number) =>
    expect(chineseNumber(text)).toBe(number),
  );
  it.each(
    '|万万|a|二0|3|十十|三十二十|二十三十|百十|十百千|百千|零五|一百零|五十零|零零|二三|一九|二五零零千|五千五千'.split(
      '|',
    ),
  )('%s is none', (text) => expect(chineseNumber(text)).toBeUndefined());
  it('is read out digit by digit in a year', () =>
    expect(['二〇二五', '一九九八', '二零一二'].map(digitsInTurn)).toEqual([2025, 1998, 2012]));
});

describe('two digits that are named together', () => {
  it.each([
    ['一两', 1],
    ['两三', 2],
    ['二三', 2],
    ['三五', 3],
    ['三两', 2],
    ['七八', 7],
    ['十二三', 12],
    ['二十七八', 27],
    ['二三十', 20],
    ['三四十', 30],
    ['三五百', 300],
    ['一百二三十', 120],
    ['一百五六', 150],
    ['两三千', 2000],
    ['三四万', 30_000],
    ['一万二三', 12_000],
    ['一万二三千', 12_000],
  ])('are an estimate, at the lower of the two: %s is about %d', (text, value) => {
    expect(readNumerals(text)).toEqual({ value, estimated: true });
    expect(chineseNumber(text)).toBeUndefined();
  });
  it('are never one exact number, whichever they are and whatever stands around them', () => {
    const digit = fc.constantFrom(...'一二两三四五六七八九');
    const before = fc.constantFrom('', '十', '二十', '一百', '一百零', '三千', '一万', '一万零');
    const after = fc.constantFrom('', '十', '百', '千', '万', '十万');
    fc.assert(
      fc.property(before, digit, digit, after, (head, first, second, tail) => {
        expect(chineseNumber(`${head}${first}${second}${tail}`)).toBeUndefined();
      }),
    );
  });
  it.each(['五三', '九八', '一九', '五五', '二四十', '二三十五', '三四万五', '二三百四五十', '三四五'])(
    '%s makes none',
    (text) => expect(readNumerals(text)).toBeUndefined(),
  );
});
