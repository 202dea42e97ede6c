import { closeSync, fsyncSync, openSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { ASKING, SCHEMA, SCHEMA_VERSION, SETTINGS, spanning, TABLES } from './schema.ts';

/**
 * Empties the tables and begins to fill them. Until they are whole they are worth nothing to anybody, and whatever cuts
 * the filling short, it is begun again with an empty file: so nothing waits for the disk, and nothing is written twice.
 */
export function beginFilling(database: DatabaseSync): void {
  const drops = ['progress', ...Object.keys(TABLES)].map((table) => `DROP TABLE IF EXISTS ${table};`);
  // The mark of whole tables goes first: leaving the WAL makes that durable.
  database.exec(
    `PRAGMA user_version = 0; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -32000;
     BEGIN; ${drops.join(' ')} ${SCHEMA} INSERT INTO progress VALUES (1, 0); COMMIT;`,
  );
}

/** Makes the indexes and totals of tables that have been filled, and only then says that they are whole. */
export function endFilling(database: DatabaseSync, path: string): void {
  database.exec(`BEGIN IMMEDIATE; ${ASKING} ${TOTALS} COMMIT;`);
  if (path !== ':memory:') makeDurable(path);
  database.exec(`${SETTINGS} PRAGMA user_version = ${SCHEMA_VERSION};`);
}

function makeDurable(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** The parts that count now, as a total tells of them; an unknown one adds to the count only. */
const partsIn = (bucket: string, condition: string): string => `
  SELECT figure, org, ${bucket} AS bucket, dims, coalesce(known, '') AS known,
    iif(value IS NULL, 'unknown', precision) AS precision, coalesce(value, 0) AS value, 1 AS count
  FROM part WHERE superseded IS NULL AND ${condition}`;

const inserted = (parts: string): string => `
  INSERT INTO total SELECT figure, org, bucket, dims, known, precision, sum(value), sum(count)
  FROM (${parts}) GROUP BY figure, org, bucket, dims, known, precision;`;

/**
 * Adds up at once what `TotalChanges` adds event by event: the months first, then the years from the months and from
 * what goes from one month of a year into another.
 */
const TOTALS = [
  partsIn("'M' || substr(to_day, 1, 7)", `NOT (${spanning()})`),
  `SELECT figure, org, 'Y' || substr(bucket, 2, 4) AS bucket, dims, known, precision, value, count FROM total UNION ALL
   ${partsIn("'Y' || substr(to_day, 1, 4)", `${spanning()} AND substr(from_day, 1, 4) = substr(to_day, 1, 4)`)}`,
]
  .map(inserted)
  .join('');
