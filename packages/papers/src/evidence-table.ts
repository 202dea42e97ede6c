import { hash } from 'node:crypto';
import { countWords } from '@mingbai/kernel';
import { text } from '@mingbai/messages';
import {
  Bookmark,
  Paragraph,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlignTable,
  VerticalMergeType,
  type ITableCellOptions,
} from 'docx';
import { STYLE, TEXT_WIDTH } from './document-styles.ts';
import { dayWords } from './day-words.ts';
import { line, run } from './paper-text.ts';
import type { Summary, SummaryFigure } from './summary-shape.ts';

/** Up to so many events are listed by their ids; of more, their count, positions and digest are told. */
export const LISTED_EVENTS = 50;

/** A figure with the number that its line of the evidence table has. */
export type NumberedFigure = { readonly number: number; readonly figure: SummaryFigure };

/** The figures of a summary with their numbers: those in its text in the order of the text, then the others. */
export function numberedFigures({
  sections,
  figures,
}: Pick<Summary, 'sections' | 'figures'>): readonly NumberedFigure[] {
  const parts = sections.flatMap(({ paragraphs }) => paragraphs.flatMap((paragraph) => paragraph.parts));
  const printed = new Set(parts.flatMap((part) => (typeof part === 'string' ? [] : [part.figure])));
  const order = [...printed, ...figures.map(({ id }) => id)];
  const byPlace = figures.toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  return byPlace.map((figure, index) => ({ number: index + 1, figure }));
}

/** The bookmark of a figure's line, to which the small numbers in the text lead. */
export const evidenceAnchor = (number: number): string => `evidence_${number}`;

/** SHA-256 (hex) over the event ids in order of position, each followed by a line feed: `sha256sum` of such a file. */
const eventsDigest = (events: readonly string[]): string => hash('sha256', events.map((id) => `${id}\n`).join(''));

const COLUMNS = [680, 2900, 2000, TEXT_WIDTH - 5580] as const;
const CELL_MARGINS = { top: 40, bottom: 40, left: 80, right: 80 };
const IDS_A_LINE = 3;
const ID_TABS = [1, 2].map((place) => ({ type: TabStopType.LEFT, position: place * 2660 }));

/**
 * The evidence behind each figure, in two rows: number, label and id, value, note; and below them the events, by their
 * full ids or, when there are many, by count, positions and digest.
 */
export function evidenceTable(figures: readonly NumberedFigure[]): Table {
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: TEXT_WIDTH, type: 'dxa' },
    columnWidths: COLUMNS,
    rows: [...headRows(), ...figures.flatMap(figureRows)],
  });
}

type Place = Pick<ITableCellOptions, 'columnSpan' | 'verticalMerge'> & { readonly column: number };

function cell(children: readonly Paragraph[], { column, ...merged }: Place): TableCell {
  const size = COLUMNS.slice(column, column + (merged.columnSpan ?? 1)).reduce((total, width) => total + width, 0);
  const verticalAlign = column === 0 ? VerticalAlignTable.CENTER : VerticalAlignTable.TOP;
  return new TableCell({ children, ...merged, verticalAlign, margins: CELL_MARGINS, width: { size, type: 'dxa' } });
}

const NUMBER_PLACE = { column: 0, verticalMerge: VerticalMergeType.RESTART };
const EVENTS_PLACE = { column: 1, columnSpan: COLUMNS.length - 1 };

/** Below the number; its empty paragraph is small, so that it does not make the row higher. */
const underNumber = (): TableCell =>
  cell([line('', STYLE.fine)], { column: 0, verticalMerge: VerticalMergeType.CONTINUE });

function headRows(): readonly TableRow[] {
  const head = (key: string, place: Place): TableCell => cell([line(text(key), STYLE.head)], place);
  const names = ['paper.figure', 'paper.value', 'paper.note'].map((key, index) => head(key, { column: index + 1 }));
  const first = [head('paper.number', NUMBER_PLACE), ...names];
  const second = [underNumber(), head('paper.events', EVENTS_PLACE)];
  return [first, second].map((children) => new TableRow({ tableHeader: true, cantSplit: true, children }));
}

function figureRows({ number, figure }: NumberedFigure): readonly TableRow[] {
  const { id, label, value, unit, precision } = figure;
  const anchor = new Bookmark({ id: evidenceAnchor(number), children: [run(String(number))] });
  const kept = (words: string, style: string = STYLE.cell): Paragraph =>
    new Paragraph({ style, keepNext: true, children: [run(words)] });
  const first = [
    cell([new Paragraph({ style: STYLE.head, children: [anchor] })], NUMBER_PLACE),
    cell([kept(label), kept(id, STYLE.fine)], { column: 1 }),
    cell([kept(countWords(value, unit, precision))], { column: 2 }),
    cell(
      noteLines(figure).map((words) => kept(words)),
      { column: 3 },
    ),
  ];
  const second = [underNumber(), cell(eventLines(figure), EVENTS_PLACE)];
  return [new TableRow({ cantSplit: true, children: first }), new TableRow({ children: second })];
}

function noteLines({ ratio, note }: SummaryFigure): readonly string[] {
  const said = (value: number | null): string => (value === null ? '—' : String(value));
  const share = ratio && {
    numerator: said(ratio.numerator),
    denominator: said(ratio.denominator),
    asOf: dayWords(ratio.asOf),
  };
  const notes = [...(share ? [text('paper.ratio', share)] : []), ...(note === undefined ? [] : [note])];
  return notes.length > 0 ? notes : [''];
}

function eventLines({ events = [], positions }: SummaryFigure): readonly Paragraph[] {
  const count = events.length;
  if (count === 0) return [line('—', STYLE.fine)];
  if (count > LISTED_EVENTS) {
    const range = { from: positions?.from ?? '—', to: positions?.to ?? '—' };
    return [line(text('paper.count', { count, ...range, digest: eventsDigest(events) }), STYLE.fine)];
  }
  const starts = events.flatMap((_id, index) => (index % IDS_A_LINE === 0 ? [index] : []));
  return [
    line(text('paper.counted', { count }), STYLE.fine),
    ...starts.map((start) => idLine(events.slice(start, start + IDS_A_LINE))),
  ];
}

function idLine(ids: readonly string[]): Paragraph {
  const children = ids.flatMap((id, index) => (index === 0 ? [id] : [new Tab(), id]));
  return new Paragraph({ style: STYLE.fine, tabStops: ID_TABS, children: [new TextRun({ children })] });
}
