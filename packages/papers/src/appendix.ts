import { text } from '@mingbai/messages';
import { digitGroups } from '@mingbai/proof';
import { AlignmentType, Paragraph, type FileChild, type TextRun } from 'docx';
import { STYLE } from './document-styles.ts';
import { evidenceTable, LISTED_EVENTS, type NumberedFigure } from './evidence-table.ts';
import { dayWords, instantWords } from './day-words.ts';
import { KINDS } from './kinds.ts';
import { line, run } from './paper-text.ts';
import type { Summary } from './summary-shape.ts';

/** 12 pt: the 44 signs of a root stand on one line. */
const ROOT_HALF_POINTS = 24;

/** The appendix of a summary: evidence of its figures, what has to be explained, and the checkpoint of the book. */
export function appendix(summary: Summary, figures: readonly NumberedFigure[]): readonly FileChild[] {
  const digested = figures.some(({ figure }) => (figure.events ?? []).length > LISTED_EVENTS);
  return [
    new Paragraph({ style: STYLE.appendix, pageBreakBefore: true, children: [run(text('paper.appendix'))] }),
    line(text('paper.evidence'), STYLE.title),
    line(basis(summary), STYLE.note),
    ...(digested ? [line(text('paper.digest', { limit: LISTED_EVENTS }), STYLE.note)] : []),
    ...(figures.length > 0 ? [evidenceTable(figures)] : [line(text('summary.nothing'))]),
    ...warningLines(summary.warnings),
    ...checkpointLines(summary.checkpoint),
  ];
}

/** What the figures are about: organisation, period and both clocks, so that they can be asked again. */
function basis({ kind, org, period, asOf, knownAt }: Summary): string {
  const known = knownAt === null ? text('paper.known.all') : text('paper.known.at', { instant: instantWords(knownAt) });
  const days = { from: dayWords(period.from), to: dayWords(period.to), asOf: dayWords(asOf) };
  return text(KINDS[kind].basis, { org: org.name, code: org.code, known, ...days });
}

function warningLines(warnings: readonly string[]): readonly Paragraph[] {
  if (warnings.length === 0) return [];
  const items = warnings.map((warning, index) => line(text('paper.item', { number: index + 1, text: warning })));
  return [line(text('paper.warnings'), STYLE.heading), ...items];
}

function checkpointLines({ size, root }: Summary['checkpoint']): readonly Paragraph[] {
  const digits = digitGroups(size, Buffer.from(root, 'base64')).join(' ');
  const named = (key: string, ...value: readonly TextRun[]): Paragraph => {
    const children = [run(`${text(key)}：`), ...value];
    return new Paragraph({ style: STYLE.body, alignment: AlignmentType.LEFT, keepNext: true, children });
  };
  const told = [
    named('paper.size', run(String(size))),
    named('paper.root', run(root, { size: ROOT_HALF_POINTS })),
    named('paper.digits'),
  ];
  return [line(text('paper.checkpoint'), STYLE.heading), ...told, line(digits, STYLE.digits)];
}
