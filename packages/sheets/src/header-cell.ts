import type { Cell, Style } from '@cj-tech-master/excelts';
import type { ColumnSpec } from './sheet-spec.ts';
import { storableText, type CellPlace } from './storable-text.ts';

const REQUIRED_COLOUR = 'FFFFE8B3';
const OPTIONAL_COLOUR = 'FFDCE6F2';
const NARROWEST = 12;
const MARGIN = 4;
const NOTE_WIDTH = 200;
const NOTE_LINE_HEIGHT = 14;
const NOTE_LINE_LENGTH = 32;

/** Fills in a header cell: bold, coloured by whether the column is required, with its note. */
export function writeHeader(cell: Cell, column: ColumnSpec, place: CellPlace): void {
  cell.value = storableText(column.header, place);
  cell.style = headerStyle(column.required === true);
  const note = storableText(column.note ?? '', place);
  if (note === '') return;
  const lines = note.split('\n').reduce((sum, line) => sum + Math.ceil((width(line) + 1) / NOTE_LINE_LENGTH), 1);
  cell.note = { texts: [{ text: note }], width: NOTE_WIDTH, height: lines * NOTE_LINE_HEIGHT };
}

/** A column width that shows the whole header. */
export function displayWidth(header: string): number {
  return Math.max(NARROWEST, width(header) + MARGIN);
}

function headerStyle(required: boolean): Partial<Style> {
  return {
    numFmt: '@',
    font: { bold: true },
    fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: required ? REQUIRED_COLOUR : OPTIONAL_COLOUR } },
    alignment: { vertical: 'middle', wrapText: true },
  };
}

/** Characters beyond Latin are about two digits wide. */
function width(text: string): number {
  return [...text].reduce((sum, character) => sum + (character > '\u02ff' ? 2 : 1), 0);
}
