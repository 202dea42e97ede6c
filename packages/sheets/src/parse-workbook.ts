import { refuseActiveContent } from './active-content.ts';
import type { SheetTable } from './cell.ts';
import { readCellStyles } from './cell-styles.ts';
import { ReadBudget } from './read-budget.ts';
import type { ReadLimits } from './read-limits.ts';
import { readSharedStrings } from './shared-strings.ts';
import { readSheetPart } from './sheet-part.ts';
import { SheetProblem } from './sheet-problem.ts';
import { SheetRows } from './sheet-rows.ts';
import { readOutline } from './workbook-outline.ts';
import { openParts, partContent } from './workbook-parts.ts';

/** Reads all sheets of a workbook in the calling thread; throws what makes it unreadable. */
export function parseWorkbook(bytes: Uint8Array, limits: ReadLimits): SheetTable[] {
  const parts = openParts(bytes, limits);
  refuseActiveContent(parts);
  const outline = readOutline(parts);
  if (outline.sheets.length > limits.sheets) {
    throw new SheetProblem('too-many-sheets', { sheets: outline.sheets.length, limit: limits.sheets });
  }
  const content = (part: string | undefined) => (part === undefined ? undefined : partContent(parts, part));
  const tables = {
    sharedStrings: readSharedStrings(content(outline.sharedStrings), limits),
    styles: readCellStyles(content(outline.styles)),
    date1904: outline.date1904,
  };
  const budget = new ReadBudget(limits);
  return outline.sheets.map(({ name, part }) => {
    const sheet = content(part);
    if (sheet === undefined) throw new SheetProblem('damaged', { reason: 'sheet-missing', sheet: name });
    return readSheetPart(sheet, new SheetRows(name, budget), tables);
  });
}
