import { existsSync, rmSync } from 'node:fs';
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
import { beginFilling, endFilling } from './filling.ts';
import { RowWriter, staffNumberMark } from './row-writer.ts';
import { SCHEMA_VERSION, SETTINGS, spanning, TABLES } from './schema.ts';
import { Statements } from './statements.ts';
import { asEvent, asPart, asRow, PART_COLUMNS, ROW_COLUMNS } from './stored-rows.ts';
import { amongOrgs, orgValue } from './among-orgs.ts';
import { TotalChanges, totalsIn } from './totals.ts';

/**
 * Opens the read models of a store. A file that another version has made, that was not filled to its end or that SQLite
 * cannot read is thrown away. `:memory:` keeps them in memory.
 */
export function openReadModels(path: string): ReadModels {
  const kept = existsSync(path) ? keptIn(path) : undefined;
  if (kept) return kept;
  for (const file of [path, `${path}-wal`, `${path}-shm`]) rmSync(file, { force: true });
  const models = new SqliteReadModels(new DatabaseSync(path), path);
  models.clear();
  return models;
}

/** The models that stand in a file; none where they cannot be used. */
function keptIn(path: string): ReadModels | undefined {
  const database = new DatabaseSync(path);
  try {
    if (database.prepare('PRAGMA user_version').get()?.['user_version'] === SCHEMA_VERSION) {
      database.exec(SETTINGS);
      return new SqliteReadModels(database, path);
    }
    database.close();
    return undefined;
  } catch (error) {
    database.close();
    if (isDamage(error)) return undefined;
    throw error;
  }
}

/** SQLite's codes for a damaged file and for one that is no database. */
const DAMAGES: readonly number[] = [11, 26];
const isDamage = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && DAMAGES.includes(Number(error.errcode) & 0xff);

/**
 * All questions of one turn of the event loop see one state of the tables: they are one transaction, which ends with
 * the turn. So one paper never mixes two states, and a question costs no locks of its own.
 */
class SqliteReadModels implements ReadModels {
  readonly #database: DatabaseSync;
  readonly #path: string;
  /** For writing, and for questions by way of `#asked`. */
  readonly #statements: Statements;
  #size = 0;
  #endOfTurn: NodeJS.Immediate | undefined;
  /** While the tables are filled from the first event on; nobody asks for totals meanwhile. */
  #filling = false;
  /** What `changedAt` has found in the state of this size. */
  readonly #changed = new Map<string, number>();

  constructor(database: DatabaseSync, path: string) {
    this.#database = database;
    this.#path = path;
    this.#statements = new Statements(database);
  }

  size(): number {
    this.#asked();
    return this.#size;
  }

  ready(): void {
    if (!this.#filling) return;
    this.renew();
    endFilling(this.#database, this.#path);
    this.#filling = false;
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
      const totals = this.#filling ? undefined : new TotalChanges();
      const writer = new RowWriter(this.#statements, totals);
      let size = this.#storedSize();
      for (const change of changes) {
        if (change.event.position !== size)
          throw new Error(`event ${change.event.position} does not follow ${size - 1}`);
        writer.write(change);
        size += 1;
      }
      writer.finish();
      totals?.write(this.#statements);
      this.#statements.run('UPDATE progress SET size = ?', [size]);
      this.#database.exec('COMMIT');
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  rows(query: RowQuery): readonly StoredRow[] {
    const { where, values } = rowConditions(query);
    const condition = query.latest === undefined ? where.join(' AND ') : latestOf(where);
    if (query.latest !== undefined) values.push(query.latest);
    const found = this.#asked()
      .lists(`SELECT ${ROW_COLUMNS} FROM row WHERE ${condition} ORDER BY position, number`, values)
      .map(asRow);
    return query.asOf === undefined || query.history ? found : lastOfEach(found);
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
    this.ready();
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
    this.ready();
    const statements = this.#asked();
    yield `size ${this.#size}`;
    for (const [table, order] of Object.entries(TABLES))
      for (const row of statements.each(`SELECT * FROM ${table} ORDER BY ${order}`)) yield JSON.stringify([table, row]);
  }

  clear(): void {
    this.renew();
    this.#statements.clear();
    this.#changed.clear();
    this.#filling = true;
    beginFilling(this.#database);
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

/** Of a change whose day was corrected, two rows may hold on a day: the later one knows better. */
function lastOfEach(rows: readonly StoredRow[]): readonly StoredRow[] {
  const last = new Map(rows.map((row) => [row.record, row]));
  return last.size === rows.length ? rows : rows.filter((row) => last.get(row.record) === row);
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
