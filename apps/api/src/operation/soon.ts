import { StoreError } from '@mingbai/application';
import { setTimeout as sleep } from 'node:timers/promises';

/** Whoever watches a service does not wait longer for what the store answers, and takes no answer for none. */
const PATIENCE_MS = 5000;

/** The store's answer, if it comes soon. Throws `store-unreachable` otherwise. */
export function soon<T>(answer: Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
  const late = sleep(patienceMs, undefined, { ref: false }).then(() => {
    throw new StoreError('store-unreachable', 'the store has not answered yet');
  });
  return Promise.race([answer, late]);
}
