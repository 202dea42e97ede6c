import type { DatabaseSync, StatementSync } from 'node:sqlite';

type Values = readonly (string | number | null)[];

/** Statements of one connection, each prepared when it is first run. */
export class Statements {
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Runs a statement; gives the number of the row that it has added, if it has. */
  run(sql: string, values: Values): number {
    return Number(this.#prepare(sql).run(...values).lastInsertRowid);
  }

  one(sql: string, values: Values): Record<string, unknown> | undefined {
    return this.#prepare(sql).get(...values);
  }

  all(sql: string, values: Values): readonly Record<string, unknown>[] {
    return this.#prepare(sql).all(...values);
  }

  /** Rows one by one, for what is too much at once. Nothing else may be run meanwhile that changes the tables. */
  each(sql: string): Iterable<Record<string, unknown>> {
    return this.#prepare(sql).iterate();
  }

  /** Rows as arrays, in the order of the columns: much less work where there are many. */
  lists(sql: string, values: Values): readonly (readonly unknown[])[] {
    const statement = this.#prepare(sql);
    statement.setReturnArrays(true);
    return statement.all(...values) as unknown as readonly (readonly unknown[])[]; // as was set one line above
  }

  /** Forgets what was prepared: the tables are about to be dropped. */
  clear(): void {
    this.#prepared.clear();
  }

  #prepare(sql: string): StatementSync {
    const known = this.#prepared.get(sql);
    if (known) return known;
    const made = this.#database.prepare(sql);
    this.#prepared.set(sql, made);
    return made;
  }
}
