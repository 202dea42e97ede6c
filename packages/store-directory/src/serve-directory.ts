import type { Worker } from 'node:worker_threads';
import type { ReadModels } from '@mingbai/application';
import { addressOf, compose, openDirectory, type Sources, type StoreDirectory } from './directory.ts';
import { isEmbedded, openLog } from './engines.ts';
import { readKeys } from './keys.ts';
import { WritingThread } from './writing-thread.ts';

export type Serving = {
  readonly sources: Sources;
  /** Name of this node where several processes share one log on a server. */
  readonly node?: string | undefined;
  /** Starts a thread that runs `writeForThread`. */
  readonly startThread: () => Worker;
};

/**
 * Opens a store directory for many who ask at once. Where the log is a file here, a thread of its own writes, so that
 * waiting for the disk holds up nobody who reads; a server's log is waited for without holding anybody up. Throws as
 * `openDirectory` does.
 */
export async function openToServe(path: string, { sources, node, startThread }: Serving): Promise<StoreDirectory> {
  const address = addressOf(path, false);
  if (!isEmbedded(address) || node !== undefined) return openDirectory(path, sources, { node });
  let models: ReadModels | undefined;
  const thread = new WritingThread(startThread(), () => models?.renew());
  await thread.opened();
  try {
    const store = await openLog({ address, path }, { readOnly: true });
    const keys = readKeys(path);
    const directory = await compose({ path, keys, store, sources, readOnly: false, embedded: true, thread });
    ({ models } = directory.mingbai.ports);
    return directory;
  } catch (error) {
    await thread.close();
    throw error;
  }
}
