import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

/** The file whose WAL the thread copies when it is told to, and where it says that it has. */
export type Given = { readonly path: string; readonly copied: Int32Array };

/** Each turn copies what was committed during the one before: after three, next to nothing is left to the writer. */
const TURNS = 3;

const { path, copied } = workerData as Given; // as `Checkpointer` starts it
const file = pathToFileURL(path);
file.searchParams.set('mode', 'rw'); // a file that is gone is not made anew
const database = new DatabaseSync(file);
database.exec('PRAGMA synchronous = FULL');
const copy = database.prepare('PRAGMA wal_checkpoint(PASSIVE)');

parentPort?.on('message', () => {
  for (let turn = 0; turn < TURNS; turn += 1) copy.get();
  Atomics.store(copied, 0, 1);
});
