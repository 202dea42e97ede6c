import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type {
  EventChange,
  EventFacts,
  PartQuery,
  ReadModels,
  RowQuery,
  Scope,
  StoredPart,
  StoredRow,
  StoredTotal,
  TotalQuery,
} from '@mingbai/application';
import { RowWriter, staffNumberMark } from './row-writer.ts';
import { ASKING, SCHEMA, SCHEMA_VERSION, spanning, TABLES } from './schema.ts';
import { Statements } from './statements.ts';
import { asEvent, asPart, asRow, PART_COLUMNS, ROW_COLUMNS } from './stored-rows.ts';
import { amongOrgs, orgValue } from './among-orgs.ts';
import { TotalChanges, totalsIn } from './totals.ts';

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

/**
 * The WAL is copied into the file seldom, since that is when these tables wait for the disk: they need no other wait,
 * for what a power cut takes is made again from the log.
 */
const SETTINGS = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA wal_autocheckpoint = 8000;
  PRAGMA cache_size = -64000;
  PRAGMA busy_timeout = 5000;`;

/** So many totals are gathered at most before they are written: some 10 MB. */
const MOST_TOTALS = 30_000;

/**
 * All questions of one turn of the event loop see one state of the tables: they are one transaction, which ends with
 * the turn. So one paper never mixes two states, and a question costs no locks of its own.
 */
class SqliteReadModels implements ReadModels {
  readonly #database: DatabaseSync;
  /** For writing, and for questions by way of `#asked`. */
  readonly #statements: Statements;
  #size = 0;
  #endOfTurn: NodeJS.Immediate | undefined;
  #ready = false;
  /** Changes to totals while the tables are filled from the first event on; nobody asks for totals meanwhile. */
  #filling: TotalChanges | undefined;
  /** What `changedAt` has found in the state of this size. */
  readonly #changed = new Map<string, number>();

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#statements = new Statements(database);
    database.exec(SETTINGS);
    database.exec('CREATE TABLE IF NOT EXISTS progress (one INTEGER PRIMARY KEY, size INTEGER, version INTEGER)');
    const version = this.#statements.one('SELECT version FROM progress', [])?.['version'];
    // Where a process did not live to see the end of a filling, totals are missing: it is begun again.
    const whole = version === SCHEMA_VERSION && this.#statements.one('SELECT whole FROM progress', [])?.['whole'] === 1;
    if (whole) this.#size = this.#storedSize();
    else this.clear();
  }

  size(): number {
    this.#asked();
    return this.#size;
  }

  ready(): void {
    if (this.#ready) return;
    this.renew();
    this.#endFilling();
    this.#database.exec(ASKING);
    this.#ready = true;
  }

  renew(): void {
    clearImmediate(this.#endOfTurn);
    this.#endOfTurn = undefined;
    if (this.#database.isTransaction) this.#database.exec('COMMIT');
  }

  apply(changes: readonly EventChange[]): void {
    this.renew();
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const totals = this.#filling ?? new TotalChanges();
      const writer = new RowWriter(this.#statements, totals);
      let size = this.#storedSize();
      for (const change of changes) {
        if (change.event.position !== size)
          throw new Error(`event ${change.event.position} does not follow ${size - 1}`);
        writer.write(change);
        size += 1;
      }
      writer.finish();
      if (!this.#filling || totals.size > MOST_TOTALS) totals.write(this.#statements);
      this.#statements.run('UPDATE progress SET size = ?', [size]);
      this.#database.exec('COMMIT');
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      if (this.#filling) this.clear(); // what it has gathered is of the batch that failed, too
      throw error;
    }
  }

  /** Writes the totals of tables that were filled from the first event on: each once, not with every page of events. */
  #endFilling(): void {
    if (!this.#filling) return;
    this.#database.exec('BEGIN IMMEDIATE');
    this.#filling.write(this.#statements);
    this.#database.exec('UPDATE progress SET whole = 1; COMMIT');
    this.#filling = undefined;
  }

  rows(query: RowQuery): readonly StoredRow[] {
    const { where, values } = rowConditions(query);
    const condition = query.latest === undefined ? where.join(' AND ') : latestOf(where);
    if (query.latest !== undefined) values.push(query.latest);
    return this.#asked()
      .lists(`SELECT ${ROW_COLUMNS} FROM row WHERE ${condition} ORDER BY position, number`, values)
      .map(asRow);
  }

  parts(query: PartQuery): readonly StoredPart[] {
    const { where, values, and } = conditions(query);
    and('(superseded IS NULL OR superseded >= ?)', query.known);
    and('figure = ?', query.figure);
    and('to_day >= ?', query.from);
    and('from_day <= ?', query.to);
    if (query.endingBy !== undefined) and('to_day <= ?', query.endingBy);
    if (query.spanning) where.push(spanning());
    return this.#asked()
      .lists(`SELECT ${PART_COLUMNS} FROM part WHERE ${where.join(' AND ')} ORDER BY number`, values)
      .map(asPart);
  }

  totals(query: TotalQuery): readonly StoredTotal[] {
    if (this.#filling) this.ready();
    return totalsIn(this.#asked(), query);
  }

  changedAt(register: string): number {
    const statements = this.#asked();
    const known = this.#changed.get(register);
    if (known !== undefined) return known;
    const row = statements.one('SELECT position FROM change WHERE register = ?', [register]);
    const position = Number(row?.['position'] ?? -1);
    this.#changed.set(register, position);
    return position;
  }

  knownBy(recordedAt: string): number {
    const row = this.#asked().one(
      'SELECT position FROM event WHERE recorded_at <= ? ORDER BY recorded_at DESC, position DESC LIMIT 1',
      [recordedAt],
    );
    return row ? Number(row['position']) + 1 : 0;
  }

  eventAt(position: number): EventFacts | undefined {
    const row = this.#asked().one('SELECT * FROM event WHERE position = ?', [position]);
    return row && asEvent(row);
  }

  idsAt(positions: readonly number[]): readonly string[] {
    return this.#asked()
      .all('SELECT event.id FROM json_each(?) AS asked JOIN event ON event.position = asked.value ORDER BY asked.key', [
        JSON.stringify(positions),
      ])
      .map(({ id }) => String(id));
  }

  eventsOf(act: string): readonly EventFacts[] {
    return this.#asked().all('SELECT * FROM event WHERE act = ? ORDER BY position', [act]).map(asEvent);
  }

  referring(record: string, exceptAct: string | null): readonly StoredRow[] {
    return this.#asked()
      .lists(
        `SELECT ${ROW_COLUMNS} FROM reference
         JOIN row ON row.number = reference.row_number JOIN event ON event.position = row.position
         WHERE reference.record = ? AND row.superseded IS NULL AND (?2 IS NULL OR event.act IS NOT ?2)
         ORDER BY row.position, row.number`,
        [record, exceptAct],
      )
      .map(asRow);
  }

  withStaffNumber(staffNumber: string): readonly StoredRow[] {
    return this.referring(staffNumberMark(staffNumber), null);
  }

  *dump(): Generator<string> {
    if (this.#filling) this.ready();
    const statements = this.#asked();
    yield `size ${this.#size}`;
    for (const [table, order] of Object.entries(TABLES))
      for (const row of statements.each(`SELECT * FROM ${table} ORDER BY ${order}`)) yield JSON.stringify([table, row]);
  }

  clear(): void {
    this.renew();
    this.#statements.clear();
    this.#changed.clear();
    this.#ready = false;
    this.#filling = new TotalChanges();
    const drops = ['progress', ...Object.keys(TABLES)].map((table) => `DROP TABLE IF EXISTS ${table};`);
    this.#database.exec(
      `BEGIN; ${drops.join(' ')} ${SCHEMA} INSERT INTO progress VALUES (1, 0, ${SCHEMA_VERSION}, 0); COMMIT;`,
    );
    this.#size = 0;
  }

  close(): void {
    if (!this.#database.isOpen) return;
    this.renew();
    this.#database.close();
  }

  /** What answers this turn's questions, from the state that its first one has found. */
  #asked(): Statements {
    if (this.#database.isTransaction) return this.#statements;
    this.#database.exec('BEGIN');
    const size = this.#storedSize();
    if (size !== this.#size) this.#changed.clear();
    this.#size = size;
    this.#endOfTurn = setImmediate(() => this.renew());
    return this.#statements;
  }

  #storedSize(): number {
    return Number(this.#statements.one('SELECT size FROM progress', [])?.['size'] ?? 0);
  }
}

type Conditions = {
  readonly where: string[];
  readonly values: (string | number | null)[];
  readonly and: (condition: string, ...values: readonly (string | number)[]) => void;
};

function conditions({ orgs, known }: Scope): Conditions {
  const where = ['position < ?'];
  const values: (string | number | null)[] = [known];
  if (orgs !== 'all') {
    where.push(amongOrgs(orgs));
    values.push(orgValue(orgs));
  }
  const and: Conditions['and'] = (condition, ...given) => {
    where.push(condition);
    values.push(...given);
  };
  return { where, values, and };
}

function rowConditions(query: RowQuery): Conditions {
  const { register, history, asOf, known, within, record, event } = query;
  const all = conditions(query);
  const { and } = all;
  and('register = ?', register);
  if (!history && asOf === undefined) and('(superseded IS NULL OR superseded >= ?)', known);
  if (!history && asOf !== undefined)
    and('(superseded IS NULL OR superseded >= ? OR superseded_since > ?)', known, asOf);
  if (record !== undefined) and('record = ?', record);
  if (event !== undefined) and('event = ?', event);
  if (asOf !== undefined) and('since_day <= ?', asOf);
  if (within) {
    and('from_day >= ?', within.from);
    and('to_day BETWEEN ? AND ?', within.from, within.to); // both ends, for the index is by the last day
  }
  return all;
}

/** The condition of being among the latest; only numbers are sorted for it, not whole rows. */
const latestOf = (where: readonly string[]): string =>
  `number IN (
    SELECT number FROM row WHERE ${where.join(' AND ')} ORDER BY to_day DESC, position DESC, number DESC LIMIT ?)`;
