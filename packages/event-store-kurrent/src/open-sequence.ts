import { existsSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { numberIn } from './rows.ts';
import { applicationId, layout, schema, settings } from './schema.ts';
import { Sequence } from './sequence.ts';
import { StoreError, onStore } from './store-error.ts';

/** Which store a sequence is of: the server's id of its header, and where it stands. */
export type StoreIdentity = { readonly uuid: string; readonly prefix: string };

/**
 * Opens the sequence file of a store, making it (empty) where it is missing or of an older layout; `:memory:` for none.
 * Throws `StoreError`: `store-locked` (another process has it), `not-a-store` (another file), `store-damaged` (of
 * another store: delete it if that is meant), `disk-full`, `store-unreachable`.
 */
export function openSequence(path: string, identity: StoreIdentity): Sequence {
  return onStore(() => {
    const known = path !== ':memory:' && existsSync(path);
    if (known && isOutdated(path)) removeSequence(path);
    const database = new DatabaseSync(path, { timeout: 0 });
    try {
      database.exec(settings);
      prepareTables(database, identity);
      return new Sequence(database);
    } catch (fault) {
      database.close();
      throw fault;
    }
  });
}

function isOutdated(path: string): boolean {
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    const pragma = (name: string) => numberIn(database.prepare(`PRAGMA ${name}`).get(), name);
    const [id, version] = [pragma('application_id'), pragma('user_version')];
    if (id === 0 && version === 0 && pragma('page_count') === 0) return false;
    if (id !== applicationId) throw new StoreError('not-a-store', 'the sequence file is something else');
    return version !== layout;
  } finally {
    database.close();
  }
}

function removeSequence(path: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
}

function prepareTables(database: DatabaseSync, { uuid, prefix }: StoreIdentity): void {
  database.exec('BEGIN IMMEDIATE');
  if (numberIn(database.prepare('PRAGMA application_id').get(), 'application_id') !== applicationId) {
    database.exec(schema);
    database.prepare('INSERT INTO store VALUES (1, ?, ?)').run(uuid, prefix);
  }
  const own = database.prepare('SELECT uuid, prefix FROM store').get();
  if (own?.['uuid'] !== uuid || own['prefix'] !== prefix) {
    throw new StoreError('store-damaged', 'the sequence file is that of another store; delete it to begin it anew');
  }
  database.exec('COMMIT');
}
