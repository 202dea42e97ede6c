import type { CellRichTextValue } from '@cj-tech-master/excelts';
import { SheetProblem } from './sheet-problem.ts';

/** Excel calls a file with a longer cell broken. */
const LONGEST_CELL = 32_767;
/** Characters that XML or the library cannot hold; the tab and the line feed stay. */
// eslint-disable-next-line no-control-regex -- these control characters are the point
const UNSTORABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/gu;

/** Where two texts that look like the format's escapes for characters share an underscore. */
const SHARED_UNDERSCORE = /(?<=_x[0-9A-Fa-f]{4})(?=_x[0-9A-Fa-f]{4}_)/u;

/** Where a text is to go, for the message when it does not fit. */
export type CellPlace = { sheet: string; row: number; column: string };

/** The text as a cell can hold it: line breaks as line feeds, nothing XML forbids, and not too long. */
export function storableText(text: string, place: CellPlace): string {
  const storable = text.replace(/\r\n?/gu, '\n').replace(UNSTORABLE, '').toWellFormed();
  if (storable.length > LONGEST_CELL) throw new SheetProblem('cell-too-long', { ...place, limit: LONGEST_CELL });
  return storable;
}

/** The text as the library takes it. In one run it would escape only the first of two overlapping look-alikes. */
export function cellValue(text: string): string | CellRichTextValue {
  const runs = text.split(SHARED_UNDERSCORE);
  return runs.length === 1 ? text : { richText: runs.map((run) => ({ text: run })) };
}
