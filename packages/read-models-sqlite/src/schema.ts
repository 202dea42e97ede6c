/** The tables. They are made from the log and may be thrown away at any time. */
export const SCHEMA = `
CREATE TABLE IF NOT EXISTS progress (
  one INTEGER PRIMARY KEY CHECK (one = 1), size INTEGER NOT NULL, version INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS event (
  position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, stream TEXT NOT NULL, org TEXT NOT NULL,
  from_day TEXT NOT NULL, to_day TEXT NOT NULL, as_stated TEXT, recorded_at TEXT NOT NULL, actor TEXT NOT NULL,
  correlation TEXT NOT NULL, outcome TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS event_recorded ON event (recorded_at);
CREATE INDEX IF NOT EXISTS event_correlation ON event (correlation);
CREATE TABLE IF NOT EXISTS row (
  number INTEGER PRIMARY KEY, register TEXT NOT NULL, record TEXT NOT NULL, position INTEGER NOT NULL,
  event TEXT NOT NULL, type TEXT NOT NULL, org TEXT NOT NULL, from_day TEXT NOT NULL, to_day TEXT NOT NULL,
  as_stated TEXT, recorded_at TEXT NOT NULL, revision INTEGER NOT NULL, superseded INTEGER, content TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS row_record ON row (register, record, position);
CREATE INDEX IF NOT EXISTS row_org ON row (register, org, to_day);
CREATE TABLE IF NOT EXISTS part (
  figure TEXT NOT NULL, org TEXT NOT NULL, to_day TEXT NOT NULL, from_day TEXT NOT NULL, position INTEGER NOT NULL,
  event TEXT NOT NULL, register TEXT NOT NULL, record TEXT NOT NULL, superseded INTEGER, value INTEGER,
  precision TEXT NOT NULL, dims TEXT NOT NULL, members TEXT, known TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS part_figure ON part (figure, org, to_day);
CREATE INDEX IF NOT EXISTS part_record ON part (register, record);
CREATE TABLE IF NOT EXISTS reference (record TEXT NOT NULL, row_number INTEGER NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS reference_record ON reference (record);
`;

/** Raised when the tables change: an older file is thrown away and made again. */
export const SCHEMA_VERSION = 2;
export const TABLES = ['event', 'row', 'part', 'reference'] as const;
