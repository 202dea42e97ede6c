import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

/** What is committed meanwhile is copied next, so many times at most: only behind all of it the WAL begins anew. */
const TURNS = 8;

/** A thread that copies the WAL of the file at the path in `workerData` when it is told to, and says when it has. */
const file = pathToFileURL(String(workerData));
file.searchParams.set('mode', 'rw'); // a file that is gone is not made anew
const database = new DatabaseSync(file);
database.exec('PRAGMA synchronous = FULL');
const copy = database.prepare('PRAGMA wal_checkpoint(PASSIVE)');

function copyAll(): void {
  for (let turn = 0; turn < TURNS; turn += 1) {
    const { log, checkpointed } = copy.get() ?? {};
    if (log === checkpointed) return;
  }
}

parentPort?.on('message', () => {
  copyAll();
  parentPort?.postMessage('copied');
});
