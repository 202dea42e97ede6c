import { parentPort, workerData } from 'node:worker_threads';
import { systemSources, writeForThread } from '@mingbai/store-directory';

/** The thread in which `serve` writes; it is given the store's path. */
if (parentPort)
  await writeForThread(
    parentPort,
    String(workerData),
    systemSources(() => Date.now()),
  );
