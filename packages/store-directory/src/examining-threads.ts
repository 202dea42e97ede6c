import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { examine, type Depth, type Examine, type ExaminedPage } from '@mingbai/application';
import type { Page } from '@mingbai/proof';
import type { Task } from './examining-thread.ts';

/** So many events are examined without a thread: most logs are no longer, and a thread takes its time to start. */
const BEFORE_THREADS = 10_000;
const MOST_THREADS = 4;
/** What a page needs is soon forgotten: a thread is to collect it often, and not to hold hundreds of megabytes. */
const LIMITS = { maxYoungGenerationSizeMb: 8 };
const SCRIPT = new URL('./examining-thread.ts', import.meta.url);

export type Threads = {
  /** So many processors are left to others, though one thread works in any case. */
  readonly spare?: number;
  readonly script?: URL;
};

/**
 * Carries out a verification whose events are examined by threads of their own: it takes less time, and this thread
 * answers others meanwhile; reading, following the streams and building the tree are little beside what they do. The
 * answers are the same. Rejects when a thread ends.
 */
export async function withThreads<T>(
  verification: (examine: Examine) => Promise<T>,
  { spare = 0, script = SCRIPT }: Threads = {},
): Promise<T> {
  const most = Math.min(Math.max(availableParallelism() - spare, 1), MOST_THREADS);
  const threads: ExaminingThread[] = [];
  let [events, turn] = [0, 0];
  const inTurn: Examine = (page, depth) => {
    events += page.ends.length;
    if (events <= BEFORE_THREADS) return examine(page, depth);
    while (threads.length < most) threads.push(new ExaminingThread(script));
    return threads[turn++ % threads.length]?.examine(page, depth) ?? examine(page, depth);
  };
  try {
    return await verification(inTurn);
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
  }
}

type Waiting = { readonly done: (found: ExaminedPage) => void; readonly failed: (fault: unknown) => void };

/** A thread that answers pages in the order in which it was given them. */
class ExaminingThread {
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];
  #fault: unknown;

  constructor(script: URL) {
    this.#worker = new Worker(script, { resourceLimits: LIMITS });
    this.#worker.on('message', (found: ExaminedPage) => this.#waiting.shift()?.done(found));
    this.#worker.on('error', (fault) => {
      this.#fault = fault;
      for (const { failed } of this.#waiting.splice(0)) failed(fault);
    });
  }

  /** Examines a page, which is the thread's from then on. */
  examine(page: Page, depth: Depth): Promise<ExaminedPage> {
    return new Promise((done, failed) => {
      if (this.#fault !== undefined) return failed(this.#fault);
      this.#waiting.push({ done, failed });
      const task: Task = { page, depth };
      this.#worker.postMessage(task, [page.bytes.buffer, page.ends.buffer, page.leaves.buffer]);
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}
