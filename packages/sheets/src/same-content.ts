import { isBlank, type SheetTable } from './cell.ts';

/** The one-based number of the annotated column, by sheet. */
export type AnnotatedColumns = ReadonlyMap<string, number>;

/**
 * Whether two readings of a workbook hold the same text outside the annotated columns. Formulas count as equal,
 * because the library may spell shared ones out.
 */
export function sameContent(before: readonly SheetTable[], after: readonly SheetTable[], columns: AnnotatedColumns) {
  return fingerprint(before, columns) === fingerprint(after, columns);
}

function fingerprint(tables: readonly SheetTable[], columns: AnnotatedColumns): string {
  return JSON.stringify(tables.map((table) => contentOf(table, (columns.get(table.name) ?? 0) - 1)));
}

function contentOf({ name, header, rows }: SheetTable, skipped: number) {
  const contents = rows.map(({ row, cells }) => ({
    row,
    cells: cells.flatMap((cell, column) => {
      if (column === skipped || isBlank(cell)) return [];
      return [[column, cell.kind, cell.kind === 'formula' ? '' : cell.text]];
    }),
  }));
  const titles = header.flatMap((title, column) => (column === skipped || title === '' ? [] : [[column, title]]));
  return { name, titles, rows: contents.filter(({ cells }) => cells.length > 0) };
}
