import type { SheetTable } from './cell.ts';
import { toCell, type CellTables, type StoredCell } from './cell-value.ts';
import { SheetProblem } from './sheet-problem.ts';
import type { Merge, SheetRows } from './sheet-rows.ts';
import { TextRuns } from './text-runs.ts';
import { readXml, type XmlAttributes, type XmlHandler } from './xml-events.ts';

const COLUMN_LETTERS = /^[A-Z]{1,3}(?=[1-9])/u;

/** Reads the cells of one sheet part. */
export function readSheetPart(content: Uint8Array, rows: SheetRows, tables: CellTables): SheetTable {
  readXml(content, new SheetPart(rows, tables));
  return rows.toTable();
}

/** Follows the XML of a sheet: rows, their cells, and in a cell its value, formula or inline text. */
class SheetPart implements XmlHandler {
  readonly #rows: SheetRows;
  readonly #tables: CellTables;
  readonly #runs = new TextRuns();
  /** Shared formulas are written out once and then only referred to. */
  readonly #sharedFormulas = new Map<string, string>();
  #cell: StoredCell | undefined;
  #column = -1;
  #captured = '';
  #sharedId: string | undefined;

  constructor(rows: SheetRows, tables: CellTables) {
    this.#rows = rows;
    this.#tables = tables;
  }

  open(name: string, attributes: XmlAttributes): void {
    if (this.#cell !== undefined) this.#openInCell(name, attributes);
    else if (name === 'row') this.#openRow(attributes);
    else if (name === 'c') this.#openCell(attributes);
    else if (name === 'mergeCell') this.#rows.addMerge(mergeOf(attributes['ref']));
  }

  text(text: string): void {
    if (this.#cell === undefined) return;
    this.#captured += text;
    this.#runs.text(text);
  }

  close(name: string): void {
    if (this.#cell !== undefined) this.#closeInCell(this.#cell, name);
    else if (name === 'row') this.#rows.endRow();
  }

  #openRow({ r: number }: XmlAttributes): void {
    this.#column = -1;
    this.#rows.startRow(number === undefined ? undefined : Number(number));
  }

  #openCell({ r: reference, t: type = 'n', s: style = '0' }: XmlAttributes): void {
    this.#column = reference === undefined ? this.#column + 1 : columnOf(reference);
    this.#cell = { type, style: Number(style), value: '', inlineText: '', formula: undefined };
  }

  #openInCell(name: string, attributes: XmlAttributes): void {
    this.#captured = '';
    this.#runs.open(name);
    if (name === 'f') this.#sharedId = attributes['t'] === 'shared' ? attributes['si'] : undefined;
  }

  #closeInCell(cell: StoredCell, name: string): void {
    this.#runs.close(name);
    if (name === 'v') cell.value = this.#captured;
    else if (name === 'f') cell.formula = this.#formulaText();
    else if (name === 'c') this.#closeCell(cell);
  }

  #closeCell(cell: StoredCell): void {
    cell.inlineText = this.#runs.take();
    this.#cell = undefined;
    this.#rows.addCell(this.#column, toCell(cell, this.#tables));
  }

  #formulaText(): string {
    const text = this.#captured;
    if (this.#sharedId === undefined) return text;
    if (text !== '') this.#sharedFormulas.set(this.#sharedId, text);
    return this.#sharedFormulas.get(this.#sharedId) ?? '';
  }
}

function mergeOf(range = ''): Merge {
  const [first = '', last = first] = range.split(':');
  return { top: rowOf(first), bottom: rowOf(last), left: columnOf(first), right: columnOf(last) };
}

const rowOf = (reference: string): number => Number(reference.replace(COLUMN_LETTERS, ''));

function columnOf(reference: string): number {
  const letters = COLUMN_LETTERS.exec(reference)?.[0];
  if (letters === undefined) throw new SheetProblem('damaged', { reason: 'cell-reference' });
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
