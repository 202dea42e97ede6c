import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { examine, type Examine, type Examined } from '@mingbai/application';
import { hashLength } from '@mingbai/proof';
import type { PackedAnswer, PackedPage } from './examining-thread.ts';

/** So many events are examined without a thread: most logs are no longer, and a thread takes its time to start. */
const BEFORE_THREADS = 10_000;
/** This thread reads, follows the streams and builds the tree: that is work for one processor. */
const THREADS = Math.min(Math.max(availableParallelism() - 1, 1), 4);
/** What a page needs is soon forgotten: a thread is to collect it often, and not to hold hundreds of megabytes. */
const LIMITS = { maxYoungGenerationSizeMb: 8 };
const SCRIPT = new URL('./examining-thread.ts', import.meta.url);

/**
 * Carries out a verification whose events are examined by threads of their own: it takes less time, and this thread
 * answers others meanwhile. The answers are the same. Rejects when a thread ends.
 */
export async function withThreads<T>(verification: (examine: Examine) => Promise<T>, script = SCRIPT): Promise<T> {
  const threads: ExaminingThread[] = [];
  let [events, turn] = [0, 0];
  const inTurn: Examine = (page) => {
    events += page.length;
    if (events <= BEFORE_THREADS) return examine(page);
    if (threads.length === 0) for (let each = THREADS; each > 0; each -= 1) threads.push(new ExaminingThread(script));
    return threads[turn++ % threads.length]?.examine(page) ?? examine(page);
  };
  try {
    return await verification(inTurn);
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
  }
}

type Waiting = { readonly done: (found: readonly Examined[]) => void; readonly failed: (fault: unknown) => void };

/** A thread that answers pages in the order in which it was given them. */
class ExaminingThread {
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];
  #fault: unknown;

  constructor(script: URL) {
    this.#worker = new Worker(script, { resourceLimits: LIMITS });
    this.#worker.on('message', (answer: PackedAnswer) => this.#waiting.shift()?.done(unpacked(answer)));
    this.#worker.on('error', (fault) => {
      this.#fault = fault;
      for (const { failed } of this.#waiting.splice(0)) failed(fault);
    });
  }

  examine(page: readonly Uint8Array[]): Promise<readonly Examined[]> {
    return new Promise((done, failed) => {
      if (this.#fault !== undefined) return failed(this.#fault);
      this.#waiting.push({ done, failed });
      const { bytes, ends } = packed(page);
      this.#worker.postMessage({ bytes, ends }, [bytes.buffer, ends.buffer]);
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}

function packed(page: readonly Uint8Array[]): PackedPage {
  let end = 0;
  const ends = Uint32Array.from(page, ({ length }) => (end += length));
  const bytes = new Uint8Array(end);
  for (const [index, each] of page.entries()) bytes.set(each, (ends[index] ?? 0) - each.length);
  return { bytes, ends };
}

const unpacked = ({ leaves, events }: PackedAnswer): readonly Examined[] =>
  events.map((event, index) => ({ leaf: leaves.subarray(index * hashLength, (index + 1) * hashLength), event }));
