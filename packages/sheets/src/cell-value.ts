import { EMPTY_CELL, type Cell } from './cell.ts';
import type { CellStyle } from './cell-styles.ts';
import { monthText } from './date-formats.ts';
import { plainNumber, SIGNIFICANT_DIGITS } from './plain-number.ts';
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
export type CellTables = { sharedStrings: readonly string[]; styles: readonly CellStyle[]; date1904: boolean };

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
  if (type === 'd') return isoCell(stored, tables);
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
function isoCell({ style, value }: StoredCell, { styles }: CellTables): Cell {
  const day = ISO_DAY.exec(value)?.[0];
  return day === undefined ? { text: value, kind: 'text' } : dateCell(day, styles[style]);
}

/** Whoever sees only a month has not told the day that Excel keeps behind it. */
const dateCell = (day: string, style?: CellStyle): Cell => ({
  text: style?.date === 'month' ? monthText(style.code, day) : day,
  kind: 'date',
});

function numberCell({ style, value }: StoredCell, { styles, date1904 }: CellTables): Cell {
  const text = plainNumber(value.trim());
  if (text === undefined) return { text: value, kind: 'error' };
  const shown = styles[style];
  const day = shown?.date === undefined ? undefined : serialToDay(Number(text), date1904);
  if (day !== undefined) return dateCell(day, shown);
  return { text: shown?.percent ? percentShown(Number(text), shown) : withShownZeros(text, shown), kind: 'number' };
}

/** A hundred times the number, as its format shows it: 0.665 is 66.5%. */
const percentShown = (value: number, { decimals }: CellStyle): string =>
  `${Number(Number((value * 100).toPrecision(SIGNIFICANT_DIGITS)).toFixed(decimals))}%`;

/** A number that can be a year and a month, with the zeros that its format shows: 2025.1 as 2025.10, October. */
function withShownZeros(text: string, { decimals }: Pick<CellStyle, 'decimals'> = { decimals: 0 }): string {
  const [year, fraction] = /^((?:19|20|21)\d\d)\.(\d+)$/u.exec(text)?.slice(1) ?? [];
  return fraction === undefined ? text : `${year}.${fraction.padEnd(decimals, '0')}`;
}
