/** What a run of tests, or of gates, came to. */
export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number };

export const NOTHING: Counts = { passed: 0, failed: 0, skipped: 0 };

export const add = (a: Counts, b: Counts): Counts => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

/** The last line of every run: people and scripts read it, so it stays plain and stands alone. */
export const closingLine = ({ passed, failed, skipped }: Counts): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

/** A step that went wrong always weighs at least one failure, even when it died before it could count. */
export const withExit = (counts: Counts, succeeded: boolean): Counts =>
  !succeeded && counts.failed === 0 ? { ...counts, failed: 1 } : counts;

export function parseCounts(json: string): Counts {
  const read: unknown = JSON.parse(json);
  const at = (key: keyof Counts): number => {
    const value: unknown = typeof read === 'object' && read !== null ? Reflect.get(read, key) : undefined;
    if (typeof value !== 'number') throw new Error(`counts without ${key}: ${json}`);
    return value;
  };
  return { passed: at('passed'), failed: at('failed'), skipped: at('skipped') };
}
