import { countWords, type Field, type Span, type Stated } from '@mingbai/kernel';
import { fieldLabel, webText, word } from '@mingbai/messages';
import { joinedClauses, joinedItems } from '../joined.ts';
import { readable, yuan } from '../register/cell-words.ts';
import type { Names } from '../register/names.ts';

const DAY_MS = 86_400_000;

type Teller = (field: Field, value: unknown, names: Names) => string | undefined;

/* The field's reader has just made the value, so each teller knows its type. */
const TELLERS: Partial<Record<Field['kind'], Teller>> = {
  span: (_field, value) => spanMeaning(value as Span),
  fen: (_field, value) => webText('meaning.yuan', { yuan: yuan(Number(value)) }),
  stated: (_field, value) => statedMeaning(value as Stated),
  list: ({ item }, value, names) => (Array.isArray(value) && item ? listMeaning(item, value, names) : undefined),
  object: (field, value, names) => objectMeaning(field, value as Readonly<Record<string, unknown>>, names),
  day: readable,
  ordinal: readable,
  person: readable,
};

/**
 * How a typed text is understood, so that a slip is seen before it is recorded; undefined where that says
 * nothing new.
 */
export const meaningOf: Teller = (field, value, names) => TELLERS[field.kind]?.(field, value, names);

function spanMeaning({ from, to }: Span): string {
  if (from === to) return webText('meaning.day', { day: from });
  const days = Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
  return webText('meaning.span', { from, to, days });
}

function statedMeaning({ value, unit, precision }: Stated): string {
  if (value === null) return webText('meaning.unknown');
  const words = countWords(value, unit, 'exact');
  return precision === 'exact'
    ? words
    : webText('meaning.precision', { words, precision: word('precision', precision) });
}

function listMeaning(item: Field, values: readonly unknown[], names: Names): string {
  const each = values.map((value) => meaningOf(item, value, names) ?? readable(item, value, names));
  return webText('meaning.list', { count: values.length, each: joinedItems(each) });
}

function objectMeaning(field: Field, content: Readonly<Record<string, unknown>>, names: Names): string {
  const parts = (field.parts ?? []).flatMap((part) => {
    const value = content[part.name];
    if (value === undefined) return [];
    const told = part.kind === 'list' ? readable(part, value, names) : meaningOf(part, value, names);
    return [`${fieldLabel('', part.name)} ${told ?? readable(part, value, names)}`];
  });
  return joinedClauses(parts);
}
