import { describe, expect, it } from 'vitest';
import { failureLine } from './failures.ts';

describe('the line about a failure', () => {
  it('names the place, the first line of what is said, and where that comes from', () => {
    const stack = 'Error: torn\n    at read (log.ts:3:5)\n    at main (main.ts:1:1)';
    expect(failureLine('log.test.ts > reads', { message: '\u001B[31mtorn\u001B[39m\n+ more', stack })).toBe(
      'FAILED: log.test.ts > reads | torn | at read (log.ts:3:5)',
    );
  });

  it('is one line, however little is known', () => {
    expect(failureLine('outside of the tests', {})).toBe('FAILED: outside of the tests | without a word');
  });
});
