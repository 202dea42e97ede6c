import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addFen, fen, Fen, negateFen, PositiveFen, subtractFen, sumFen, yuanText } from './fen.ts';

const amount = fc.integer({ min: -10_000_000_000_000, max: 10_000_000_000_000 }).map(fen);

describe('exact money', () => {
  it('is a whole number of fen', () => {
    for (const wrong of [0.5, Number.NaN, Infinity, Number.MAX_SAFE_INTEGER + 1])
      expect(() => fen(wrong)).toThrow('fen');
  });
  it('comes and goes without a trace', () =>
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        expect(subtractFen(addFen(a, b), b)).toBe(a);
      }),
    ));
  it('has no negative zero', () => expect(Object.is(negateFen(fen(0)), 0)).toBe(true));
  it('adds up to nothing where there is nothing', () =>
    expect([sumFen([]), sumFen([fen(1), fen(-3)])]).toEqual([0, -2]));
  it('is at most a hundred thousand million yuan an entry, either way', () => {
    const largest = 10_000_000_000_000;
    for (const value of [largest, -largest, 0]) expect(Fen.safeParse(value).success).toBe(true);
    for (const value of [largest + 1, -largest - 1, 0.5, '5']) expect(Fen.safeParse(value).success).toBe(false);
  });
  it('of an entry is at least one fen', () => {
    expect(PositiveFen.safeParse(1).success).toBe(true);
    for (const value of [0, -1]) expect(PositiveFen.safeParse(value).success).toBe(false);
  });
  it.each([
    [0, '0.00'],
    [1, '0.01'],
    [10, '0.10'],
    [-5, '-0.05'],
    [1_234_567, '12345.67'],
  ])('%d fen is %s yuan', (fens, text) => expect(yuanText(fens)).toBe(text));
});
