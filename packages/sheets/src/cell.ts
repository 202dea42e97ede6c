/** What a cell holds, as the user would call it; `merged` where it is covered by a cell of a row above. */
export type CellKind = 'text' | 'number' | 'date' | 'boolean' | 'formula' | 'error' | 'merged' | 'empty';

/** One cell: its text in a form that does not depend on language, and what it was. */
export type Cell = { text: string; kind: CellKind };

/** A row that holds something, under the number Excel shows for it. */
export type SheetRow = { row: number; cells: Cell[] };

/** One sheet: the first row that holds something is the header, the others follow. */
export type SheetTable = { name: string; header: string[]; rows: SheetRow[] };

/** The one empty cell, shared because there are many. */
export const EMPTY_CELL: Cell = Object.freeze({ text: '', kind: 'empty' });

/** What shows the content of a cell above it. */
export const MERGED_CELL: Cell = Object.freeze({ text: '', kind: 'merged' });

/** Whether a cell shows nothing: no content, or only white space. */
export function isBlank(cell: Cell): boolean {
  return cell.kind !== 'formula' && cell.text.trim() === '';
}
