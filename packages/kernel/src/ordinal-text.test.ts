import { describe, expect, it } from 'vitest';
import { chineseNumerals } from './numeral-text.ts';
import { ordinalWords, readOrdinal } from './ordinal-text.ts';

describe('a term as people write it', () => {
  it.each([
    ['第六届', 6, '届'],
    ['6届', 6, '届'],
    ['第6届', 6, '届'],
    ['六', 6, '届'],
    ['6', 6, '届'],
    ['首届', 1, '届'],
    ['首次', 1, '次'],
    ['第七次', 7, '次'],
    ['第十二届', 12, '届'],
    ['第二十届', 20, '届'],
    ['第九十九次', 99, '次'],
    ['第６届', 6, '届'],
  ])('%s is number %d', (text, number, word) =>
    expect(readOrdinal(text)).toEqual({ ok: true, value: { number, word } }),
  );
  it.each(['', '第', '届', '0', '第零届', '100', '第一百届', '第六回', '第-1届', '第二三届', '第十十届'])(
    'refuses %s',
    (text) => expect(readOrdinal(text)).toMatchObject({ ok: false, error: { code: 'not-an-ordinal' } }),
  );
  it('is written so that it is read back the same, for all that there are', () => {
    for (let number = 1; number <= 99; number += 1) {
      for (const word of ['届', '次'] as const) {
        expect(readOrdinal(ordinalWords({ number, word }))).toEqual({ ok: true, value: { number, word } });
      }
    }
  });
  it.each([
    [1, '一'],
    [10, '十'],
    [11, '十一'],
    [20, '二十'],
    [99, '九十九'],
  ])('writes %d as %s', (number, words) => expect(chineseNumerals(number)).toBe(words));
});
