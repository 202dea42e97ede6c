import { z } from 'zod';
import { isPlainText } from './plain-text.ts';

export const RETENTION_CLASSES = ['identity', 'voucher', 'health', 'hardship', 'child'] as const;
export type RetentionClass = (typeof RETENTION_CLASSES)[number];

/**
 * Marks a text field as personal: it is sealed under the key of (the person beside it, this class) before it is stored.
 */
export const personal = (retention: RetentionClass, maxLength = 60) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maxLength)
    .refine(isPlainText, { error: 'control-characters' })
    .meta({ personal: retention });

/**
 * A person named in a record: a random id (made when it is recorded, or that of a registered person) and the sealed
 * name.
 */
export const named = (retention: RetentionClass = 'identity') =>
  z.strictObject({ person: z.uuid().optional(), name: personal(retention) }).meta({ format: 'person' });

export type Named = { readonly person?: string | undefined; readonly name: string };
