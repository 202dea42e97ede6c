import { onDay, day, type Span } from '@mingbai/kernel';

/** An id in the form of a UUID (version 4) that a label always has. */
export function idOf(label: string): string {
  const words = [0, 1, 2, 3].map((round) => hash(`${round} ${label}`).toString(16).padStart(8, '0')).join('');
  const parts = [words.slice(0, 8), words.slice(8, 12), `4${words.slice(13, 16)}`, `8${words.slice(17, 20)}`];
  return [...parts, words.slice(20)].join('-');
}

/** FNV-1a over UTF-16 code units: spread enough for the handful of labels of a test. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return value;
}

/** A span of one day, from its text. */
export const on = (text: string): Span => onDay(day(text));
