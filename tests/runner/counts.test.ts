import { describe, expect, it } from 'vitest';
import { add, closingLine, NOTHING, parseCounts, withExit } from './counts.ts';

describe('the closing line', () => {
  it('names skipped tests only when there are any', () => {
    expect(closingLine({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
    expect(closingLine({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped');
  });

  it('sums what the steps came to', () => {
    const sum = add({ passed: 1, failed: 2, skipped: 3 }, { passed: 10, failed: 20, skipped: 30 });
    expect(sum).toEqual({ passed: 11, failed: 22, skipped: 33 });
  });

  it('never hides a step that died without counting a failure', () => {
    expect(withExit({ passed: 5, failed: 0, skipped: 0 }, false).failed).toBe(1);
    expect(withExit({ passed: 5, failed: 2, skipped: 0 }, false).failed).toBe(2);
    expect(withExit(NOTHING, true)).toEqual(NOTHING);
  });

  it('refuses numbers that are not there', () => {
    expect(parseCounts('{"passed":1,"failed":0,"skipped":2}')).toEqual({ passed: 1, failed: 0, skipped: 2 });
    expect(() => parseCounts('{"passed":1,"failed":0}')).toThrow('skipped');
    expect(() => parseCounts('null')).toThrow('passed');
  });
});
