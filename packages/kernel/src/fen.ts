import { z } from 'zod';

/** Exact money in integer fen (1 yuan = 100 fen). Only Fen moves a balance. */
export type Fen = number & { readonly __unit: 'fen' };

/** The largest amount that one entry may carry: one hundred thousand million yuan. */
const MAX_FEN = 10_000_000_000_000;

const whole = z.int().min(-MAX_FEN).max(MAX_FEN);
export const Fen = whole.meta({ format: 'fen' }).transform((n) => n as Fen); // the brand has no run-time form
export const PositiveFen = whole
  .min(1)
  .meta({ format: 'fen' })
  .transform((n) => n as Fen); // as above

/** A number of fen as Fen. Throws for a fraction or an unsafe integer. */
export function fen(n: number): Fen {
  if (!Number.isSafeInteger(n)) throw new Error(`not a whole number of fen: ${n}`);
  return n as Fen; // checked one line above
}

export const addFen = (a: Fen, b: Fen): Fen => fen(a + b);
export const subtractFen = (a: Fen, b: Fen): Fen => fen(a - b);
export const negateFen = (a: Fen): Fen => fen(a === 0 ? 0 : -a);
export const sumFen = (amounts: Iterable<Fen>): Fen => {
  let total = 0;
  for (const amount of amounts) total += amount;
  return fen(total);
};

/** Fen as yuan with two decimals and no grouping: 1234567 → "12345.67". */
export function yuanText(amount: number): string {
  const digits = Math.abs(amount).toString().padStart(3, '0');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
