import { Workbook } from '@cj-tech-master/excelts';
import { annotateSheet } from './annotate-sheet.ts';
import type { SheetTable } from './cell.ts';
import { parseWorkbook } from './parse-workbook.ts';
import { hasUnknownValue, withPatternTypes } from './pattern-types.ts';
import type { ReadLimits } from './read-limits.ts';
import type { RowMessage } from './row-message.ts';
import { sameContent, type AnnotatedColumns } from './same-content.ts';
import { SheetProblem } from './sheet-problem.ts';
import { readOutline } from './workbook-outline.ts';
import { openParts, partContent } from './workbook-parts.ts';
import { answerTask } from './worker-task.ts';

/** What the worker is told to write into which workbook. */
export type AnnotateTask = { bytes: Uint8Array; messages: readonly RowMessage[]; header: string; limits: ReadLimits };

await answerTask(annotate);

async function annotate(task: AnnotateTask): Promise<Uint8Array> {
  const { bytes, messages, limits } = task;
  const before = parseWorkbook(bytes, limits);
  refuseUnknownSheets(before, messages);
  const { annotated, columns } = await rewrite(task).catch(cannotAnnotate);
  const after = parseWorkbook(annotated, relaxed(limits));
  // The library does not know every way a workbook can be written; nobody shall get back less than they sent.
  if (!sameContent(before, after, columns)) throw new SheetProblem('cannot-annotate');
  if (hasUnknownValue(stylesOf(annotated, limits))) throw new SheetProblem('cannot-annotate', { reason: 'styles' });
  return annotated;
}

function stylesOf(bytes: Uint8Array, limits: ReadLimits): Uint8Array {
  const parts = openParts(bytes, relaxed(limits));
  return partContent(parts, readOutline(parts).styles ?? '') ?? new Uint8Array();
}

/** The messages themselves must not make the check of the result fail. */
function relaxed(limits: ReadLimits): ReadLimits {
  const unlimited = Number.POSITIVE_INFINITY;
  const counts = { rows: unlimited, columns: unlimited, cells: unlimited, characters: unlimited };
  return { ...limits, ...counts, inflatedBytes: unlimited };
}

function refuseUnknownSheets(tables: readonly SheetTable[], messages: readonly RowMessage[]): void {
  const known = new Set(tables.map(({ name }) => name));
  const unknown = messages.find(({ sheet }) => !known.has(sheet));
  if (unknown !== undefined) throw new SheetProblem('unknown-sheet', { sheet: unknown.sheet });
}

/** The file could be read, so what the library cannot do with it is not the file's fault. */
function cannotAnnotate(error: unknown): never {
  throw new SheetProblem('cannot-annotate', { reason: error instanceof Error ? error.message : String(error) });
}

async function rewrite({ bytes, messages, header, limits }: AnnotateTask) {
  const workbook = await loadChecked(bytes, limits);
  const columns = writeMessages(workbook, messages, header);
  return { annotated: new Uint8Array(await workbook.xlsx.writeBuffer({ validate: false })), columns };
}

/** The library gets the parts already inflated within limits, and never sees the archive itself. */
async function loadChecked(bytes: Uint8Array, limits: ReadLimits): Promise<Workbook> {
  const parts = openParts(bytes, limits);
  const styles = readOutline(parts).styles?.toLowerCase();
  const files = parts
    .entries()
    .map(([key, { name, content }]) => [name, key === styles ? withPatternTypes(content) : content] as const);
  const workbook = new Workbook();
  await workbook.xlsx.loadFromFiles(Object.fromEntries(files));
  return workbook;
}

function writeMessages(workbook: Workbook, messages: readonly RowMessage[], header: string): AnnotatedColumns {
  const bySheet = Map.groupBy(messages, (message) => message.sheet);
  return new Map(
    workbook.worksheets.map((sheet) => [sheet.name, annotateSheet(sheet, bySheet.get(sheet.name) ?? [], header)]),
  );
}
