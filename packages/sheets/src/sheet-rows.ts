import { EMPTY_CELL, isBlank, MERGED_CELL, type Cell, type SheetRow, type SheetTable } from './cell.ts';
import type { ReadBudget } from './read-budget.ts';
import { SheetProblem } from './sheet-problem.ts';

/** Cells that are shown as one: rows by their numbers, zero-based columns, the last ones included. */
export type Merge = { top: number; bottom: number; left: number; right: number };

/** Collects the rows of one sheet in order, and refuses what exceeds the limits. */
export class SheetRows {
  readonly #name: string;
  readonly #budget: ReadBudget;
  readonly #rows: SheetRow[] = [];
  readonly #merges: Merge[] = [];
  #current: SheetRow = { row: 0, cells: [] };

  constructor(name: string, budget: ReadBudget) {
    this.#name = name;
    this.#budget = budget;
  }

  /** Begins a row; rows without a number follow the one before. */
  startRow(number: number | undefined): void {
    const row = number ?? this.#current.row + 1;
    if (!Number.isSafeInteger(row) || row <= this.#current.row) throw this.#damaged('row-order');
    this.#current = { row, cells: [] };
  }

  /** Puts a cell at its zero-based column. */
  addCell(column: number, cell: Cell): void {
    const { cells } = this.#current;
    if (column < cells.length) throw this.#damaged('cell-order');
    if (cell.kind === 'empty') return;
    if (column >= this.#budget.limits.columns) throw this.#tooMany('too-many-columns', this.#budget.limits.columns);
    this.#budget.spend(cell);
    while (cells.length < column) cells.push(EMPTY_CELL);
    cells.push(cell);
  }

  /** Keeps the row, unless it shows nothing. */
  endRow(): void {
    if (this.#current.cells.every(isBlank)) return;
    // The header is a row too, but does not count.
    if (this.#rows.length > this.#budget.limits.rows) throw this.#tooMany('too-many-rows', this.#budget.limits.rows);
    this.#rows.push(this.#current);
  }

  addMerge(merge: Merge): void {
    this.#budget.spend(MERGED_CELL);
    if (merge.top < merge.bottom) this.#merges.push(merge);
  }

  /** The finished sheet, every row at least as wide as the header. */
  toTable(): SheetTable {
    const [first, ...rows] = this.#rows;
    const header = first?.cells.map((cell) => cell.text.trim().normalize('NFC')) ?? [];
    while (header.at(-1) === '') header.pop();
    for (const { cells } of rows) {
      while (cells.length < header.length) cells.push(EMPTY_CELL);
    }
    for (const merge of this.#merges) this.#cover(rows, merge, header.length);
    return { name: this.#name, header, rows };
  }

  /** Marks what a merge covers below its first row and under a title: it is neither empty nor content of its own. */
  #cover(rows: readonly SheetRow[], { top, bottom, left, right }: Merge, width: number): void {
    for (const { row, cells } of rows) {
      if (row <= top || row > bottom) continue;
      for (let column = left; column <= right && column < width; column += 1) {
        this.#budget.spend(MERGED_CELL);
        cells[column] = MERGED_CELL;
      }
    }
  }

  #damaged(reason: string): SheetProblem {
    return new SheetProblem('damaged', { reason, sheet: this.#name, row: this.#current.row });
  }

  #tooMany(code: 'too-many-rows' | 'too-many-columns', limit: number): SheetProblem {
    return new SheetProblem(code, { sheet: this.#name, row: this.#current.row, limit });
  }
}
