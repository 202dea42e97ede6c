import { z } from 'zod';
import { isPlainLines } from './plain-text.ts';
import type { Unit } from './unit-text.ts';

/** How exactly a figure is known. `unknown` has no value; unknown is not zero. */
export const PRECISIONS = ['exact', 'over', 'nearly', 'atLeast', 'about', 'unknown'] as const;
export type Precision = (typeof PRECISIONS)[number];

/** A figure as somebody stated it: a value or none, how exact, and the words as given. It never moves a balance. */
export type Stated = {
  readonly value: number | null;
  readonly precision: Precision;
  readonly unit: Unit;
  readonly asStated?: string | undefined;
};

const amount = z.int().min(0).max(1_000_000_000_000);

const isValueless = (input: unknown): boolean => (input as Pick<Stated, 'value'>).value === null; // it has its form

/** A stated figure in one of the units. Unknown has no value, and only unknown has none. */
export const stated = (...units: [Unit, ...Unit[]]) =>
  z
    .strictObject({
      value: amount.nullable(),
      precision: z.enum(PRECISIONS),
      unit: z.enum(units),
      asStated: z.string().min(1).max(60).refine(isPlainLines, { error: 'control-characters' }).optional(),
    })
    .refine(({ value, precision }) => (value === null) === (precision === 'unknown'), {
      error: ({ input }) => (isValueless(input) ? 'value-missing' : 'unknown-has-no-value'),
    })
    .meta({ format: 'stated', units });

export const exactly = (value: number, unit: Unit): Stated => ({ value, precision: 'exact', unit });

type Known = Pick<Stated, 'value' | 'precision'>;

/** The least that a stated figure can mean: more than 20 is at least 21, and nearly or about so much may be less. */
export function leastOf({ value, precision }: Known): number {
  if (value === null || precision === 'nearly' || precision === 'about') return 0;
  return precision === 'over' ? value + 1 : value;
}

/** The most that it can mean: nearly 30 is at most 30. */
export const mostOf = ({ value, precision }: Known): number =>
  value !== null && (precision === 'exact' || precision === 'nearly') ? value : Infinity;

/** How exactly a number is known beside another one that may tell of the same or of more. */
export function atLeast(precision: Precision): Precision {
  if (precision === 'exact') return 'atLeast';
  return precision === 'nearly' ? 'about' : precision;
}

/**
 * A sum of stated parts: the known total (null if nothing is known), how exact it is, and how many parts are unknown.
 */
export type Total = { readonly value: number | null; readonly precision: Precision; readonly unknown: number };

type Addend = {
  readonly value: number | null;
  readonly precision: Precision;
  /** How many parts it stands for, where alike ones were added up before. */
  readonly count?: number;
};

/**
 * Adds parts of one unit. Exact and one other precision give that precision; different ones, or about, give about;
 * an unknown part makes the known sum "over"; all unknown is null. No parts at all is unknown, never zero.
 */
export function totalOf(parts: Iterable<Addend>): Total {
  let value = 0;
  let known = 0;
  let unknown = 0;
  const seen = new Set<Precision>();
  for (const part of parts) {
    if (part.value === null) {
      unknown += part.count ?? 1;
      continue;
    }
    known += 1;
    value += part.value;
    if (part.precision !== 'exact') seen.add(part.precision);
  }
  if (known === 0) return { value: null, precision: 'unknown', unknown };
  return { value, precision: unknown > 0 ? 'over' : togetherAs([...seen]), unknown };
}

function togetherAs(precisions: readonly Precision[]): Precision {
  if (precisions.length === 0) return 'exact';
  return precisions.length === 1 ? (precisions[0] ?? 'about') : 'about';
}
