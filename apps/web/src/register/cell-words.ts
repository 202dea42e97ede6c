import { countWords, writeText, type Field, type Stated } from '@mingbai/kernel';
import { fieldLabel, words } from '@mingbai/messages';
import { joinedItems, joinedWords } from '../joined.ts';
import type { Names } from './names.ts';

/** Yuan with two decimals and grouping, for reading; unknown is a dash. */
export function yuan(fen: number | null): string {
  if (fen === null) return '—';
  const [whole = '0', cents = '00'] = (Math.abs(fen) / 100).toFixed(2).split('.');
  return `${fen < 0 ? '-' : ''}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`;
}

type Teller = (field: Field, value: unknown, names: Names) => string;

/* The values have passed the schema that the field was derived from, so each teller knows its type. */
const TELLERS: Partial<Record<Field['kind'], Teller>> = {
  reference: ({ target }, value, names) => names.nameOf(target ?? '', String(value)),
  fen: (_field, value) => yuan(Number(value)),
  stated: (_field, value) => statedWords(value as Stated),
  list: ({ item }, value, names) => {
    if (!item || !Array.isArray(value)) return '';
    const told = value.map((each) => readable(item, each, names));
    return item.kind === 'enum' || item.kind === 'person' ? joinedWords(told) : joinedItems(told);
  },
  object: ({ parts = [] }, value, names) => {
    const content = value as Readonly<Record<string, unknown>>;
    return parts
      .map((part) => readable(part, content[part.name], names))
      .filter(Boolean)
      .join(' ');
  },
};

/**
 * A value as people read it. Leaves are written by the kernel; lists and objects are set more loosely than in a
 * cell.
 */
export function readable(field: Field, value: unknown, names: Names): string {
  if (value === undefined || value === null) return '';
  return TELLERS[field.kind]?.(field, value, names) ?? writeText(field, value, words);
}

/** The words as stated where there are any say more than their number. */
const statedWords = ({ value, unit, precision, asStated }: Stated): string =>
  asStated ?? countWords(value, unit, precision);

export type Told = { readonly label: string; readonly text: string };

/** A record's filled fields, labelled, in the order of its schema. */
export function tellFields(
  fields: readonly Field[],
  content: Readonly<Record<string, unknown>>,
  as: { register: string; names: Names },
): readonly Told[] {
  return fields.flatMap((field) => {
    const text = readable(field, content[field.name], as.names);
    return text === '' ? [] : [{ label: fieldLabel(as.register, field.name), text }];
  });
}
