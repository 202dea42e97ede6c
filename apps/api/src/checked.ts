import { Refused, refusalOf } from '@mingbai/application';
import type { z } from 'zod';

/** A value that has passed its closed schema. Throws `Refused` (malformed) otherwise. */
export function checked<S extends z.ZodType>(schema: S, value: unknown): z.infer<S> {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (!parsed.success) throw new Refused(refusalOf(parsed.error));
  return parsed.data;
}
