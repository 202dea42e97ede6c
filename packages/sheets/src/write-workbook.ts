import type { Column, Workbook, Worksheet } from '@cj-tech-master/excelts';
import { ChoiceLists } from './choice-lists.ts';
import { displayWidth, writeHeader } from './header-cell.ts';
import type { SheetSpec } from './sheet-spec.ts';
import { cellValue, storableText } from './storable-text.ts';

/** The last row a sheet can have: rules hold for every row the user may add. */
const LAST_ROW = 1_048_576;
const TEXT_FORMAT = '@';

/** Writes a workbook in which every cell is text, so that no digit is lost and nothing is ever a formula. */
export async function writeWorkbook(sheets: readonly SheetSpec[]): Promise<Uint8Array> {
  // The library takes longer to load than most commands take to run.
  const excelts = await import('@cj-tech-master/excelts');
  const workbook = new excelts.Workbook();
  const written = sheets.map((spec) => writeSheet(workbook, spec));
  // The hidden sheet of choices comes after the visible ones.
  const lists = new ChoiceLists(workbook);
  sheets.forEach((spec, index) => {
    const sheet = written[index];
    if (sheet !== undefined) addRules(sheet, spec, lists);
  });
  return new Uint8Array(await workbook.xlsx.writeBuffer({ validate: false }));
}

function writeSheet(workbook: Workbook, spec: SheetSpec): Worksheet {
  const sheet = workbook.addWorksheet(spec.name, { views: [{ state: 'frozen', ySplit: 1 }] });
  spec.columns.forEach((column, index) => {
    const target = sheet.getColumn(index + 1);
    target.width = column.width ?? displayWidth(column.header);
    target.numFmt = TEXT_FORMAT;
    writeColumn(target, spec, index);
    writeHeader(sheet.getCell(1, index + 1), column, { sheet: spec.name, row: 1, column: column.header });
  });
  const lastCell = sheet.getCell(spec.rows.length + 1, Math.max(1, spec.columns.length));
  // Otherwise Excel marks every number kept as text with a green corner.
  sheet.ignoredErrors = [{ ref: `A1:${lastCell.address}`, numberStoredAsText: true }];
  return sheet;
}

function writeColumn(target: Column, spec: SheetSpec, index: number): void {
  const column = spec.columns[index]?.header ?? '';
  spec.rows.forEach((row, rowIndex) => {
    const number = rowIndex + 2;
    const text = storableText(row[index] ?? '', { sheet: spec.name, row: number, column });
    if (text === '') return;
    // A new cell takes over the format of its column.
    target.worksheet.getCell(number, index + 1).value = cellValue(text);
  });
}

function addRules(sheet: Worksheet, spec: SheetSpec, lists: ChoiceLists): void {
  spec.columns.forEach((column, index) => {
    if (column.choices === undefined || column.choices.length === 0) return;
    const letter = sheet.getColumn(index + 1).letter;
    // The library keeps keys of this form as they are instead of spreading them over single cells.
    sheet.dataValidations.add(`range:${letter}2:${letter}${LAST_ROW}`, {
      type: 'list',
      allowBlank: column.required !== true,
      formulae: [lists.formulaOf(column.choices)],
      showErrorMessage: column.openChoices !== true,
    });
  });
}
