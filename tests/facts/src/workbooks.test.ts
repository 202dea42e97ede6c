import { registerNamed } from '@mingbai/domain';
import { sampleWorkbooks, WORKBOOK_ROWS } from '@mingbai/sample';
import { readWorkbook, type SheetTable } from '@mingbai/sheets';
import { columnsOf, sheetNameOf } from '@mingbai/workbook';
import { expect, it } from 'vitest';

const registerOf = (name: string) => {
  const register = registerNamed(name);
  if (!register) throw new Error(`no register is called ${name}`);
  return register;
};

/** A sheet's rows as texts by column key, blank cells left out. */
function textsOf(register: string, { header, rows }: SheetTable): readonly Readonly<Record<string, string>>[] {
  const columns = columnsOf(registerOf(register));
  const keys = header.map(
    (title) => columns.find((column) => column.header === title.replace(/[*＊]$/, '').trim())?.key,
  );
  return rows.map(({ cells }) => {
    const filled = cells.flatMap(({ text }, index) => (text === '' ? [] : [[keys[index] ?? '', text] as const]));
    return Object.fromEntries(filled);
  });
}

it.each(WORKBOOK_ROWS.map(({ name, sheets }) => [name, sheets] as const))(
  '%s.xlsx holds the rows of the data files',
  async (name, sheets) => {
    const file = (await sampleWorkbooks()).find((each) => each.name === `${name}.xlsx`);
    const read = await readWorkbook(file?.bytes ?? new Uint8Array());
    if (!read.ok) throw new Error(read.code);
    const found = sheets.map(({ register }) => {
      const sheet = read.sheets.find((each) => each.name === sheetNameOf(registerOf(register)));
      return { register, rows: sheet ? textsOf(register, sheet) : [] };
    });
    expect(found).toEqual(sheets);
    const names = new Set(sheets.map(({ register }) => sheetNameOf(registerOf(register))));
    expect(read.sheets.filter((sheet) => !names.has(sheet.name)).flatMap(({ rows }) => rows)).toEqual([]);
  },
);
