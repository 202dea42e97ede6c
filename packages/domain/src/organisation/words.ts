import { isPlainLines, isPlainText, nameOfRecord } from '@mingbai/kernel';
import { z } from 'zod';

/** A code that a district gives an organisation or a fund; it stays the same for life. */
export const Code = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/);
export const Text = z.string().trim().min(1).max(120).refine(isPlainText, { error: 'control-characters' });
export const LongText = z
  .string()
  .trim()
  .min(1)
  .max(2000)
  .refine(isPlainLines, { error: 'control-characters' })
  .meta({ format: 'long-text' });
export const choice = <const T extends readonly [string, ...string[]]>(words: string, values: T) =>
  z.enum(values).meta({ words });
export const reference = (target: string) => nameOfRecord(60).meta({ format: `ref:${target}` });

/** Who recorded, asked and read: the roles that keep a school union's registers. */
export const KEEPERS = ['officer', 'chair', 'district-officer', 'operator'] as const;

/** Where money came from. Only the union's own funds are union expenditure. */
const PAYERS = [
  'union',
  'employer',
  'superior-union',
  'superior-party',
  'donors',
  'insurer',
  'government',
  'medical-scheme',
  'individuals',
] as const;
export const Payers = z.array(choice('payer', PAYERS)).min(1).max(9);

export const BENEFICIARIES = [
  'serving',
  'retired',
  'retired-principal',
  'retired-ill',
  'temporary',
  'hardship',
  'model-worker',
  'women',
  'young-teacher',
  'relative',
  'pupil',
  'household',
  'organisation',
] as const;
