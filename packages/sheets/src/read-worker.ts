import { parseWorkbook } from './parse-workbook.ts';
import type { ReadLimits } from './read-limits.ts';
import { answerTask } from './worker-task.ts';

/** What the worker is told to read. */
export type ReadTask = { bytes: Uint8Array; limits: ReadLimits };

await answerTask((task: ReadTask) => parseWorkbook(task.bytes, task.limits));
