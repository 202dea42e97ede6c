import { EMPTY_CELL, type Cell } from './cell.ts';
import { plainNumber } from './plain-number.ts';
import { serialToDay } from './serial-date.ts';
import { SheetProblem } from './sheet-problem.ts';
import { unescape } from './text-runs.ts';

/** A cell as the sheet part writes it. */
export type StoredCell = {
  type: string;
  style: number;
  value: string;
  inlineText: string;
  formula: string | undefined;
};

/** The tables of the workbook that cells refer to. */
export type CellTables = { sharedStrings: readonly string[]; dateStyles: readonly boolean[]; date1904: boolean };

const ISO_DAY = /^\d{4}-\d{2}-\d{2}(?=T|$)/u;

/** The meaning of a stored cell. */
export function toCell(stored: StoredCell, tables: CellTables): Cell {
  if (stored.formula !== undefined) return { text: `=${stored.formula}`, kind: 'formula' };
  switch (stored.type) {
    case 's':
      return textCell(sharedString(stored.value, tables));
    case 'inlineStr':
      return textCell(stored.inlineText);
    case 'str':
      return textCell(unescape(stored.value));
    default:
      return stored.value === '' ? EMPTY_CELL : valueCell(stored, tables);
  }
}

function valueCell(stored: StoredCell, tables: CellTables): Cell {
  const { type, value } = stored;
  if (type === 'b') return { text: value === '1' || value === 'true' ? 'TRUE' : 'FALSE', kind: 'boolean' };
  if (type === 'e') return { text: value, kind: 'error' };
  if (type === 'd') return isoCell(value);
  return numberCell(stored, tables);
}

function textCell(text: string): Cell {
  return text === '' ? EMPTY_CELL : { text, kind: 'text' };
}

function sharedString(index: string, { sharedStrings }: CellTables): string {
  const text = sharedStrings[Number(index)];
  if (text === undefined) throw new SheetProblem('damaged', { reason: 'string-missing' });
  return text;
}

/** The strict flavour of the format stores dates as ISO text. */
function isoCell(value: string): Cell {
  const day = ISO_DAY.exec(value)?.[0];
  return day === undefined ? { text: value, kind: 'text' } : { text: day, kind: 'date' };
}

function numberCell({ style, value }: StoredCell, { dateStyles, date1904 }: CellTables): Cell {
  const text = plainNumber(value.trim());
  if (text === undefined) return { text: value, kind: 'error' };
  const day = dateStyles[style] === true ? serialToDay(Number(text), date1904) : undefined;
  return day === undefined ? { text, kind: 'number' } : { text: day, kind: 'date' };
}
