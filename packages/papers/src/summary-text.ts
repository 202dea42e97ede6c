import { chineseNumerals } from '@mingbai/kernel';
import { text } from '@mingbai/messages';
import type { Summary, SummaryPart } from './summary-shape.ts';

const wordsOf = (part: SummaryPart): string => (typeof part === 'string' ? part : part.text);

/** The summary as plain text for the terminal. */
export function summaryText(summary: Summary): string {
  const { title, address, preamble, sections, closing, warnings, checkpoint } = summary;
  const told = sections.flatMap((section, index) => [
    text('paper.section', { number: chineseNumerals(index + 1), title: section.title }),
    ...section.paragraphs.map(({ parts }) => `  ${parts.map(wordsOf).join('')}`),
    '',
  ]);
  const { size, root } = checkpoint;
  return [
    title,
    '',
    ...(address === undefined ? [] : [address]),
    preamble,
    '',
    ...(told.length > 0 ? told : [text('summary.nothing'), '']),
    ...(closing === undefined ? [] : [closing, '']),
    ...(warnings.length > 0 ? [text('paper.warnings'), ...warnings.map((warning) => `  · ${warning}`), ''] : []),
    `${text('paper.checkpoint')}：${text('paper.size')} ${size}，${text('paper.root')} ${root}`,
  ].join('\n');
}
