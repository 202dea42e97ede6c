import { z } from 'zod';
import { chineseNumber, chineseNumerals } from './numeral-text.ts';
import type { TextProblem } from './quantity-text.ts';
import { err, ok, type Result } from './result.ts';

/** A term as the body counts it: 第六届 or 第七次. */
export const Ordinal = z
  .strictObject({ number: z.int().min(1).max(99), word: z.enum(['届', '次']) })
  .meta({ format: 'ordinal' });
export type Ordinal = z.infer<typeof Ordinal>;

/** Reads "第六届", "6届", "首届", "第七次", "6". A bare number is a 届. */
export function readOrdinal(text: string): Result<Ordinal, TextProblem> {
  const given = text.normalize('NFKC').trim();
  const match = /^(?:第?(\d{1,2}|[一二三四五六七八九十]+)|首)([届次])?$/.exec(given);
  const number = match?.[1] === undefined ? 1 : /^\d/.test(match[1]) ? Number(match[1]) : chineseNumber(match[1]);
  if (!match || number === undefined || number < 1 || number > 99) {
    return err({ code: 'not-an-ordinal', detail: { text: given } });
  }
  return ok({ number, word: match[2] === '次' ? '次' : '届' });
}

/** "第六届", "第七次". */
export const ordinalWords = ({ number, word }: Ordinal): string => `第${chineseNumerals(number)}${word}`;
