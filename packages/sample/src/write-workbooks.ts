import { mkdir, writeFile } from 'node:fs/promises';
import { registerNamed } from '@mingbai/domain';
import { filledWorkbook } from '@mingbai/workbook';
import { WORKBOOK_ROWS } from './workbook-rows.ts';
import { workbookFile } from './sample-workbooks.ts';

/** Writes the sample's workbooks from its rows. Run it after every change of the data and keep the files with them. */
for (const { name, sheets } of WORKBOOK_ROWS) {
  const filled = sheets.map(({ register, rows }) => {
    const found = registerNamed(register);
    if (!found) throw new Error(`no register is called ${register}`);
    return { register: found, rows };
  });
  const file = workbookFile(name);
  await mkdir(new URL('./', file), { recursive: true });
  await writeFile(file, await filledWorkbook(filled));
}
