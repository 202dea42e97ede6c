import { setTimeout as sleep } from 'node:timers/promises';
import { StoreError } from './store-error.ts';

/** How long an answer of the server is waited for while the connection seems to be sound. */
const patienceMs = 30_000;

/** Gives what the promise gives; throws `store-unreachable` with the message when that takes half a minute. */
export async function patiently<Result>(awaited: Promise<Result>, message: string): Promise<Result> {
  const done = new AbortController();
  const late = sleep(patienceMs, undefined, { signal: done.signal }).then(() => {
    throw new StoreError('store-unreachable', message);
  });
  // Rejected when the answer came first; nobody waits for it then.
  late.catch(() => undefined);
  try {
    return await Promise.race([awaited, late]);
  } finally {
    done.abort();
  }
}
