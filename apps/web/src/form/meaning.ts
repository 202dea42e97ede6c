import { countWords, type Field, type Span, type Stated } from '@mingbai/kernel';
import { fieldLabel, webText, word } from '@mingbai/messages';
import { readable, yuan } from '../register/cell-words.ts';
import type { Names } from '../register/names.ts';

const DAY_MS = 86_400_000;

/** How a typed text has been understood, so that a slip is seen before it is recorded. Undefined where that says nothing new. */
export function meaningOf(field: Field, value: unknown, names: Names): string | undefined {
  switch (field.kind) {
    case 'span':
      return spanMeaning(value as Span); // the field's reader has just made it, here and below
    case 'fen':
      return webText('meaning.yuan', { yuan: yuan(Number(value)) });
    case 'stated':
      return statedMeaning(value as Stated);
    case 'list':
      return Array.isArray(value) && field.item ? listMeaning(field.item, value, names) : undefined;
    case 'object':
      return objectMeaning(field, value as Readonly<Record<string, unknown>>, names);
    case 'day':
    case 'ordinal':
    case 'person':
      return readable(field, value, names);
    default:
      return undefined;
  }
}

function spanMeaning({ from, to }: Span): string {
  if (from === to) return webText('meaning.day', { day: from });
  const days = Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
  return webText('meaning.span', { from, to, days });
}

function statedMeaning({ value, unit, precision }: Stated): string {
  if (value === null) return webText('meaning.unknown');
  const words = countWords(value, unit, 'exact');
  return precision === 'exact' ? words : webText('meaning.precision', { words, precision: word('precision', precision) });
}

function listMeaning(item: Field, values: readonly unknown[], names: Names): string {
  const each = values.map((value) => meaningOf(item, value, names) ?? readable(item, value, names));
  return webText('meaning.list', { count: values.length, each: each.join('；') });
}

function objectMeaning(field: Field, content: Readonly<Record<string, unknown>>, names: Names): string {
  const parts = (field.parts ?? []).flatMap((part) => {
    const value = content[part.name];
    if (value === undefined) return [];
    const told = part.kind === 'list' ? readable(part, value, names) : meaningOf(part, value, names);
    return [`${fieldLabel('', part.name)} ${told ?? readable(part, value, names)}`];
  });
  return parts.join('，');
}
