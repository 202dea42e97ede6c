import type { SheetTable } from './cell.ts';
import { checkFileKind } from './file-kind.ts';
import { DEFAULT_READ_LIMITS, type ReadLimits } from './read-limits.ts';
import type { ReadTask } from './read-worker.ts';
import { SheetProblem, toFailure, type SheetFailure } from './sheet-problem.ts';
import { ownCopy, runInWorker } from './worker-task.ts';
import { checkZip } from './zip-checks.ts';

/** The sheets of a workbook, or why it was refused. */
export type ReadResult = { ok: true; sheets: SheetTable[] } | SheetFailure;

/** Reads a stranger's .xlsx file. Whatever the file holds, the answer is a value and never a crash. */
export async function readWorkbook(bytes: Uint8Array, limits: Partial<ReadLimits> = {}): Promise<ReadResult> {
  const task: ReadTask = { bytes: ownCopy(bytes), limits: { ...DEFAULT_READ_LIMITS, ...limits } };
  try {
    checkFileKind(bytes, task.limits);
    checkZip(bytes, task.limits);
    const script = new URL('./read-worker.ts', import.meta.url);
    return { ok: true, sheets: await runInWorker<SheetTable[]>(script, task, task.limits) };
  } catch (error) {
    // Anything else is a fault of this program and not of the file.
    if (error instanceof SheetProblem) return toFailure(error);
    throw error;
  }
}
