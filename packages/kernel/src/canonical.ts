/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** What cannot be written canonically: a lone surrogate, a number that is not finite, or a value JSON does not have. */
export class NotCanonical extends Error {}

/**
 * RFC 8785 JSON of a value with all text in NFC. Keys whose value is undefined are left out.
 * Throws `NotCanonical` for lone surrogates, non-finite numbers, keys that NFC makes equal, and values outside JSON.
 */
export function canonicalText(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'string') return stringText(value);
  if (Array.isArray(value)) return `[${value.map((item: unknown) => canonicalText(item ?? null)).join(',')}]`;
  if (typeof value === 'object') return objectText(value);
  throw new NotCanonical(`a ${typeof value} has no canonical form`);
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new NotCanonical('a number must be finite');
  return JSON.stringify(value); // ECMAScript's number form is the one RFC 8785 prescribes, and -0 becomes 0
}

/** Text that is its own canonical form: printable ASCII without quotation marks and backslashes. */
const PLAIN = /^[ !#-[\]-~]*$/;

function stringText(value: string): string {
  if (PLAIN.test(value)) return `"${value}"`;
  if (!value.isWellFormed()) throw new NotCanonical('text holds half of a surrogate pair');
  return JSON.stringify(value.normalize('NFC'));
}

function objectText(value: object): string {
  const keys = Object.keys(value);
  return keys.every((key) => PLAIN.test(key)) ? plainObjectText(value, keys) : composedObjectText(value);
}

/** The usual object, whose keys need no composing. */
function plainObjectText(value: object, keys: string[]): string {
  const content = value as Readonly<Record<string, unknown>>; // read by its own keys
  let text = '';
  for (const key of keys.sort()) {
    const item = content[key];
    if (item !== undefined) text += `${text === '' ? '' : ','}"${key}":${canonicalText(item)}`;
  }
  return `{${text}}`;
}

function composedObjectText(value: object): string {
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([key, item]) => [key.normalize('NFC'), item] as const)
    .sort(([a], [b]) => (a < b ? -1 : Number(a > b))); // RFC 8785 sorts by UTF-16 code units, as < does
  if (entries.some(([key], index) => key === entries[index + 1]?.[0]))
    throw new NotCanonical('two keys are one once composed');
  return `{${entries.map(([key, item]) => `${stringText(key)}:${canonicalText(item)}`).join(',')}}`;
}

const ASCII = /^[ -~]*$/;

/**
 * Whether a text is the canonical one of the value that it was parsed to. The usual text is told by what JSON itself
 * writes; whatever holds an escape, or keys that JavaScript puts elsewhere, is written anew.
 */
export function isCanonical(text: string, value: unknown): boolean {
  const isUsual = !text.includes('\\') && text === JSON.stringify(value) && hasSortedKeys(value);
  return (isUsual && (ASCII.test(text) || text === text.normalize('NFC'))) || text === canonicalText(value);
}

function hasSortedKeys(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(hasSortedKeys);
  const content = value as Readonly<Record<string, unknown>>; // read by its own keys
  let before = '';
  for (const key of Object.keys(content)) {
    if (key < before || !hasSortedKeys(content[key])) return false; // by UTF-16 code units, as RFC 8785 sorts
    before = key;
  }
  return true;
}
