/** Marks an SQLite file as an event store of ours: "MBES". */
export const applicationId = 0x4d424553;

/** Number of the table layout below, in the file's `user_version`; another number is refused with `store-format`. */
export const layout = 3;

const neverChanged = ['events', 'streams', 'commands', 'ids', 'checkpoints', 'header']
  .flatMap((table) =>
    ['UPDATE', 'DELETE'].map(
      (act) => `
  CREATE TRIGGER ${table}_refuse_${act.toLowerCase()} BEFORE ${act} ON ${table}
    BEGIN SELECT raise(ABORT, '${table} are never changed'); END;`,
    ),
  )
  .join('');

/**
 * All tables of a store. An event's position is its leaf index; the leaf hash stands before the body, so that the
 * overflow pages of long bodies are not read with it. A command's events follow each other, so their first position and
 * their number name them, and an event's id follows from its command's: it stands here only where it does not (`id` is
 * NULL otherwise). `ids` finds the command of an event's id; the command itself is found under the id of its first
 * event, whether it has one or not. Commands are numbered in the order of their positions, so one is searched for
 * by halves and needs no index. So one entry per event is all that goes to a random place, which is what a commit
 * costs. `check_sum` is of a command's other columns, and no query uses the index `header_again`, which holds the
 * header a second time: so the check of the file finds a byte that has changed where no hash of the tree reaches.
 */
export const schema = `
  PRAGMA application_id = ${applicationId};
  PRAGMA user_version = ${layout};
  CREATE TABLE header (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    format INTEGER NOT NULL, suite TEXT NOT NULL, origin TEXT NOT NULL, district TEXT NOT NULL
  ) STRICT;
  CREATE INDEX header_again ON header (format, suite, origin, district);
  CREATE TABLE streams (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE events (
    position INTEGER PRIMARY KEY CHECK (position >= 0),
    id ANY,
    stream INTEGER NOT NULL REFERENCES streams (id),
    revision INTEGER NOT NULL CHECK (revision >= 0),
    leaf BLOB NOT NULL CHECK (length(leaf) = 32),
    body BLOB NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX events_by_stream ON events (stream, revision);
  CREATE TABLE commands (
    number INTEGER PRIMARY KEY, id ANY NOT NULL, request_hash ANY NOT NULL,
    first INTEGER NOT NULL, count INTEGER NOT NULL, check_sum INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE ids (id ANY PRIMARY KEY, command INTEGER NOT NULL REFERENCES commands (number)) STRICT, WITHOUT ROWID;
  CREATE TABLE frontier (
    one INTEGER PRIMARY KEY CHECK (one = 1), size INTEGER NOT NULL, hashes BLOB NOT NULL
  ) STRICT;
  INSERT INTO frontier VALUES (1, 0, x'');
  CREATE TABLE checkpoints (number INTEGER PRIMARY KEY, note TEXT NOT NULL UNIQUE) STRICT;${neverChanged}`;

/**
 * Settings of every connection that writes. WAL with FULL means one fsync per commit, before it returns. Recursive
 * triggers make the refusals above hold for REPLACE too. A thread copies the WAL (`Checkpointer`); the limit here is
 * for when it does not.
 */
export const writerSettings = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA wal_autocheckpoint = 16000;
  PRAGMA recursive_triggers = ON;
  PRAGMA temp_store = MEMORY;`;
