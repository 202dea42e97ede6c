import type { EventFacts, StoredPart, StoredRow } from '@mingbai/application';

/* Rows come from tables of this package's own schema; the column types are known there. */
const text = (value: unknown): string => String(value);
const textOrNull = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));

export const asRow = (row: Record<string, unknown>): StoredRow => ({
  register: text(row['register']),
  record: text(row['record']),
  position: Number(row['position']),
  event: text(row['event']),
  type: text(row['type']),
  org: text(row['org']),
  from: text(row['from_day']),
  to: text(row['to_day']),
  asStated: textOrNull(row['as_stated']),
  recordedAt: text(row['recorded_at']),
  revision: Number(row['revision']),
  row: JSON.parse(text(row['content'])) as Record<string, unknown>,
});

export const asPart = (row: Record<string, unknown>): StoredPart => ({
  position: Number(row['position']),
  event: text(row['event']),
  org: text(row['org']),
  from: text(row['from_day']),
  to: text(row['to_day']),
  record: text(row['record']),
  value: row['value'] === null ? null : Number(row['value']),
  precision: text(row['precision']) as StoredPart['precision'],
  dims: text(row['dims']),
  members: row['members'] === null ? null : (JSON.parse(text(row['members'])) as string[]),
  known: textOrNull(row['known']) as StoredPart['known'],
});

export const asEvent = (row: Record<string, unknown>): EventFacts => ({
  position: Number(row['position']),
  id: text(row['id']),
  type: text(row['type']),
  stream: text(row['stream']),
  org: text(row['org']),
  from: text(row['from_day']),
  to: text(row['to_day']),
  asStated: textOrNull(row['as_stated']),
  recordedAt: text(row['recorded_at']),
  actor: text(row['actor']),
  correlation: text(row['correlation']),
  outcome: text(row['outcome']),
});
