/**
 * Settings of every connection to tables that are whole. The WAL is copied into the file seldom, since that is when
 * they wait for the disk: they need no other wait, for what a power cut takes is made again from the log.
 */
export const SETTINGS = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA wal_autocheckpoint = 8000;
  PRAGMA cache_size = -64000;
  PRAGMA busy_timeout = 5000;`;

/** The tables. They are made from the log and may be thrown away at any time. */
export const SCHEMA = `
CREATE TABLE IF NOT EXISTS progress (one INTEGER PRIMARY KEY CHECK (one = 1), size INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS event (
  position INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, stream TEXT NOT NULL, org TEXT NOT NULL,
  from_day TEXT NOT NULL, to_day TEXT NOT NULL, as_stated TEXT, recorded_at TEXT NOT NULL, actor TEXT NOT NULL,
  act TEXT, outcome TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS row (
  number INTEGER PRIMARY KEY, register TEXT NOT NULL, record TEXT NOT NULL, position INTEGER NOT NULL,
  event TEXT NOT NULL, type TEXT NOT NULL, org TEXT NOT NULL, from_day TEXT NOT NULL, to_day TEXT NOT NULL,
  as_stated TEXT, recorded_at TEXT NOT NULL, revision INTEGER NOT NULL, since_day TEXT NOT NULL, superseded INTEGER,
  superseded_since TEXT, content TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS row_record ON row (record, register, position);
CREATE TABLE IF NOT EXISTS part (
  number INTEGER PRIMARY KEY, figure TEXT NOT NULL, org TEXT NOT NULL, to_day TEXT NOT NULL, from_day TEXT NOT NULL,
  row_number INTEGER NOT NULL, position INTEGER NOT NULL, superseded INTEGER, value INTEGER, precision TEXT NOT NULL,
  dims TEXT NOT NULL, members TEXT, known TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS part_row ON part (row_number);
CREATE TABLE IF NOT EXISTS total (
  figure TEXT NOT NULL, org TEXT NOT NULL, bucket TEXT NOT NULL, dims TEXT NOT NULL, known TEXT NOT NULL,
  precision TEXT NOT NULL, value INTEGER NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY (figure, org, bucket, dims, known, precision)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS reference (
  record TEXT NOT NULL, row_number INTEGER NOT NULL, PRIMARY KEY (record, row_number)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS change (register TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;

/**
 * The indexes that only questions use. They are made once the tables are filled: making the models of a long log again
 * would otherwise sort every entry into its place one by one.
 */
export const ASKING = `
CREATE INDEX IF NOT EXISTS event_recorded ON event (recorded_at);
CREATE INDEX IF NOT EXISTS event_act ON event (act) WHERE act IS NOT NULL;
CREATE INDEX IF NOT EXISTS row_org ON row (register, org, to_day);
CREATE INDEX IF NOT EXISTS part_figure ON part (figure, org, to_day);
CREATE INDEX IF NOT EXISTS part_spanning ON part (figure, org, to_day) WHERE ${spanning()};
`;

/** Whether a part's span crosses from one month into another: only such parts are in no month's total. */
export function spanning(): string {
  return 'substr(from_day, 1, 7) <> substr(to_day, 1, 7)';
}

/**
 * Stands in a file's `user_version` once its tables are whole. Raised when the tables change, or what an event becomes
 * in them: an older file is thrown away and made again.
 */
export const SCHEMA_VERSION = 10;

/** Every table with the columns that order its rows. */
export const TABLES = {
  event: 'position',
  row: 'number',
  part: 'number',
  total: 'figure, org, bucket, dims, known, precision',
  reference: 'record, row_number',
  change: 'register',
} as const;
