import { once } from 'node:events';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import type { ReadLimits } from './read-limits.ts';
import { SheetProblem, toFailure, type SheetFailure } from './sheet-problem.ts';

type Answer<Result> = { ok: true; result: Result } | SheetFailure;

/** Runs a worker on a stranger's file: with a heap of its own, and killed when its time is up. */
export async function runInWorker<Result>(script: URL, task: object, limits: ReadLimits): Promise<Result> {
  const worker = new Worker(script, {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes },
    // The worker needs nothing of the process it was started by.
    env: {},
    execArgv: [],
  });
  // An error after the answer, or while the worker is being killed, must not bring the process down.
  worker.on('error', () => undefined);
  try {
    const answer = await firstMessage<Answer<Result>>(worker, limits.milliseconds);
    if (answer.ok) return answer.result;
    throw new SheetProblem(answer.code, answer.detail);
  } finally {
    await worker.terminate();
  }
}

/** The bytes alone: a view is sent to a worker together with the whole buffer it looks into. */
export function ownCopy(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes);
}

/** The worker's side: works on the task it was given and posts the answer. */
export async function answerTask<Task, Result>(work: (task: Task) => Result | Promise<Result>): Promise<void> {
  parentPort?.postMessage(await answerOf<Task, Result>(work));
}

async function answerOf<Task, Result>(work: (task: Task) => Result | Promise<Result>): Promise<Answer<Result>> {
  try {
    // Each worker script is started by one function only, which passes exactly this task.
    return { ok: true, result: await work(workerData as Task) };
  } catch (error) {
    return toFailure(error);
  }
}

async function firstMessage<Message>(worker: Worker, milliseconds: number): Promise<Message> {
  try {
    const event = await once(worker, 'message', { signal: AbortSignal.timeout(milliseconds) });
    // The one message a worker posts is the answer answerTask made.
    const [message] = event as [Message];
    return message;
  } catch (error) {
    throw workerProblem(error, milliseconds);
  }
}

function workerProblem(error: unknown, milliseconds: number): unknown {
  if (!(error instanceof Error)) return error;
  if (error.name === 'AbortError') return new SheetProblem('timed-out', { milliseconds });
  if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') return new SheetProblem('out-of-memory');
  // Anything else is a fault of this program, such as a worker that does not load.
  return error;
}
