import type { Summary, SummaryPart } from '@mingbai/client';
import { chineseNumerals } from '@mingbai/kernel';
import { webText } from '@mingbai/messages';
import { spanWords } from '../shell/period-words.ts';

const partWords = (part: SummaryPart): string => (typeof part === 'string' ? part : part.text);

export const sectionHeading = (index: number, title: string): string =>
  webText('summary.heading', { number: chineseNumerals(index + 1), title });

export const preamble = ({ period, asOf }: Summary): string =>
  webText('summary.preamble', { period: spanWords(period), asOf });

/** The paper as plain text, for pasting into a document of one's own. */
export function summaryWords(summary: Summary): string {
  const sections = summary.sections.flatMap(({ title, paragraphs }, index) => [
    sectionHeading(index, title),
    ...paragraphs.map(({ parts }) => parts.map(partWords).join('')),
  ]);
  const body = sections.length > 0 ? sections : [webText('summary.nothing')];
  return [summary.title, '', preamble(summary), ...body].join('\n');
}
