import { ok, readText, writeText, type Field, type Result, type TextProblem } from '@mingbai/kernel';
import { words } from '@mingbai/messages';

/** What a control holds: a text to be read, a chosen value, or several. */
export type ControlValue = string | readonly string[] | undefined;
export type ControlKind = 'choice' | 'choices' | 'pick' | 'yes-no' | 'text' | 'long-text';

const OF_KIND: Partial<Record<Field['kind'], ControlKind>> = {
  enum: 'choice',
  boolean: 'yes-no',
  reference: 'pick',
  'long-text': 'long-text',
};
const OF_LIST: Partial<Record<Field['kind'], ControlKind>> = {
  enum: 'choices',
  object: 'long-text',
  text: 'long-text',
};

/** The control that asks for a field. What several lines may be needed for gets a large one. */
export const controlOf = ({ kind, item }: Field): ControlKind =>
  (kind === 'list' && item ? OF_LIST[item.kind] : OF_KIND[kind]) ?? 'text';

/** A record's value as its control begins with. */
export function toControl(field: Field, value: unknown): ControlValue {
  if (value === undefined || value === null) return undefined;
  const control = controlOf(field);
  if (control === 'choices') return Array.isArray(value) ? value.map(String) : undefined;
  return control === 'text' || control === 'long-text' ? writeText(field, value, words) : String(value);
}

const isBlank = (value: ControlValue): boolean =>
  value === undefined || (typeof value === 'string' ? value.trim() === '' : value.length === 0);

/** What a control means, read just as a cell of a workbook is. Blank is undefined: not given. */
export function fromControl(field: Field, value: ControlValue): Result<unknown, TextProblem> {
  if (isBlank(value)) return ok(undefined);
  if (typeof value === 'string') return readText(field, value, words);
  return ok(value);
}
