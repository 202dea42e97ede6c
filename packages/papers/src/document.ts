import { chineseNumerals } from '@mingbai/kernel';
import { text } from '@mingbai/messages';
import { Document, InternalHyperlink, Packer, Paragraph, type FileChild, type ParagraphChild } from 'docx';
import { appendix } from './appendix.ts';
import { coreProperties } from './core-properties.ts';
import { officialPage, PAPER_STYLES, STYLE } from './document-styles.ts';
import { evidenceAnchor, numberedFigures, type NumberedFigure } from './evidence-table.ts';
import { dayWords, line, printable, run } from './paper-text.ts';
import { periodWords, type Summary, type SummaryPart, type SummarySection } from './summary.ts';

/**
 * A summary as a .docx in the official layout (GB/T 9704), with the evidence of its figures as an appendix. A small
 * number behind each figure leads to its line there. Throws when the text holds a figure that the summary does not list.
 */
export async function summaryDocument(summary: Summary): Promise<Uint8Array> {
  const figures = numberedFigures(summary);
  const paper = new Document({
    title: printable(summary.title),
    styles: PAPER_STYLES,
    evenAndOddHeaderAndFooters: true,
    sections: [{ ...officialPage(), children: [...mainText(summary, figures), ...appendix(summary, figures)] }],
  });
  return Uint8Array.from(await Packer.toBuffer(paper, undefined, [coreProperties(summary.title)]));
}

function mainText(summary: Summary, figures: readonly NumberedFigure[]): readonly FileChild[] {
  const { title, org, period, sections } = summary;
  const asOf = dayWords(summary.asOf);
  const numbers = new Map(figures.map(({ number, figure }) => [figure.id, number]));
  return [
    line(title, STYLE.title),
    line(text('summary.preamble', { period: periodWords(period), asOf })),
    ...sections.flatMap((section, index) => sectionLines(section, { index, numbers })),
    ...(sections.length === 0 ? [line(text('summary.nothing'))] : []),
    line(text('paper.attached', { title: text('paper.evidence') }), STYLE.attached),
    line(org.name, STYLE.signature),
    new Paragraph({ style: STYLE.signature, keepNext: false, children: [run(asOf)] }),
  ];
}

type Numbering = { readonly index: number; readonly numbers: ReadonlyMap<string, number> };

function sectionLines({ title, paragraphs }: SummarySection, { index, numbers }: Numbering): readonly Paragraph[] {
  const heading = text('paper.section', { number: chineseNumerals(index + 1), title });
  const told = paragraphs.map(({ parts }) => parts.flatMap((part) => runsOf(part, numbers)));
  return [line(heading, STYLE.heading), ...told.map((children) => new Paragraph({ style: STYLE.body, children }))];
}

function runsOf(part: SummaryPart, numbers: Numbering['numbers']): readonly ParagraphChild[] {
  if (typeof part === 'string') return [run(part)];
  const number = numbers.get(part.figure);
  if (number === undefined) throw new Error(`the summary does not list the figure ${part.figure}`);
  const mark = run(String(number), { superScript: true });
  return [run(part.text), new InternalHyperlink({ anchor: evidenceAnchor(number), children: [mark] })];
}
