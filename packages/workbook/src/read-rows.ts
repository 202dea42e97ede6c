import { canonicalText, err, ok, readText, type RegisterView, type Result, type TextProblem } from '@mingbai/kernel';
import { listed, problemText, text, words } from '@mingbai/messages';
import type { Cell, SheetTable } from '@mingbai/sheets';
import { columnsOf, sheetNameOf, SHEET_REGISTERS, type Column } from './columns.ts';

export type CellError = {
  readonly sheet: string;
  readonly row: number;
  readonly column: string;
  readonly code: string;
  readonly message: string;
};

/** A row of a workbook as far as it could be read. */
export type ReadRow = {
  readonly register: RegisterView;
  readonly sheet: string;
  readonly row: number;
  readonly org: string | undefined;
  readonly record: string | undefined;
  readonly revision: string | undefined;
  readonly reason: string | undefined;
  readonly input: Readonly<Record<string, unknown>>;
  /** Texts by column key, trimmed and in NFC: what the row is known by. */
  readonly texts: ReadonlyMap<string, string>;
};

export type ReadSheets = {
  readonly rows: readonly ReadRow[];
  readonly errors: readonly CellError[];
  readonly rowCount: number;
};

type Located = { readonly sheet: string; readonly row: number; readonly column: string };
const errorAt = (at: Located, code: string, detail: Readonly<Record<string, string | number>> = {}): CellError => ({
  ...at,
  code,
  message: problemText(code, detail),
});

/** Reads every sheet that is named after a register. All errors are found at once, each with its cell. */
export function readSheets(sheets: readonly SheetTable[]): ReadSheets {
  const rows: ReadRow[] = [];
  const errors: CellError[] = [];
  let rowCount = 0;
  const known = SHEET_REGISTERS.flatMap((register) => {
    const sheet = sheets.find(({ name }) => name.trim() === sheetNameOf(register) || name.trim() === register.name);
    return sheet ? [{ register, sheet }] : [];
  });
  if (known.length === 0) {
    const list = listed(SHEET_REGISTERS.map(sheetNameOf));
    errors.push(errorAt({ sheet: sheets[0]?.name ?? '', row: 1, column: '' }, 'no-known-sheet', { list }));
  }
  for (const { register, sheet } of known) {
    const headed = headerOf(register, sheet, errors);
    for (const { row, cells } of sheet.rows) {
      if (cells.every(({ kind, text: content }) => kind === 'empty' || content.trim() === '')) continue;
      rowCount += 1;
      const read = readRow({ register, sheet: sheet.name, row, cells, columns: headed });
      errors.push(...read.errors);
      if (read.errors.length === 0) rows.push(read.row);
    }
  }
  return { rows, errors, rowCount };
}

type Headed = readonly (Column | undefined)[];

/** The columns in the workbook's own order. Unknown headers are errors: nothing a user typed is silently left out. */
function headerOf(register: RegisterView, sheet: SheetTable, errors: CellError[]): Headed {
  const columns = columnsOf(register);
  const results = text('sheet.errors');
  const headed = sheet.header.map((header) => {
    const given = header.replace(/[*\uff0a]$/, '').trim();
    if (given === '' || given === results) return undefined;
    const column = columns.find(({ header: name, key }) => name === given || key === given);
    if (!column) errors.push(errorAt({ sheet: sheet.name, row: 1, column: header }, 'unknown-column'));
    return column;
  });
  for (const column of columns) {
    if (column.required && !headed.includes(column)) {
      errors.push(
        errorAt({ sheet: sheet.name, row: 1, column: column.header }, 'column-missing', { name: column.header }),
      );
    }
  }
  return headed;
}

type RawRow = {
  readonly register: RegisterView;
  readonly sheet: string;
  readonly row: number;
  readonly cells: readonly Cell[];
  readonly columns: Headed;
};

function readRow({ register, sheet, row, cells, columns }: RawRow): { row: ReadRow; errors: readonly CellError[] } {
  const errors: CellError[] = [];
  const input: Record<string, unknown> = {};
  const texts = new Map<string, string>();
  for (const [index, column] of columns.entries()) {
    if (!column) continue;
    const content = (cells[index]?.text ?? '').normalize('NFC').trim();
    if (content !== '') texts.set(column.key, content);
    const read = readCell(column, cells[index]?.kind, content);
    if (!read.ok) errors.push(errorAt({ sheet, row, column: column.header }, read.error.code, read.error.detail));
    else if (read.value !== undefined) input[column.key] = read.value;
  }
  const identity = {
    org: texts.get('org'),
    record: texts.get('record'),
    revision: texts.get('revision'),
    reason: texts.get('reason'),
  };
  return { row: { register, sheet, row, ...identity, input, texts }, errors };
}

/** A cell's value for its column; undefined where there is none or where the column only names the row. */
function readCell(
  { field, required }: Column,
  kind: Cell['kind'] | undefined,
  content: string,
): Result<unknown, TextProblem> {
  if (kind === 'formula' || kind === 'error') return err({ code: `${kind}-cell` });
  if (content === '') return required ? err({ code: 'cell-required' }) : ok(undefined);
  return field ? readText(field, content, words) : ok(undefined);
}

/**
 * What a row without a record id is known by: organisation, register, its normalised cells, and which of equal rows it
 * is.
 */
export function rowKey({ register, texts }: ReadRow, org: string, ordinal: number): string {
  const cells = [...texts].filter(([key]) => key !== 'org' && key !== 'reason').sort(([a], [b]) => (a < b ? -1 : 1));
  return canonicalText(['row', org, register.name, cells, ordinal]);
}

export { errorAt };
