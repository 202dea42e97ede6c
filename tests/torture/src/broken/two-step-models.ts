import { DatabaseSync } from 'node:sqlite';
import type { EventChange, ReadModels } from '@mingbai/application';
import { openReadModels } from '@mingbai/read-models-sqlite';

/** How often a kill falls just between the two transactions. */
const KILLED_BETWEEN = 0.05;

/** Sabotaged: the position is saved in a transaction of its own, before the rows are. */
export function openModels(path: string): ReadModels {
  const positions = new DatabaseSync(`${path}.position`);
  positions.exec(
    'PRAGMA journal_mode = WAL; CREATE TABLE IF NOT EXISTS position (one INTEGER PRIMARY KEY, size INTEGER)',
  );
  const saved = positions.prepare('SELECT size FROM position').get()?.['size'];
  const save = positions.prepare('INSERT OR REPLACE INTO position VALUES (1, ?)');
  openReadModels(path).close(); // makes the tables
  if (saved !== undefined) believe(path, Number(saved));
  const models = openReadModels(path);
  const apply = models.apply.bind(models);
  models.apply = (changes: readonly EventChange[]): void => {
    save.run(models.size() + changes.length);
    if (Math.random() < KILLED_BETWEEN) process.kill(process.pid, 'SIGKILL');
    apply(changes);
  };
  return models;
}

function believe(path: string, size: number): void {
  const database = new DatabaseSync(path);
  database.prepare('UPDATE progress SET size = ?').run(size);
  database.close();
}
