import {
  err,
  ok,
  readText,
  tidyText,
  type Field,
  type RegisterView,
  type Result,
  type TextProblem,
} from '@mingbai/kernel';
import { listed, problemText, saysTotal, text, words } from '@mingbai/messages';
import { CHOICE_SHEET, type Cell, type SheetRow, type SheetTable } from '@mingbai/sheets';
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
  /** Texts by column key, trimmed and in NFC. */
  readonly texts: ReadonlyMap<string, string>;
};

export type ReadSheets = {
  readonly rows: readonly ReadRow[];
  /** Rows of which some cells could not be read. */
  readonly broken: readonly ReadRow[];
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
  const broken: ReadRow[] = [];
  const errors: CellError[] = [];
  let rowCount = 0;
  const known = SHEET_REGISTERS.flatMap((register) =>
    sheets.filter((sheet) => isSheetOf(register, sheet)).map((sheet) => ({ register, sheet })),
  );
  errors.push(...strangers(sheets, new Set(known.map(({ sheet }) => sheet))));
  for (const { register, sheet } of known) {
    const headed = headerOf(register, sheet, errors);
    if (headed) errors.push(...cellsWithoutTitle(sheet));
    for (const line of headed ? sheet.rows.filter(isFilled) : []) {
      rowCount += 1;
      const total = totalIn(sheet, line);
      const read = total
        ? { errors: [total] }
        : readRow({ register, sheet: sheet.name, ...line, columns: headed ?? [] });
      errors.push(...read.errors);
      if ('row' in read) (read.errors.length === 0 ? rows : broken).push(read.row);
    }
  }
  return { rows, broken, errors, rowCount };
}

const isFilled = ({ cells }: SheetRow): boolean =>
  cells.some(({ kind, text: content }) => kind !== 'empty' && content.trim() !== '');

/** What is wrong with a row that adds up those above: nothing else in it is looked at. */
function totalIn({ name, header }: SheetTable, { row, cells }: SheetRow): CellError | undefined {
  const at = cells.findIndex(({ text: content }) => saysTotal(content));
  const said = cells[at]?.text ?? '';
  return at < 0 ? undefined : errorAt({ sheet: name, row, column: header[at] ?? '' }, 'totals-row', { text: said });
}

const isSheetOf = (register: RegisterView, { name }: SheetTable): boolean =>
  name.trim() === sheetNameOf(register) || name.trim() === register.name;

/** Sheets with content that are no register's: what stands in them would be left out without a word. */
function strangers(sheets: readonly SheetTable[], known: ReadonlySet<SheetTable>): readonly CellError[] {
  const list = listed(SHEET_REGISTERS.map(sheetNameOf));
  if (known.size === 0)
    return [errorAt({ sheet: sheets[0]?.name ?? '', row: 1, column: '' }, 'no-known-sheet', { list })];
  const strange = sheets.filter((sheet) => !known.has(sheet) && sheet.header.length > 0 && !isMadeByPrograms(sheet));
  return strange.map(({ name }) => errorAt({ sheet: name, row: 1, column: '' }, 'unknown-sheet-name', { name, list }));
}

/** Our own lists of choices, should somebody have unhidden them, and what WPS keeps for itself. */
const isMadeByPrograms = ({ name }: SheetTable): boolean => name === CHOICE_SHEET || name.startsWith('WpsReserved_');

type Headed = readonly (Column | undefined)[];

/** A header without the star that marks what is required. */
export const titleOf = (header: string): string => header.replace(/[*\uff0a]$/, '').trim();

const columnTitled = (columns: readonly Column[], title: string): Column | undefined =>
  columns.find(({ header, key }) => header === title || key === title);

/**
 * The columns in the workbook's own order. Unknown headers are errors: nothing a user typed is silently left out. None
 * at all where the headers are not in the first row.
 */
function headerOf(register: RegisterView, sheet: SheetTable, errors: CellError[]): Headed | undefined {
  const columns = columnsOf(register);
  const below = rowOfHeaders(columns, sheet);
  if (below !== undefined) {
    errors.push(errorAt({ sheet: sheet.name, row: below, column: '' }, 'headers-not-first', { row: below }));
    return undefined;
  }
  const results = text('sheet.errors');
  const first = new Map<Column, number>();
  const headed = sheet.header.map((header, index) => {
    const title = titleOf(header);
    if (title === '' || title === results) return undefined;
    const at = { sheet: sheet.name, row: 1, column: header };
    const column = columnTitled(columns, title);
    const before = column && first.get(column);
    if (!column) errors.push(errorAt(at, 'unknown-column'));
    else if (before === undefined) first.set(column, index);
    else errors.push(errorAt(at, 'column-twice', { name: title, first: letters(before), second: letters(index) }));
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

/** Columns without a title in which something was typed: it is not left out silently either. */
function cellsWithoutTitle({ name, header, rows }: SheetTable): readonly CellError[] {
  const untitled = new Map<number, number>();
  for (const { row, cells } of rows)
    for (const [index, { kind, text: content }] of cells.entries())
      if (kind !== 'empty' && content.trim() !== '' && titleOf(header[index] ?? '') === '' && !untitled.has(index))
        untitled.set(index, row);
  return [...untitled].map(([index, row]) =>
    errorAt({ sheet: name, row, column: letters(index) }, 'column-untitled', { column: letters(index) }),
  );
}

/** Where the headers stand if a title or other lines stand above them. */
function rowOfHeaders(columns: readonly Column[], { header, rows }: SheetTable): number | undefined {
  const known = (titles: readonly string[]): number =>
    titles.filter((title) => columnTitled(columns, titleOf(title.trim().normalize('NFC'))) !== undefined).length;
  const above = known(header);
  return rows.slice(0, LINES_ABOVE).find(({ cells }) => known(cells.map(({ text: title }) => title)) > above + 1)?.row;
}

/** So many lines of a paper's title are looked through for the headers. */
const LINES_ABOVE = 10;

/** What Excel calls a column: A … Z, AA … */
const letters = (index: number): string =>
  (index >= 26 ? letters(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));

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
    const content = tidyText(cells[index]?.text ?? '');
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

/** Excel keeps fifteen digits of a number: of a longer one the last are gone before anybody reads it. */
const DIGITS_LOST = /^-?\d{16,}/;
/** And no zeros at the end: a typed 2025.10 is 2025.1 to it. */
const ZERO_LOST = /^\d{4}\.1$/;

/** Kinds of cells that no content can be read from. */
const UNREADABLE: ReadonlySet<string | undefined> = new Set(['formula', 'error', 'merged']);

/** What Excel itself has changed of a number before anybody could read it. */
function lostDigits(field: Field | undefined, content: string): TextProblem | undefined {
  if (DIGITS_LOST.test(content)) return { code: 'digits-lost' };
  const isUnclear = field?.kind === 'span' && ZERO_LOST.test(content);
  return isUnclear ? { code: 'month-unclear', detail: { text: content, year: content.slice(0, 4) } } : undefined;
}

/** A cell's value for its column; undefined where there is none or where the column only names the row. */
function readCell(
  { field, required }: Column,
  kind: Cell['kind'] | undefined,
  content: string,
): Result<unknown, TextProblem> {
  if (UNREADABLE.has(kind)) return err({ code: `${kind}-cell` });
  const lost = kind === 'number' ? lostDigits(field, content) : undefined;
  if (lost) return err(lost);
  if (content === '') return required ? err({ code: 'cell-required' }) : ok(undefined);
  return field ? readText(field, content, words) : ok(undefined);
}

export { errorAt };
