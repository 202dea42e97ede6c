import type { Summary, SummaryPart } from '@mingbai/client';
import { chineseNumerals } from '@mingbai/kernel';
import { webText } from '@mingbai/messages';

/** A part with the marks that stand right after it: they never begin a line. */
export type KeptPart = { readonly part: SummaryPart; readonly marks: string };

const MARKS = /^\p{Po}+/u;

export const withMarks = (parts: readonly SummaryPart[]): readonly KeptPart[] =>
  parts.flatMap((part, at): readonly KeptPart[] => {
    if (typeof part !== 'string') return [{ part, marks: marksOf(parts[at + 1]) }];
    const rest = typeof parts[at - 1] === 'object' ? part.slice(marksOf(part).length) : part;
    return rest === '' ? [] : [{ part: rest, marks: '' }];
  });

const marksOf = (part: SummaryPart | undefined): string =>
  typeof part === 'string' ? (MARKS.exec(part)?.[0] ?? '') : '';

const partWords = (part: SummaryPart): string => (typeof part === 'string' ? part : part.text);

export const sectionHeading = (index: number, title: string): string =>
  webText('summary.heading', { number: chineseNumerals(index + 1), title });

/** The paper as plain text, for pasting into a document of one's own. */
export function summaryWords(summary: Summary): string {
  const sections = summary.sections.flatMap(({ title, paragraphs }, index) => [
    sectionHeading(index, title),
    ...paragraphs.map(({ parts }) => parts.map(partWords).join('')),
  ]);
  const body = sections.length > 0 ? sections : [webText('summary.nothing')];
  const { title, address, preamble, closing } = summary;
  const before = address === undefined ? [preamble] : [address, preamble];
  return [title, '', ...before, ...body, ...(closing === undefined ? [] : [closing])].join('\n');
}
