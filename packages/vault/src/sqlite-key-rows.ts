import { closeSync, existsSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';
import type { KeyName, KeyRow, KeyRows, NewKey } from './key-rows.ts';
import { onFile } from './sqlite-error.ts';
import { VaultError } from './vault-error.ts';

const format = 1;
const applicationId = 0x4d425641; // "MBVA"
const wrappedLength = 60;
/** A backup reads the whole file while others wait. Nobody in this process is answered meanwhile. */
const busyTimeoutMs = 3000;

// A rollback journal and secure_delete, never WAL: a key that was overwritten must not live on in a log or free page.
// A journal that a killed process left is taken away first.
const settings = `
  PRAGMA secure_delete = ON;
  PRAGMA journal_mode = DELETE;
  PRAGMA synchronous = FULL;
  PRAGMA temp_store = MEMORY;`;

// Adding keys leaves the journal's file where it is: making and removing it would cost more than the write. It holds
// pages with living keys only. Erasing takes it away, before and after.
const keptJournal = 'PRAGMA journal_mode = PERSIST;';
const noJournal = 'PRAGMA journal_mode = DELETE;';

const schema = `
  CREATE TABLE master_check (one INTEGER PRIMARY KEY CHECK (one = 1), wrapped BLOB NOT NULL) STRICT;
  CREATE TABLE person_keys (
    person TEXT NOT NULL,
    class TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('live', 'restricted', 'erased')),
    wrapped BLOB NOT NULL CHECK (length(wrapped) = ${wrappedLength}),
    PRIMARY KEY (person, class)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER fences_stay BEFORE DELETE ON person_keys BEGIN SELECT raise(ABORT, 'keys are never removed'); END;
  CREATE TRIGGER fences_hold BEFORE UPDATE ON person_keys WHEN old.state = 'erased'
    BEGIN SELECT raise(ABORT, 'an erased key stays erased'); END;
  PRAGMA application_id = ${applicationId};
  PRAGMA user_version = ${format};`;

/** Proof that a master key is the vault's own: made once with the vault, checked at every opening. */
export type MasterCheck = { readonly make: () => Uint8Array; readonly verify: (wrapped: Uint8Array) => void };

/**
 * Key rows in an SQLite file of their own, made if it is missing (mode 0600). Throws `VaultError`: `vault-unreachable`,
 * `vault-locked`, `vault-damaged`, `vault-format`, and what `check.verify` throws.
 */
export function sqliteKeyRows(path: string, check: MasterCheck): KeyRows {
  return onFile(() => {
    // SQLite would make the file readable by everybody; its journal takes over the file's mode.
    if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
    const database = new DatabaseSync(path, { timeout: busyTimeoutMs });
    try {
      database.exec(settings);
      inTransaction(database, () => prepareFile(database, check));
      database.exec(keptJournal);
      return new SqliteKeyRows(database);
    } catch (fault) {
      database.close();
      throw fault;
    }
  });
}

class SqliteKeyRows implements KeyRows {
  readonly #database: DatabaseSync;
  readonly #find: StatementSync;
  readonly #add: StatementSync;
  readonly #erase: StatementSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#find = database.prepare('SELECT state, wrapped FROM person_keys WHERE person = ? AND class = ?');
    this.#add = database.prepare(`INSERT INTO person_keys VALUES (?, ?, 'live', ?) ON CONFLICT DO NOTHING`);
    // secure_delete zeroes the old row in its page; the fence carries zeros in the key's place.
    this.#erase = database.prepare(`
      INSERT INTO person_keys VALUES (?, ?, 'erased', zeroblob(${wrappedLength}))
      ON CONFLICT DO UPDATE SET state = excluded.state, wrapped = excluded.wrapped WHERE state <> 'erased'`);
  }

  find({ person, class: retention }: KeyName): KeyRow | undefined {
    const row = onFile(() => this.#find.get(person, retention));
    if (row === undefined) return undefined;
    const { state, wrapped } = row;
    if (state === 'erased') return { state };
    if ((state !== 'live' && state !== 'restricted') || !(wrapped instanceof Uint8Array)) {
      throw new VaultError('vault-damaged', 'a key row has an unknown shape');
    }
    return { state, wrapped };
  }

  add(keys: readonly NewKey[]): readonly KeyName[] {
    return this.#write(() =>
      keys.filter(({ person, class: retention, wrapped }) => !this.#add.run(person, retention, wrapped).changes),
    );
  }

  erase(names: readonly KeyName[]): void {
    this.#exec(noJournal);
    this.#write(() => {
      for (const { person, class: retention } of names) this.#erase.run(person, retention);
    });
    this.#exec(keptJournal);
  }

  close(): void {
    this.#database.close();
  }

  #exec(sql: string): void {
    onFile(() => this.#database.exec(sql));
  }

  #write<Result>(action: () => Result): Result {
    return onFile(() => inTransaction(this.#database, action));
  }
}

function prepareFile(database: DatabaseSync, check: MasterCheck): void {
  if (database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get()?.['tables'] === 0) {
    database.exec(schema);
    database.prepare('INSERT INTO master_check VALUES (1, ?)').run(check.make());
    return;
  }
  if (database.prepare('PRAGMA application_id').get()?.['application_id'] !== applicationId) {
    throw new VaultError('vault-damaged', 'the file is not a vault');
  }
  if (database.prepare('PRAGMA user_version').get()?.['user_version'] !== format) {
    throw new VaultError('vault-format', 'the vault was written by another version');
  }
  const wrapped = database.prepare('SELECT wrapped FROM master_check').get()?.['wrapped'];
  if (!(wrapped instanceof Uint8Array)) throw new VaultError('vault-damaged', 'the check of the master key is missing');
  check.verify(wrapped);
}

function inTransaction<Result>(database: DatabaseSync, action: () => Result): Result {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = action();
    database.exec('COMMIT');
    return result;
  } catch (fault) {
    // SQLite has rolled back by itself after the worst faults.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw fault;
  }
}
