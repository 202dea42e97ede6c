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
  too_big: 'too-long',
  too_small: 'too-short',
  invalid_format: 'wrong-form',
  invalid_value: 'not-in-list',
  invalid_union: 'wrong-form',
  not_multiple_of: 'not-a-number',
};

/**
 * The first problem of a value that did not pass its schema, by code; never the schema library's own words. Parse with
 * `reportInput`.
 */
export function refusalOf(error: z.ZodError): Refusal {
  const issue = error.issues[0];
  if (!issue) return { kind: 'malformed', code: 'wrong-form' };
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    const field = [...path, issue.keys[0] ?? ''].join('.');
    return { kind: 'malformed', code: 'unknown-field', field, detail: { name: issue.keys[0] ?? '' } };
  }
  return { kind: 'malformed', code: codeOf(issue), field: path.join('.'), detail: limitOf(issue) };
}

function codeOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom') return issue.message;
  if (issue.code === 'invalid_type') return issue.input === undefined ? 'missing' : 'wrong-type';
  return CODES[issue.code] ?? 'wrong-form';
}

function limitOf(issue: z.core.$ZodIssue): Record<string, string | number> | undefined {
  if (issue.code === 'too_big') return { limit: Number(issue.maximum) };
  if (issue.code === 'too_small') return { limit: Number(issue.minimum) };
  return undefined;
}

/** A question or command that is refused, thrown through the layers to the edge that answers. */
export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}
