import { operatorOf } from '@mingbai/application';
import { text } from '@mingbai/messages';
import { sampleWorkbooks } from '@mingbai/sample';
import type { StoreDirectory } from '@mingbai/store-directory';
import { importWorkbook } from '@mingbai/workbook';

/** Imports the sample workbooks as a user would. Throws when a row is refused: the sample is part of the tests. */
export async function loadSample({ mingbai }: StoreDirectory): Promise<{ recorded: number }> {
  let recorded = 0;
  for (const { name, bytes } of await sampleWorkbooks()) {
    const result = await importWorkbook(mingbai, operatorOf(mingbai, text('operator')), bytes);
    const [first] = result.errors;
    if (first) throw new Error(`${name} ${first.sheet} ${first.row} ${first.column}: ${first.message}`);
    recorded += result.recorded;
  }
  return { recorded };
}
