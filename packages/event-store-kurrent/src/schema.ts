/** Marks an SQLite file as a sequence of ours: "MBKS". */
export const applicationId = 0x4d424b53;

/** Number of the table layout below; a file of another layout is made anew, for everything in it comes from `$all`. */
export const layout = 1;

/**
 * All tables of a sequence file. `read_to` is the last event of `$all` that the tables speak of; positions of the
 * server are decimal texts, for they do not fit into a number. `server_revision` counts foreign events too. `pending`
 * holds entries of transactions that had not been seen whole at that point.
 */
export const schema = `
  PRAGMA application_id = ${applicationId};
  PRAGMA user_version = ${layout};
  CREATE TABLE store (one INTEGER PRIMARY KEY CHECK (one = 1), uuid TEXT NOT NULL, prefix TEXT NOT NULL) STRICT;
  CREATE TABLE read_to (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    commit_position TEXT NOT NULL, prepare_position TEXT NOT NULL,
    stream TEXT NOT NULL, revision INTEGER NOT NULL, uuid TEXT NOT NULL
  ) STRICT;
  CREATE TABLE server_streams (name TEXT PRIMARY KEY, server_revision INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE streams (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE events (
    position INTEGER PRIMARY KEY CHECK (position >= 0),
    id TEXT NOT NULL UNIQUE,
    stream INTEGER NOT NULL REFERENCES streams (id),
    revision INTEGER NOT NULL CHECK (revision >= 0),
    leaf BLOB NOT NULL CHECK (length(leaf) = 32),
    body BLOB NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX events_by_stream ON events (stream, revision);
  CREATE TABLE commands (
    id TEXT PRIMARY KEY, request_hash TEXT NOT NULL, first INTEGER NOT NULL, count INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX commands_by_first ON commands (first, count);
  CREATE TABLE frontier (
    one INTEGER PRIMARY KEY CHECK (one = 1), size INTEGER NOT NULL, hashes BLOB NOT NULL
  ) STRICT;
  INSERT INTO frontier VALUES (1, 0, x'');
  CREATE TABLE checkpoints (number INTEGER PRIMARY KEY, note TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE pending (
    id TEXT NOT NULL, place INTEGER NOT NULL, places INTEGER NOT NULL,
    command TEXT NOT NULL, request_hash TEXT NOT NULL,
    event_id TEXT, stream TEXT, revision INTEGER, body BLOB,
    PRIMARY KEY (id, place)
  ) STRICT;`;

/**
 * Settings of the connection. The file is one process's own. A commit that a power cut takes is read from the server
 * again, so the disk is not waited for.
 */
export const settings = `
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA temp_store = MEMORY;`;
