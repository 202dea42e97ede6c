import { Worker } from 'node:worker_threads';
import type { Given } from './checkpointing-thread.ts';

/** So many pages of WAL are waited for: the more often it is copied, the more often is a page that changes often. */
const PAGES = 4000;
const SCRIPT = new URL('./checkpointing-thread.ts', import.meta.url);

/** What a checkpointer works on: the file, and the connection that writes to it. */
export type Checkpointed = {
  readonly path: string;
  /** How many pages of the WAL are not in the file yet. */
  readonly waiting: () => number;
  /** Copies what is left of the WAL, between two commits. */
  readonly copyRest: () => void;
};

/**
 * Has the WAL copied into the file by a thread of its own while commits go on: none of them waits for it. Only the few
 * pages that came meanwhile are left to the writer, for the WAL begins anew only behind a commit that finds all of it
 * copied; one that grows for ever makes every commit slower. The thread begins when there is enough to copy, which is
 * never in a short life. When it fails it is not asked again: the WAL grows to the writer's own limit, and the commit
 * that copies it then meets the fault and tells of it.
 */
export class Checkpointer {
  readonly #file: Checkpointed;
  #worker: Worker | undefined;
  #isCopying = false;
  /** Set by the thread when it has copied; a message would reach nobody who commits without a pause. */
  readonly #copied = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

  constructor(file: Checkpointed) {
    this.#file = file;
  }

  /** Tells of a commit. */
  committed(): void {
    if (Atomics.exchange(this.#copied, 0, 0) === 1) {
      this.#file.copyRest();
      this.#isCopying = false;
    } else if (!this.#isCopying && this.#file.waiting() >= PAGES) {
      this.#isCopying = true;
      this.#thread().postMessage('copy');
    }
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #thread(): Worker {
    if (this.#worker) return this.#worker;
    const given: Given = { path: this.#file.path, copied: this.#copied };
    const worker = new Worker(SCRIPT, { workerData: given });
    worker.unref();
    worker.on('error', () => (this.#isCopying = true));
    return (this.#worker = worker);
  }
}
