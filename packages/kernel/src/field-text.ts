import type { Field } from './field.ts';
import { chineseNumber } from './numeral-text.ts';
import { readOrdinal, ordinalWords, type Ordinal } from './ordinal-text.ts';
import { namesIn, personIn } from './person-text.ts';
import { tidyText } from './plain-text.ts';
import { readCount, readStatedMoney, readYuan, writeStated, type TextProblem } from './quantity-text.ts';
import { err, ok, type Result } from './result.ts';
import { readDay, readSpan, writeSpan } from './span-text.ts';
import type { Span } from './span.ts';
import type { Stated } from './stated.ts';
import { yuanText } from './fen.ts';

/** Names of enumeration values in the user's language, and back. */
export type Words = {
  readonly word: (prefix: string, value: string) => string;
  readonly value: (prefix: string, word: string, values: readonly string[]) => string | undefined;
};

type Read = Result<unknown, TextProblem>;
type Reader = (field: Field, text: string, words: Words) => Read;

const LIST_MARKS = /[；;\n]+/;
const NAME_MARKS = /[、,，；;\n\s]+/;
const PART_MARK = /[|｜]/;

/**
 * The one reading of a field's text, the same in a cell, a form and a command-line option. Blank text is the caller's
 * matter.
 */
export function readText(field: Field, text: string, words: Words): Read {
  const given = tidyText(text);
  if (!given.isWellFormed()) return err({ code: 'broken-text' });
  return READERS[field.kind](field, given, words);
}

const READERS: Readonly<Record<Field['kind'], Reader>> = {
  text: plain,
  'long-text': plain,
  reference: plain,
  evidence: (_field, text) => ok(text.split(NAME_MARKS).filter(Boolean)),
  number: (_field, text) => readNumber(text),
  boolean: (_field, text) => readBoolean(text),
  enum: readEnum,
  day: (_field, text) => readDay(text),
  span: (_field, text) => readSpan(text),
  fen: (_field, text) => readYuan(text),
  stated: (field, text) => (field.units?.[0] === '分' ? readStatedMoney(text) : readCount(text, field.units ?? [])),
  ordinal: (_field, text) => readOrdinal(text),
  person: readPerson,
  object: readObject,
  list: readList,
};

function plain(field: Field, text: string): Read {
  const limit = field.maxLength;
  if (limit !== undefined && text.length > limit)
    return err({ code: 'too-long', detail: { limit, length: text.length } });
  return ok(text);
}

/** What is counted in turn: 第3次, 第六届, 第三, 6届. */
const IN_TURN = /^第([^第届次期]+)[届次期]?$|^([^第届次期]+)[届次期]$/;

/** A whole number, also where it says what it counts in turn: 第六届, 首届. */
function readNumber(text: string): Read {
  const given = text.normalize('NFKC');
  if (/^-?\d{1,12}$/.test(given)) return ok(Number(given));
  const [, named, bare] = IN_TURN.exec(given.replace(/^首(?=[届次期]$)/, '第一')) ?? [];
  const counted = named ?? bare ?? '';
  const number = /^\d{1,12}$/.test(counted) ? Number(counted) : chineseNumber(counted);
  return number === undefined ? err({ code: 'not-a-number', detail: { text } }) : ok(number);
}

function readBoolean(text: string): Read {
  if (['是', '有', '√', 'true', 'yes', '1'].includes(text.toLowerCase())) return ok(true);
  if (['否', '无', '×', 'false', 'no', '0'].includes(text.toLowerCase())) return ok(false);
  return err({ code: 'not-yes-or-no', detail: { text } });
}

function readEnum(field: Field, text: string, words: Words): Read {
  const values = field.values ?? [];
  const prefix = field.words ?? field.name;
  const value = values.includes(text) ? text : words.value(prefix, text, values);
  if (value !== undefined) return ok(value);
  return err({
    code: 'not-in-list',
    detail: { text, list: values.map((each) => words.word(prefix, each)).join('、') },
  });
}

function readPerson(field: Field, text: string): Read {
  const person = personIn(text);
  const { length } = person.name ?? '';
  const limit = field.parts?.find((part) => part.name === 'name')?.maxLength ?? 60;
  return length > limit ? err({ code: 'too-long', detail: { limit, length } }) : ok(person);
}

