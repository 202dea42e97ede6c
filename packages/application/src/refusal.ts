import { REGISTERS } from '@mingbai/domain';
import { fieldsOf, type Field } from '@mingbai/kernel';
import type { z } from 'zod';

/**
 * Why a command was not carried out. Ordinary outcomes that a user reads; the catalogue has the words for each code.
 */
export type Refusal = {
  readonly kind: 'malformed' | 'forbidden' | 'rejected' | 'reused' | 'not-found' | 'unavailable';
  readonly code: string;
  /** The field that is wrong, as a path such as `groups.0.count`. */
  readonly field?: string | undefined;
  /** What the words are filled with. A list has its items on lines of their own, a name and its code a tab between. */
  readonly detail?: Readonly<Record<string, string | number>> | undefined;
};

const CODES: Readonly<Record<string, string>> = {
  unrecognized_keys: 'unknown-field',
  invalid_format: 'wrong-form',
  invalid_value: 'not-in-list',
  invalid_union: 'wrong-form',
  not_multiple_of: 'not-a-number',
};

/**
 * The first problem of a value that did not pass its schema, by code; never the schema library's own words. Parse with
 * `reportInput`.
 */
export function refusalOf(error: z.ZodError, schema?: z.ZodObject): Refusal {
  const issue = error.issues[0];
  if (!issue) return { kind: 'malformed', code: 'wrong-form' };
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    const field = [...path, issue.keys[0] ?? ''].join('.');
    return { kind: 'malformed', code: 'unknown-field', field, detail: { name: issue.keys[0] ?? '' } };
  }
  const field = schema && fieldAt(fieldsOf(schema), path);
  return { kind: 'malformed', code: codeOf(issue, field), field: path.join('.'), detail: detailOf(issue, field) };
}

/** The field that a path such as `groups.0.count` leads to. */
function fieldAt(fields: readonly Field[], [name, ...rest]: readonly string[]): Field | undefined {
  const found = fields.find((each) => each.name === name);
  const [place, ...more] = rest;
  if (!found || place === undefined) return found;
  if (!found.item) return fieldAt(found.parts ?? [], rest);
  return more.length === 0 ? found.item : fieldAt(found.item.parts ?? [], more);
}

function codeOf(issue: z.core.$ZodIssue, field: Field | undefined): string {
  if (issue.code === 'custom') return issue.message;
  if (issue.code === 'too_big' || issue.code === 'too_small') return sizeCode(issue, field);
  if (issue.input === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_value')) return 'missing';
  return issue.code === 'invalid_type' ? 'wrong-type' : (CODES[issue.code] ?? 'wrong-form');
}

/** What is too long or too large, by what it is: an amount, a number, a list, a text. */
function sizeCode(issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall, field: Field | undefined): string {
  const { code, origin } = issue;
  const big = code === 'too_big';
  if (field?.kind === 'fen') return big || issue.minimum < 0 ? 'amount-too-large' : 'amount-not-positive';
  if (origin === 'array') return big ? 'too-many-items' : 'too-few-items';
  if (origin === 'string') return big ? 'too-long' : 'too-short';
  return big ? 'number-too-large' : 'number-too-small';
}

function detailOf(issue: z.core.$ZodIssue, field: Field | undefined): Refusal['detail'] {
  if (issue.code === 'too_big') return { limit: Number(issue.maximum) };
  if (issue.code === 'too_small') return { limit: Number(issue.minimum) };
  if (issue.code === 'invalid_value') {
    const list = issue.values.map(String).join('\n');
    return { text: textOf(issue.input), list, words: field?.words ?? '' };
  }
  if (issue.code === 'custom') return { text: textOf(issue.input) };
  return field && { expected: expectedOf(issue, field) };
}

/** What the catalogue knows the way of writing a value by: its format, the name of its field, or its kind. */
function expectedOf(issue: z.core.$ZodIssue, { name, kind }: Field): string {
  if (issue.code !== 'invalid_format') return kind;
  return issue.format === 'uuid' ? issue.format : name;
}

/** What was given, short enough to be repeated: a text or number, the two ends of a span. */
function textOf(input: unknown): string {
  if (typeof input === 'string' || typeof input === 'number') return String(input).slice(0, LONGEST_REPEATED);
  if (typeof input !== 'object' || input === null || !('from' in input) || !('to' in input)) return '';
  return `${textOf(input.from)}..${textOf(input.to)}`;
}

const LONGEST_REPEATED = 60;

/** A question or command that is refused, thrown through the layers to the edge that answers. */
export class Refused extends Error {
  readonly refusal: Refusal;

  /** The refusal of a capability names its field as the form of the capability's register does. */
  constructor(refusal: Refusal, capability?: string) {
    super(refusal.code);
    this.refusal = capability === undefined ? refusal : onForm(refusal, capability);
  }
}

function onForm(refusal: Refusal, capability: string): Refusal {
  const register = REGISTERS.find(({ capabilities }) => capabilities.some(({ name }) => name === capability));
  return register ? { ...refusal, detail: { ...refusal.detail, form: register.name } } : refusal;
}
