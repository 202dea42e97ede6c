import { stripVTControlCharacters } from 'node:util';

type Said = { readonly message?: unknown; readonly stack?: unknown };

/**
 * One line about a failure: where it was, what it says first, and the line of code that it comes from. It begins in a
 * way that scripts look for, where the rest of a run is too long to be read.
 */
export function failureLine(where: string, { message, stack }: Said): string {
  const [says = ''] = stripVTControlCharacters(String(message ?? 'without a word')).split('\n');
  const frame = String(stack ?? '')
    .match(/^\s*at .*$/m)?.[0]
    .trim();
  return ['FAILED:', where, '|', says, ...(frame ? ['|', frame] : [])].join(' ');
}
