export { annotateWorkbook } from './annotate-workbook.ts';
export { type Cell, type CellKind, type SheetRow, type SheetTable } from './cell.ts';
export { CHOICE_SHEET } from './choice-sheet.ts';
export { DEFAULT_READ_LIMITS, type ReadLimits } from './read-limits.ts';
export { readWorkbook, type ReadResult } from './read-workbook.ts';
export { type RowMessage } from './row-message.ts';
export { SheetProblem, type ProblemDetail, type SheetFailure, type SheetProblemCode } from './sheet-problem.ts';
export { type ColumnSpec, type SheetSpec } from './sheet-spec.ts';
export { writeWorkbook } from './write-workbook.ts';
