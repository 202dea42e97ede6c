import { parsePeriod } from '@mingbai/kernel';
import { webText, type WebKey } from '@mingbai/messages';

const FORMS: readonly (readonly [RegExp, WebKey])[] = [
  [/^(\d{4})$/, 'period.word.year'],
  [/^(\d{4})H1$/, 'period.word.half1'],
  [/^(\d{4})H2$/, 'period.word.half2'],
  [/^(\d{4})Q([1-4])$/, 'period.word.quarter'],
  [/^SY(\d{4})$/, 'period.word.schoolYear'],
  [/^(\d{4})T1$/, 'period.word.term1'],
  [/^(\d{4})T2$/, 'period.word.term2'],
];

/** A period in words. No period is all time. */
export function periodWords(period: string | undefined): string {
  if (period === undefined) return webText('period.all');
  for (const [pattern, key] of FORMS) {
    const match = pattern.exec(period);
    if (match) return webText(key, { year: match[1] ?? '', next: Number(match[1]) + 1, part: match[2] ?? '' });
  }
  const parsed = parsePeriod(period);
  return parsed ? webText('period.word.span', { from: parsed.from, to: parsed.to }) : period;
}
