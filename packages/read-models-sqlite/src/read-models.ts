import { rmSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type {
  EventChange,
  EventFacts,
  PartQuery,
  ReadModels,
  RowChange,
  RowQuery,
  Scope,
  StoredPart,
  StoredRow,
} from '@mingbai/application';
import { SCHEMA, SCHEMA_VERSION, TABLES } from './schema.ts';
import { asEvent, asPart, asRow } from './stored-rows.ts';

type Values = readonly (string | number | null)[];

/**
 * Opens the read models of a store; a file of another version is thrown away, and so is one that SQLite cannot read.
 * `:memory:` keeps them in memory.
 */
export function openReadModels(path: string): ReadModels {
  const database = new DatabaseSync(path);
  try {
    return new SqliteReadModels(database);
  } catch (error) {
    database.close();
    if (!isDamage(error)) throw error;
    for (const file of [path, `${path}-wal`, `${path}-shm`]) rmSync(file, { force: true });
    return new SqliteReadModels(new DatabaseSync(path));
  }
}

/** SQLite's codes for a damaged file and for one that is no database. */
const DAMAGES: readonly number[] = [11, 26];
const isDamage = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && DAMAGES.includes(Number(error.errcode) & 0xff);

class SqliteReadModels implements ReadModels {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;');
    database.exec(SCHEMA);
    const version = this.#one('SELECT version FROM progress', [])?.['version'];
    if (version !== undefined && version !== SCHEMA_VERSION) this.clear();
    this.#run('INSERT OR IGNORE INTO progress (one, size, version) VALUES (1, 0, ?)', [SCHEMA_VERSION]);
  }

  size(): number {
    return Number(this.#one('SELECT size FROM progress', [])?.['size'] ?? 0);
  }

  apply(changes: readonly EventChange[]): void {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      let size = this.size();
      for (const change of changes) {
        if (change.event.position !== size)
          throw new Error(`event ${change.event.position} does not follow ${size - 1}`);
        this.#applyEvent(change);
        size += 1;
      }
      this.#run('UPDATE progress SET size = ?', [size]);
      this.#database.exec('COMMIT');
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  #applyEvent({ event, rows }: EventChange): void {
    this.#run('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', [
      event.position,
      event.id,
      event.type,
      event.stream,
      event.org,
      event.from,
      event.to,
      event.asStated,
      event.recordedAt,
      event.actor,
      event.correlation,
      event.outcome,
    ]);
    for (const row of rows) this.#applyRow(event, row);
  }

  #applyRow(event: EventFacts, change: RowChange): void {
    const { register, record } = change;
    const before = this.#one(
      `SELECT number, revision, content FROM row
       WHERE register = ? AND record = ? AND superseded IS NULL ORDER BY position DESC LIMIT 1`,
      [register, record],
    );
    if (before) {
      this.#run('UPDATE row SET superseded = ? WHERE number = ?', [event.position, Number(before['number'])]);
      this.#run('UPDATE part SET superseded = ? WHERE register = ? AND record = ? AND superseded IS NULL', [
        event.position,
        register,
        record,
      ]);
    }
    if (change.row === null) return;
    const merged = change.merge && before ? { ...JSON.parse(String(before['content'])), ...change.row } : change.row;
    const revision = before ? Number(before['revision']) + 1 : 0;
    this.#run('INSERT INTO row VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?)', [
      register,
      record,
      event.position,
      event.id,
      event.type,
      change.org,
      event.from,
      event.to,
      event.asStated,
      event.recordedAt,
      revision,
      JSON.stringify(merged),
    ]);
    const number = Number(this.#one('SELECT last_insert_rowid() AS number', [])?.['number']);
    for (const reference of referencesIn({ ...merged, org: change.org }, record))
      this.#run('INSERT INTO reference VALUES (?, ?)', [reference, number]);
    for (const part of change.parts) {
      this.#run('INSERT INTO part VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, ?, ?, ?)', [
        part.figure,
        change.org,
        event.to,
        event.from,
        event.position,
        event.id,
        register,
        record,
        part.value,
        part.precision,
        part.dims,
        part.members ? JSON.stringify(part.members) : null,
        part.known,
      ]);
    }
  }

  rows(query: RowQuery): readonly StoredRow[] {
    const { where, values, and } = conditions(query);
    and('register = ?', query.register);
    if (!query.history) and('(superseded IS NULL OR superseded >= ?)', query.known);
    if (query.record !== undefined) and('record = ?', query.record);
    if (query.asOf !== undefined) and('to_day <= ?', query.asOf);
    if (query.within) {
      and('from_day >= ?', query.within.from);
      and('to_day <= ?', query.within.to);
    }
    return this.#all(`SELECT * FROM row WHERE ${where.join(' AND ')} ORDER BY position, number`, values).map(asRow);
  }

  parts(query: PartQuery): readonly StoredPart[] {
    const { where, values, and } = conditions(query);
    and('(superseded IS NULL OR superseded >= ?)', query.known);
    and('figure = ?', query.figure);
    and('to_day >= ?', query.from);
    and('from_day <= ?', query.to);
    return this.#all(`SELECT * FROM part WHERE ${where.join(' AND ')} ORDER BY position, rowid`, values).map(asPart);
  }

  knownBy(recordedAt: string): number {
    const row = this.#one(
      'SELECT position FROM event WHERE recorded_at <= ? ORDER BY recorded_at DESC, position DESC LIMIT 1',
      [recordedAt],
    );
    return row ? Number(row['position']) + 1 : 0;
  }

  event(id: string): EventFacts | undefined {
    const row = this.#one('SELECT * FROM event WHERE id = ?', [id]);
    return row && asEvent(row);
  }

  eventsOf(correlation: string): readonly EventFacts[] {
    return this.#all('SELECT * FROM event WHERE correlation = ? ORDER BY position', [correlation]).map(asEvent);
  }

  referring(record: string, exceptCorrelation: string | null): readonly StoredRow[] {
    return this.#all(
      `SELECT row.* FROM reference
       JOIN row ON row.number = reference.row_number JOIN event ON event.position = row.position
       WHERE reference.record = ? AND row.superseded IS NULL AND event.correlation IS NOT ? ORDER BY row.position`,
      [record, exceptCorrelation],
    ).map(asRow);
  }

  dump(): string {
    const tables = TABLES.map((table) => [table, this.#all(`SELECT * FROM ${table} ORDER BY rowid`, [])] as const);
    return JSON.stringify({ size: this.size(), tables: Object.fromEntries(tables) });
  }

  clear(): void {
    this.#statements.clear();
    this.#database.exec(
      `BEGIN; ${TABLES.map((table) => `DROP TABLE IF EXISTS ${table};`).join(' ')} DELETE FROM progress; COMMIT;`,
    );
    this.#database.exec(SCHEMA);
    this.#run('INSERT OR IGNORE INTO progress (one, size, version) VALUES (1, 0, ?)', [SCHEMA_VERSION]);
  }

  close(): void {
    this.#database.close();
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const made = this.#database.prepare(sql);
    this.#statements.set(sql, made);
    return made;
  }

  #run(sql: string, values: Values): void {
    this.#prepare(sql).run(...values);
  }

  #one(sql: string, values: Values): Record<string, unknown> | undefined {
    return this.#prepare(sql).get(...values);
  }

  #all(sql: string, values: Values): readonly Record<string, unknown>[] {
    return this.#prepare(sql).all(...values);
  }
}

type Conditions = {
  readonly where: string[];
  readonly values: (string | number | null)[];
  readonly and: (condition: string, value: string | number) => void;
};

function conditions({ orgs, known }: Scope): Conditions {
  const where = ['position < ?'];
  const values: (string | number | null)[] = [known];
  if (orgs !== 'all') {
    where.push('org IN (SELECT value FROM json_each(?))');
    values.push(JSON.stringify(orgs));
  }
  const and: Conditions['and'] = (condition, value) => {
    where.push(condition);
    values.push(value);
  };
  return { where, values, and };
}

/**
 * Ids and codes in a row that may point at other records, and the organisation it belongs to; never the record itself.
 */
function referencesIn(content: Readonly<Record<string, unknown>>, record: string): readonly string[] {
  const named = ['org', 'administeredBy', 'person', 'fund', 'counterpart', 'visit', 'request', 'entry'];
  const found = named.map((name) => content[name]).filter((value): value is string => typeof value === 'string');
  return [...new Set(found)].filter((value) => value !== record);
}
