import { SUMMARY_KINDS } from '@mingbai/kernel';
import { z } from 'zod';
import { unescaped } from './document-lines.ts';
import type { Summary } from './summary-shape.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** What a summary was asked, as its paper carries it: enough to ask the very same again. */
const Question = z.strictObject({
  org: z.string().min(1).max(60),
  period: z.strictObject({ from: day, to: day }),
  kind: z.enum(SUMMARY_KINDS),
  asOf: day,
  knownAt: z.string().max(40).nullable(),
  checkpoint: z.strictObject({ size: z.int().min(0), root: z.string().max(60) }),
});
export type SummaryQuestion = z.infer<typeof Question>;

const NAME = 'mingbai-summary';

/** The question as a custom property of the paper. */
export function questionProperty({ org, period, kind, asOf, knownAt, checkpoint }: Summary) {
  const question: SummaryQuestion = { org: org.code, period, kind, asOf, knownAt, checkpoint };
  return { name: NAME, value: JSON.stringify(question) };
}

/** The question in a paper's custom properties; undefined where there is none that can be asked. */
export function questionIn(properties: string): SummaryQuestion | undefined {
  const pattern = new RegExp(`name="${NAME}"[^>]*>\\s*<vt:lpwstr>([^<]*)</vt:lpwstr>`);
  const written = pattern.exec(properties)?.[1];
  if (written === undefined) return undefined;
  try {
    return Question.parse(JSON.parse(unescaped(written)));
  } catch {
    return undefined; // whoever asks says that it is no summary
  }
}
