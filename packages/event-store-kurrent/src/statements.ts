import type { DatabaseSync } from 'node:sqlite';

/** Every statement that runs while a sequence is open, prepared once. */
export type Statements = ReturnType<typeof prepareStatements>;

/** Prepares the statements. Throws what SQLite throws when the tables are not there. */
export function prepareStatements(database: DatabaseSync) {
  return {
    readTo: database.prepare('SELECT * FROM read_to'),
    setReadTo: database.prepare('INSERT OR REPLACE INTO read_to VALUES (1, ?, ?, ?, ?, ?)'),
    serverRevision: database.prepare('SELECT server_revision FROM server_streams WHERE name = ?'),
    setServerRevision: database.prepare('INSERT OR REPLACE INTO server_streams VALUES (?, ?)'),
    command: database.prepare('SELECT request_hash, first, count FROM commands WHERE id = ?'),
    commandsIn: database.prepare(
      'SELECT id, first FROM commands WHERE first >= ? AND first < ? ORDER BY first, count, id',
    ),
    commandEvents: database.prepare('SELECT id FROM events WHERE position >= ? AND position < ? ORDER BY position'),
    streamId: database.prepare('SELECT id FROM streams WHERE name = ?'),
    lastRevision: database.prepare(`
      SELECT max(revision) AS last FROM events WHERE stream = (SELECT id FROM streams WHERE name = ?)`),
    positionOf: database.prepare('SELECT position FROM events WHERE id = ?'),
    frontier: database.prepare('SELECT size, hashes FROM frontier'),
    addStream: database.prepare('INSERT INTO streams (name) VALUES (?)'),
    addEvent: database.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?)'),
    addCommand: database.prepare('INSERT INTO commands VALUES (?, ?, ?, ?)'),
    setFrontier: database.prepare('UPDATE frontier SET size = ?, hashes = ?'),
    readStream: database.prepare(`
      SELECT position, body FROM events WHERE stream = (SELECT id FROM streams WHERE name = ?) AND revision >= ?
      ORDER BY revision`),
    readAll: database.prepare('SELECT position, body FROM events WHERE position >= ? ORDER BY position LIMIT ?'),
    eventById: database.prepare('SELECT position, body FROM events WHERE id = ?'),
    leaves: database.prepare('SELECT leaf FROM events WHERE position >= ? AND position < ? ORDER BY position'),
    checkpoints: database.prepare('SELECT note FROM checkpoints ORDER BY number'),
    addCheckpoint: database.prepare('INSERT INTO checkpoints (note) VALUES (?) ON CONFLICT (note) DO NOTHING'),
    pending: database.prepare('SELECT * FROM pending ORDER BY rowid'),
    removePending: database.prepare('DELETE FROM pending WHERE id = ?'),
    addPending: database.prepare('INSERT OR REPLACE INTO pending VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)'),
  };
}
