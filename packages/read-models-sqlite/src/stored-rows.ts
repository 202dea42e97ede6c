import type { EventFacts, StoredPart, StoredRow } from '@mingbai/application';

/* Rows come from tables of this package's own schema; the column types are known there. */
const text = (value: unknown): string => String(value);
const textOrNull = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));

const ROW = 'register record position event type org from_day to_day as_stated recorded_at revision content'.split(' ');
export const ROW_COLUMNS = ROW.map((column) => `row.${column}`).join(', ');

/** A row of `ROW_COLUMNS`, in their order. */
type RowRow = readonly [
  ...[string, string, number, string, string, string, string, string, string | null],
  ...[string, number, string],
];

export const asRow = (columns: readonly unknown[]): StoredRow => {
  const [register, record, position, event, type, org, from, to, asStated, recordedAt, revision, content] =
    columns as RowRow;
  const row = JSON.parse(content) as Record<string, unknown>;
  return { register, record, position, event, type, org, from, to, asStated, recordedAt, revision, row };
};

export const PART_COLUMNS = 'number, position, org, from_day, to_day, value, precision, dims, members, known';

/** A row of `PART_COLUMNS`, in their order. */
type PartRow = readonly [number, number, string, string, string, number | null, string, string, string | null, string];

export const asPart = (columns: readonly unknown[]): StoredPart => {
  const [number, position, org, from, to, value, precision, dims, members, known] = columns as PartRow;
  return {
    number,
    position,
    org,
    from,
    to,
    value,
    precision: precision as StoredPart['precision'],
    dims,
    members: members === null ? null : (JSON.parse(members) as string[]),
    known: known as StoredPart['known'],
  };
};

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
  act: textOrNull(row['act']),
  outcome: text(row['outcome']),
});
