export { columnsOf, SHEET_REGISTERS, sheetNameOf, type Column } from './columns.ts';
export { annotated, importWorkbook, type ImportResult } from './import.ts';
export { type CellError } from './read-rows.ts';
export { exportWorkbook, filledWorkbook, templateWorkbook } from './template.ts';
export { withdrawImport, type Withdrawal } from './withdraw-import.ts';
export { SheetProblem } from '@mingbai/sheets';
