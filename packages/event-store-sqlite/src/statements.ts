import type { DatabaseSync } from 'node:sqlite';

/** Every statement that the store runs while it is open, prepared once. */
export type Statements = ReturnType<typeof prepareStatements>;

/** A statement that gives rows as arrays, in the order of the columns: less work where there are many. */
type Lists = {
  all(...values: readonly (string | number)[]): readonly (readonly unknown[])[];
  get(...values: readonly (string | number)[]): readonly unknown[] | undefined;
};

/** Prepares the statements. Throws what SQLite throws when the tables are not there. */
export function prepareStatements(database: DatabaseSync) {
  const lists = (sql: string): Lists => {
    const statement = database.prepare(sql);
    statement.setReturnArrays(true);
    return statement as unknown as Lists; // as was set one line above
  };
  return {
    command: database.prepare('SELECT request_hash, first, count FROM commands WHERE id = ?'),
    commandsIn: database.prepare(`
      SELECT id, request_hash, first, count FROM commands WHERE first >= ? AND first < ? ORDER BY first, count, id`),
    commandEvents: database.prepare('SELECT id FROM events WHERE position >= ? AND position < ? ORDER BY position'),
    stream: database.prepare(`
      SELECT id, (SELECT max(revision) FROM events WHERE stream = streams.id) AS last FROM streams WHERE name = ?`),
    positionOf: database.prepare('SELECT position FROM events WHERE id = ?'),
    frontier: database.prepare('SELECT size, hashes FROM frontier'),
    addStream: database.prepare('INSERT INTO streams (name) VALUES (?)'),
    addEvent: database.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?)'),
    addCommand: database.prepare('INSERT INTO commands VALUES (?, ?, ?, ?)'),
    setFrontier: database.prepare('UPDATE frontier SET size = ?, hashes = ?'),
    readStream: lists(`
      SELECT position, body FROM events WHERE stream = (SELECT id FROM streams WHERE name = ?) AND revision >= ?
      ORDER BY revision`),
    readAll: lists('SELECT position, body FROM events WHERE position >= ? ORDER BY position LIMIT ?'),
    eventById: lists('SELECT position, body FROM events WHERE id = ?'),
    leaves: lists('SELECT leaf FROM events WHERE position >= ? AND position < ? ORDER BY position'),
    checkpoints: database.prepare('SELECT note FROM checkpoints ORDER BY number'),
    addCheckpoint: database.prepare('INSERT INTO checkpoints (note) VALUES (?) ON CONFLICT (note) DO NOTHING'),
  };
}
