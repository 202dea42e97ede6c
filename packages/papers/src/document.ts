import { chineseNumerals } from '@mingbai/kernel';
import { text } from '@mingbai/messages';
import {
  AlignmentType,
  Document,
  InternalHyperlink,
  Packer,
  Paragraph,
  type FileChild,
  type ParagraphChild,
} from 'docx';
import { appendix } from './appendix.ts';
import { coreProperties } from './core-properties.ts';
import { officialPage, PAPER_STYLES, SIGNATURE_CHARACTERS, STYLE, TITLE_CHARACTERS } from './document-styles.ts';
import { evidenceAnchor, numberedFigures, type NumberedFigure } from './evidence-table.ts';
import { dayWords } from './day-words.ts';
import { line, printable, run } from './paper-text.ts';
import { questionProperty } from './summary-question.ts';
import type { Summary, SummaryPart, SummarySection } from './summary-shape.ts';

/**
 * A summary as a .docx in the official layout (GB/T 9704), with the evidence of its figures as an appendix. A small
 * number behind each figure leads to its line there. Throws when the text holds a figure that is not listed.
 */
export async function summaryDocument(summary: Summary): Promise<Uint8Array> {
  const figures = numberedFigures(summary);
  const paper = new Document({
    title: printable(summary.title),
    customProperties: [questionProperty(summary)],
    styles: PAPER_STYLES,
    evenAndOddHeaderAndFooters: true,
    sections: [{ ...officialPage(), children: [...mainText(summary, figures), ...appendix(summary, figures)] }],
  });
  return Uint8Array.from(await Packer.toBuffer(paper, undefined, [coreProperties(summary.title)]));
}

function mainText(summary: Summary, figures: readonly NumberedFigure[]): readonly FileChild[] {
  const { title, address, preamble, org, sections, closing } = summary;
  const numbers = new Map(figures.map(({ number, figure }) => [figure.id, number]));
  return [
    new Paragraph({ style: STYLE.title, children: titleRuns(title, org.name) }),
    ...(address === undefined ? [] : [line(address, STYLE.address)]),
    line(preamble),
    ...sections.flatMap((section, index) =>
      sectionLines(section, { index, last: index === sections.length - 1, numbers }),
    ),
    ...(sections.length === 0 ? [line(text('summary.nothing'))] : []),
    ...(closing === undefined ? [] : [new Paragraph({ style: STYLE.body, keepNext: true, children: [run(closing)] })]),
    line(text('paper.attached', { title: text('paper.evidence') }), STYLE.attached),
    ...signatureLines(org.name, dayWords(summary.asOf)),
  ];
}

const HALF_WIDTH = /[\u0020-\u007e]/;
const widthOf = (words: string): number =>
  Array.from(words).reduce((width, sign) => width + (HALF_WIDTH.test(sign) ? 0.5 : 1), 0);

/** A title that takes two lines breaks behind the unit's name, not inside a word. */
function titleRuns(title: string, unit: string): readonly ParagraphChild[] {
  if (widthOf(title) <= TITLE_CHARACTERS || !title.startsWith(unit)) return [run(title)];
  return [run(unit), run(title.slice(unit.length), { break: 1 })];
}

function signatureLines(unit: string, on: string): readonly Paragraph[] {
  const aside = widthOf(unit) > SIGNATURE_CHARACTERS ? { alignment: AlignmentType.RIGHT, indent: { left: 0 } } : {};
  return [
    new Paragraph({ style: STYLE.signature, ...aside, children: [run(unit)] }),
    new Paragraph({ style: STYLE.signature, keepNext: false, children: [run(on)] }),
  ];
}

type Numbering = { readonly index: number; readonly last: boolean; readonly numbers: ReadonlyMap<string, number> };

function sectionLines(
  { title, paragraphs }: SummarySection,
  { index, last, numbers }: Numbering,
): readonly Paragraph[] {
  const heading = text('paper.section', { number: chineseNumerals(index + 1), title });
  const told = paragraphs.map(({ parts }, place) => {
    const keepNext = last && place === paragraphs.length - 1; // a signature never stands on a page without text
    return new Paragraph({ style: STYLE.body, keepNext, children: parts.flatMap((part) => runsOf(part, numbers)) });
  });
  return [line(heading, STYLE.heading), ...told];
}

function runsOf(part: SummaryPart, numbers: Numbering['numbers']): readonly ParagraphChild[] {
  if (typeof part === 'string') return [run(part)];
  const number = numbers.get(part.figure);
  if (number === undefined) throw new Error(`the summary does not list the figure ${part.figure}`);
  const mark = run(String(number), { superScript: true });
  return [run(part.text), new InternalHyperlink({ anchor: evidenceAnchor(number), children: [mark] })];
}
