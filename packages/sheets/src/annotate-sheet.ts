import type { Cell, Row, Style, Worksheet } from '@cj-tech-master/excelts';
import type { RowMessage } from './row-message.ts';

const COLUMN_WIDTH = 48;
const HEADER_STYLE: Partial<Style> = {
  numFmt: '@',
  font: { bold: true, color: { argb: 'FF9C0006' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF4B6BC' } },
};
const MESSAGE_STYLE: Partial<Style> = {
  numFmt: '@',
  font: { color: { argb: 'FF9C0006' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFE4E6' } },
  alignment: { wrapText: true, vertical: 'top' },
};

/** Where the messages of a sheet go. */
type Place = { headerRow: number; column: number };

/**
 * Writes the messages into the column of that header: an earlier one, emptied first, or a new one at the right. Returns
 * the number of that column.
 */
export function annotateSheet(sheet: Worksheet, messages: readonly RowMessage[], header: string): number {
  const { headerRow, column } = findPlace(sheet, header);
  clearColumn(sheet, column);
  if (messages.length === 0) return column;
  const head = sheet.getCell(headerRow, column);
  write(head, header, HEADER_STYLE);
  sheet.getColumn(column).width = COLUMN_WIDTH;
  for (const [row, ofRow] of Map.groupBy(messages, (message) => message.row)) {
    const text = ofRow.map(({ message }) => message).join('\n');
    if (row === headerRow) head.note = text;
    else write(sheet.getCell(row, column), text, MESSAGE_STYLE);
  }
  return column;
}

function write(cell: Cell, text: string, style: Partial<Style>): void {
  // Replaced whole, because cells that look alike may share one style object.
  cell.style = { ...style };
  cell.value = text;
}

function findPlace(sheet: Worksheet, header: string): Place {
  const place = { headerRow: 0, column: 0 };
  let lastColumn = 0;
  sheet.eachRow((row, number) => {
    eachFilled(row, (cell) => {
      place.headerRow ||= number;
      if (number === place.headerRow && isHeader(cell, header)) place.column ||= cell.col;
      lastColumn = Math.max(lastColumn, cell.col);
    });
  });
  return { headerRow: place.headerRow || 1, column: place.column || lastColumn + 1 };
}

function eachFilled(row: Row, visit: (cell: Cell) => void): void {
  row.eachCell((cell) => {
    if (cell.text.trim() !== '' || cell.formula !== undefined) visit(cell);
  });
}

function isHeader(cell: Cell, header: string): boolean {
  return cell.text.trim().normalize('NFC') === header.trim().normalize('NFC');
}

function clearColumn(sheet: Worksheet, column: number): void {
  sheet.eachRow((row) => {
    const cell = row.findCell(column);
    if (cell === undefined) return;
    cell.value = null;
    cell.style = {};
    cell.comment = undefined;
  });
}
