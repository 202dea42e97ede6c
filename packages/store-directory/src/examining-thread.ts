import { parentPort } from 'node:worker_threads';
import { examine, type Examined } from '@mingbai/application';

/** Events that follow each other in one buffer, and where each ends. */
export type PackedPage = { readonly bytes: Uint8Array<ArrayBuffer>; readonly ends: Uint32Array<ArrayBuffer> };
/** What they tell: their leaf hashes in one buffer, and the events. */
export type PackedAnswer = { readonly leaves: Uint8Array<ArrayBuffer>; readonly events: readonly Examined['event'][] };

/** A thread that examines events page by page. */
parentPort?.on('message', ({ bytes, ends }: PackedPage) => {
  let from = 0;
  const page = Array.from(ends, (end) => bytes.subarray(from, (from = end)));
  const found = examine(page);
  const leaves = new Uint8Array(Buffer.concat(found.map(({ leaf }) => leaf)));
  parentPort?.postMessage({ leaves, events: found.map(({ event }) => event) }, [leaves.buffer]);
});
