import { readFile } from 'node:fs/promises';
import { WORKBOOK_ROWS } from './workbook-rows.ts';

/** Where a workbook of the sample stands. */
export const workbookFile = (name: string): URL => new URL(`../workbooks/${name}.xlsx`, import.meta.url);

/** The sample workbooks as they stand in the repository, in the order in which they are imported. */
export function sampleWorkbooks(): Promise<readonly { name: string; bytes: Uint8Array }[]> {
  return Promise.all(
    WORKBOOK_ROWS.map(async ({ name }) => ({ name: `${name}.xlsx`, bytes: await readFile(workbookFile(name)) })),
  );
}
