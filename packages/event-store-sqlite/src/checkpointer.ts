import { Worker } from 'node:worker_threads';

/** So many pages of WAL are waited for: the more often it is copied, the more often is a page that changes often. */
const PAGES = 4000;
/** What an event and a commit write into the WAL, about. */
const PAGES_OF = { commit: 6, event: 5 };
const SCRIPT = new URL('./checkpointing-thread.ts', import.meta.url);

/**
 * Has the WAL copied into the file by a thread of its own while commits go on: none of them waits for it. The thread
 * begins when there is enough to copy, which is never in a short life. When it fails it is not asked again: the WAL
 * grows to the writer's own limit, and the commit that copies it then meets the fault and tells of it.
 */
export class Checkpointer {
  readonly #path: string;
  #worker: Worker | undefined;
  #pages = 0;
  #isCopying = false;

  constructor(path: string) {
    this.#path = path;
  }

  /** Tells of a commit of so many events. */
  committed(events: number): void {
    this.#pages += PAGES_OF.commit + events * PAGES_OF.event;
    if (this.#pages < PAGES || this.#isCopying) return;
    this.#pages = 0;
    this.#isCopying = true;
    this.#thread().postMessage('copy');
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #thread(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(SCRIPT, { workerData: this.#path });
    worker.unref();
    worker.on('message', () => (this.#isCopying = false));
    worker.on('error', () => (this.#isCopying = true));
    return (this.#worker = worker);
  }
}
