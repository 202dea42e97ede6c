import type { DatabaseSync } from 'node:sqlite';

/** Every statement that the store runs while it is open, prepared once. */
export type Statements = ReturnType<typeof prepareStatements>;

/** A statement that gives rows as arrays, in the order of the columns: less work where there are many. */
type Lists = {
  all(...values: readonly (string | number | Uint8Array)[]): readonly (readonly unknown[])[];
  get(...values: readonly (string | number | Uint8Array)[]): readonly unknown[] | undefined;
};

/** Prepares the statements. Throws what SQLite throws when the tables are not there. */
export function prepareStatements(database: DatabaseSync) {
  const lists = (sql: string): Lists => {
    const statement = database.prepare(sql);
    statement.setReturnArrays(true);
    return statement as unknown as Lists; // as was set one line above
  };
  return {
    commandOf: lists(`
      SELECT number, commands.id, request_hash, first, count, check_sum
      FROM ids JOIN commands ON commands.number = ids.command WHERE ids.id = ?`),
    commandsIn: lists(`
      SELECT number, id, request_hash, first, count, check_sum FROM commands WHERE number >= ? AND number < ?
      ORDER BY number`),
    firstOf: lists('SELECT first FROM commands WHERE number = ?'),
    lastCommand: lists('SELECT max(number) FROM commands'),
    commandsFrom: lists(`
      SELECT number, id, request_hash, first, count, check_sum FROM commands WHERE number >= ?
      ORDER BY number LIMIT ?`),
    ownIds: lists('SELECT id FROM events WHERE position >= ? AND position < ? ORDER BY position'),
    placeOf: lists('SELECT command FROM ids WHERE id = ?'),
    countIds: lists('SELECT count(*) FROM ids'),
    stream: database.prepare(`
      SELECT id, (SELECT max(revision) FROM events WHERE stream = streams.id) AS last FROM streams WHERE name = ?`),
    frontier: database.prepare('SELECT size, hashes FROM frontier'),
    addStream: database.prepare('INSERT INTO streams (name) VALUES (?)'),
    addEvent: database.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?)'),
    addCommand: database.prepare(`
      INSERT INTO commands (id, request_hash, first, count, check_sum) VALUES (?, ?, ?, ?, ?)`),
    addId: database.prepare('INSERT INTO ids VALUES (?, ?)'),
    setFrontier: database.prepare('UPDATE frontier SET size = ?, hashes = ?'),
    readStream: lists(`
      SELECT position, body FROM events WHERE stream = (SELECT id FROM streams WHERE name = ?) AND revision >= ?
      ORDER BY revision`),
    readAll: lists('SELECT position, body FROM events WHERE position >= ? ORDER BY position LIMIT ?'),
    eventAt: lists('SELECT position, body FROM events WHERE position = ?'),
    leaves: lists('SELECT leaf FROM events WHERE position >= ? AND position < ? ORDER BY position'),
    // A range of the key is read in its order, and it would show if it were not: the hashes would not fit.
    page: lists(`
      SELECT CAST(group_concat(body, '') AS BLOB), group_concat(length(body)), CAST(group_concat(leaf, '') AS BLOB)
      FROM events WHERE position >= ? AND position < ?`),
    countWal: lists('PRAGMA wal_checkpoint(NOOP)'), // counts, and copies nothing
    copyRest: database.prepare('PRAGMA wal_checkpoint(PASSIVE)'),
    checkpoints: database.prepare('SELECT note FROM checkpoints ORDER BY number'),
    addCheckpoint: database.prepare('INSERT INTO checkpoints (note) VALUES (?) ON CONFLICT (note) DO NOTHING'),
  };
}
