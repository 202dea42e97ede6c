import { countWords, writeText, type Field, type Stated } from '@mingbai/kernel';
import { fieldLabel, words } from '@mingbai/messages';
import type { Names } from './names.ts';

/** Yuan with two decimals and grouping, for reading; unknown is a dash. */
export function yuan(fen: number | null): string {
  if (fen === null) return '—';
  const [whole = '0', cents = '00'] = (Math.abs(fen) / 100).toFixed(2).split('.');
  return `${fen < 0 ? '-' : ''}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`;
}

/** A value as people read it. Leaves are written by the kernel; lists and objects are only set more loosely than in a cell. */
export function readable(field: Field, value: unknown, names: Names): string {
  if (value === undefined || value === null) return '';
  if (field.kind === 'reference') return names.nameOf(field.target ?? '', String(value));
  if (field.kind === 'fen') return yuan(Number(value));
  if (field.kind === 'stated') return statedWords(value as Stated); // has passed the schema that the field was derived from
  if (field.kind === 'list' && Array.isArray(value) && field.item) {
    const { item } = field;
    return value.map((each) => readable(item, each, names)).join(item.kind === 'enum' ? '、' : '；');
  }
  if (field.kind === 'object') {
    const content = value as Readonly<Record<string, unknown>>; // as above
    const parts = (field.parts ?? []).map((part) => readable(part, content[part.name], names));
    return parts.filter(Boolean).join(' ');
  }
  return writeText(field, value, words);
}

/** The words as stated where there are any: "近10000元" says more than its number. */
const statedWords = ({ value, unit, precision, asStated }: Stated): string =>
  asStated ?? countWords(value, unit, precision);

export type Told = { readonly label: string; readonly text: string };

/** A record's filled fields, labelled, in the order of its schema. */
export function tellFields(fields: readonly Field[], content: Readonly<Record<string, unknown>>, as: { register: string; names: Names }): readonly Told[] {
  return fields.flatMap((field) => {
    const text = readable(field, content[field.name], as.names);
    return text === '' ? [] : [{ label: fieldLabel(as.register, field.name), text }];
  });
}
