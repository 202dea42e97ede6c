import { Refused, refusalOf } from '@mingbai/application';
import type { z } from 'zod';

/**
 * A value that has passed its closed schema. Throws `Refused` (malformed) otherwise; `form` says whose labels the
 * fields bear.
 */
export function checked<S extends z.ZodObject>(schema: S, value: unknown, form = ''): z.infer<S> {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  const refusal = refusalOf(parsed.error, schema);
  throw new Refused({ ...refusal, detail: { ...refusal.detail, form } });
}
