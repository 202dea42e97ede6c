import { z } from 'zod';
import { Day } from './day.ts';

/**
 * When a fact happened: first and last civil day, both included, and the words as given when they say more than a day.
 */
export type Span = { readonly from: Day; readonly to: Day; readonly asStated?: string | undefined };

export const Span = z
  .strictObject({ from: Day, to: Day, asStated: z.string().min(1).max(60).optional() })
  .refine(({ from, to }) => from <= to, { error: 'span-reversed' })
  .meta({ format: 'span' });

export const onDay = (on: Day): Span => ({ from: on, to: on });

/** Whether the whole span lies inside the period: only then does an event count there. */
export const liesInside = (span: Span, period: Span): boolean => span.from >= period.from && span.to <= period.to;
export const isSameSpan = (a: Span, b: Span): boolean => a.from === b.from && a.to === b.to;
export const overlaps = (a: Span, b: Span): boolean => a.from <= b.to && b.from <= a.to;
