import { checkFileKind } from './file-kind.ts';
import { DEFAULT_READ_LIMITS, type ReadLimits } from './read-limits.ts';
import type { AnnotateTask } from './annotate-worker.ts';
import type { RowMessage } from './row-message.ts';
import { ownCopy, runInWorker } from './worker-task.ts';
import { checkZip } from './zip-checks.ts';

/** Writing a whole workbook anew takes several times as long as reading it. */
const ANNOTATE_LIMITS: ReadLimits = { ...DEFAULT_READ_LIMITS, milliseconds: 60_000, heapMegabytes: 1_024 };

/**
 * The user's own workbook with a column of messages beside the rows they speak of. Doing it again replaces the
 * column. A message about the header row becomes a note on the column's head. Throws a SheetProblem for a file
 * that readWorkbook refuses, too.
 */
export async function annotateWorkbook(
  bytes: Uint8Array,
  messages: readonly RowMessage[],
  header: string,
): Promise<Uint8Array> {
  const limits = ANNOTATE_LIMITS;
  checkFileKind(bytes, limits);
  checkZip(bytes, limits);
  const task: AnnotateTask = { bytes: ownCopy(bytes), messages, header, limits };
  return await runInWorker<Uint8Array>(new URL('./annotate-worker.ts', import.meta.url), task, limits);
}
