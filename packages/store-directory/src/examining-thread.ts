import { parentPort } from 'node:worker_threads';
import type { Depth, ExaminedPage } from '@mingbai/application';
import { hashPage, type Page } from '@mingbai/proof';

/** What a thread is given to examine. */
export type Task = { readonly page: Page; readonly depth: Depth };

async function examined({ page, depth }: Task): Promise<ExaminedPage> {
  const hashed = hashPage(page);
  if (depth === 'bytes') return { ...hashed, events: [] };
  // only where events are read does a thread need to know of them
  return (await import('@mingbai/application')).examineHashed(page, hashed, depth);
}

/** A thread that examines events page by page, and answers in their order. */
let last = Promise.resolve();
parentPort?.on('message', (task: Task) => {
  last = last.then(async () => {
    const answer = await examined(task);
    parentPort?.postMessage(answer, [answer.leaves.buffer]);
  });
});