function readObject(field: Field, text: string, words: Words): Read {
  const parts = field.parts ?? [];
  const given = text.split(PART_MARK).map((part) => part.trim());
  if (given.length > parts.length) return err({ code: 'too-many-parts', detail: { text, count: parts.length } });
  const result: Record<string, unknown> = {};
  // One lone part may be any field that reads it alone: "18人次" is a count though a kind could stand before it.
  const placed =
    given.length === 1
      ? placeAlone(parts, given[0] ?? '', words)
      : parts.map((part, i) => [part, given[i] ?? ''] as const);
  for (const [part, content] of placed) {
    if (content === '') {
      if (part.required) return err({ code: 'part-missing', detail: { text, part: part.name } });
      continue;
    }
    const read = readText(part, content, words);
    if (!read.ok) return read;
    result[part.name] = read.value;
  }
  return ok(result);
}

function placeAlone(parts: readonly Field[], text: string, words: Words): readonly (readonly [Field, string])[] {
  const required = parts.filter((part) => part.required);
  const reads = (part: Field): boolean => part.kind !== 'text' && readText(part, text, words).ok;
  const own = required.length === 1 ? required[0] : (parts.find(reads) ?? parts[0]);
  return parts.map((part) => [part, part === own ? text : ''] as const);
}

function readList(field: Field, text: string, words: Words): Read {
  const item = field.item;
  if (!item) return err({ code: 'not-a-list', detail: { text } });
  const pieces = piecesOf(item, text);
  if (!pieces) return err({ code: 'names-unclear', detail: { text } });
  const values: unknown[] = [];
  for (const piece of pieces) {
    const read = readText(item, piece, words);
    if (!read.ok) return read;
    values.push(read.value);
  }
  return ok(item.kind === 'enum' ? [...new Set(values)] : values);
}

function piecesOf({ kind }: Field, text: string): readonly string[] | undefined {
  if (kind === 'person') return namesIn(text);
  const marks = kind === 'object' || kind === 'text' || kind === 'span' ? LIST_MARKS : NAME_MARKS;
  return text
    .split(marks)
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

/** A value as text that `readText` reads back to the same value. Undefined and null are blank. */
export function writeText(field: Field, value: unknown, words: Words): string {
  if (value === undefined || value === null) return '';
  return WRITERS[field.kind]?.(field, value, words) ?? (typeof value === 'string' ? value : JSON.stringify(value));
}

type Writer = (field: Field, value: unknown, words: Words) => string;

/* The values have passed the schema that the field was derived from, so each writer knows its type. */
const WRITERS: Partial<Record<Field['kind'], Writer>> = {
  boolean: (_field, value) => (value === true ? '是' : '否'),
  enum: (field, value, words) => words.word(field.words ?? field.name, String(value)),
  span: (_field, value) => writeSpan(value as Span),
  fen: (_field, value) => yuanText(Number(value)),
  stated: (field, value) => writeStated(value as Stated, field.units?.[0]),
  ordinal: (_field, value) => ordinalWords(value as Ordinal),
  person: (_field, value) => writePerson(value as { name: string; staffNumber?: string }),
  object: (field, value, words) => {
    const content = value as Record<string, unknown>;
    const texts = (field.parts ?? []).map((part) => writeText(part, content[part.name], words));
    const alone =
      texts.filter(Boolean).length === 1 && (field.parts ?? []).filter(({ required }) => required).length === 1;
    return alone ? texts.join('') : texts.join('|').replace(/\|+$/, '');
  },
  list: (field, value, words) => {
    const { item } = field;
    if (!item || !Array.isArray(value)) return '';
    const mark = item.kind === 'object' || item.kind === 'text' || item.kind === 'span' ? '；' : '、';
    return value.map((each) => writeText(item, each, words)).join(mark);
  },
  evidence: (_field, value) => (value as readonly string[]).join('、'),
};

/** A person as text that `personIn` reads again: the name, and the staff number if there is one. */
export const writePerson = ({ name, staffNumber }: { name: string; staffNumber?: string }): string =>
  staffNumber === undefined ? name : `${name}（${staffNumber}）`;
