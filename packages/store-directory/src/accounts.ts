import { createHash, randomBytes, randomInt } from 'node:crypto';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { DirectoryError } from './directory-error.ts';

/** Accounts and sign-in sessions. They are no part of the record: they live beside the log, never in it. */
const SCHEMA = `
CREATE TABLE IF NOT EXISTS account (
  login TEXT PRIMARY KEY, person TEXT NOT NULL, password TEXT NOT NULL, must_change INTEGER NOT NULL,
  failures INTEGER NOT NULL, locked_until INTEGER NOT NULL, closed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE IF NOT EXISTS session (
  token_hash TEXT PRIMARY KEY, login TEXT NOT NULL, expires INTEGER NOT NULL,
  FOREIGN KEY (login) REFERENCES account (login)
) STRICT;
CREATE TABLE IF NOT EXISTS opening (key TEXT PRIMARY KEY, login TEXT NOT NULL, person TEXT NOT NULL) STRICT;
`;

const SESSION_MS = 12 * 3_600_000;
const FREE_FAILURES = 5;
const LOCK_MS = 5 * 60_000;
/** Loaded by the first who signs in: no other command waits for it. */
const argon2 = () => import('@node-rs/argon2');
/** OWASP's least for argon2id; about 50 ms on an office computer. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const PASSWORD_LETTERS = 16;

export type Account = { readonly login: string; readonly person: string; readonly mustChange: boolean };
export type PasswordChange = 'changed' | 'login-failed' | 'password-unchanged';
export type SignIn =
  | { readonly ok: true; readonly account: Account; readonly token: string; readonly expires: number }
  | { readonly ok: false; readonly code: 'login-failed' }
  | { readonly ok: false; readonly code: 'too-many-attempts'; readonly minutes: number };

const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');

/** A password that a person can read aloud: four groups of four characters without look-alikes, about 79 bits. */
export const oneTimePassword = (): string =>
  readAloud(Array.from({ length: PASSWORD_LETTERS }, () => randomInt(ALPHABET.length)));

/** The one-time password of an act, out of a keyed hash (hexadecimal) of its key: the same each time, kept nowhere. */
export const oneTimePasswordFrom = (keyedHash: string): string =>
  readAloud(
    Array.from({ length: PASSWORD_LETTERS }, (_, at) => Number.parseInt(keyedHash.slice(at * 4, at * 4 + 4), 16)),
  );

const readAloud = (numbers: readonly number[]): string =>
  numbers
    .map((number) => ALPHABET[number % ALPHABET.length])
    .join('')
    .replaceAll(/.{4}(?=.)/g, '$&-');

/** Local accounts with argon2id passwords and revocable sessions; only hashes of session tokens are kept. */
export class Accounts {
  readonly #database: DatabaseSync;
  /** Asked with every request, so it is prepared once. */
  readonly #session: StatementSync;
  readonly #now: () => number;

  constructor(path: string, now: () => number) {
    this.#database = opened(path);
    this.#session = this.#database.prepare(
      `SELECT account.* FROM session JOIN account ON account.login = session.login
       WHERE token_hash = ? AND expires > ? AND closed = 0`,
    );
    this.#now = now;
  }

  /**
   * Makes an account or gives an existing one a new password; its sessions end. False when the login is somebody
   * else's. Logins are the same whatever their case.
   */
  async setPassword(
    login: string,
    person: string,
    { password, mustChange }: { password: string; mustChange: boolean },
  ): Promise<boolean> {
    const hashed = await (await argon2()).hash(password, COST);
    const known = this.#row(login);
    if (known && known['person'] !== person) return false;
    const kept = String(known?.['login'] ?? login);
    this.#database
      .prepare(
        `INSERT INTO account VALUES (?, ?, ?, ?, 0, 0, 0)
         ON CONFLICT (login) DO UPDATE SET password = excluded.password,
         must_change = excluded.must_change, failures = 0, locked_until = 0, closed = 0`,
      )
      .run(kept, person, hashed, mustChange ? 1 : 0);
    this.#database.prepare('DELETE FROM session WHERE login = ?').run(kept);
    return true;
  }

  /** Whether an account was opened, or given a new password, under this key: not yet, just this one, or another. */
  opening(key: string, login: string, person: string): 'new' | 'done' | 'other' {
    const known = this.#database.prepare('SELECT login, person FROM opening WHERE key = ?').get(key);
    if (!known) return 'new';
    return known['login'] === login && known['person'] === person ? 'done' : 'other';
  }

  /** Keeps that an account was opened under this key. */
  opened(key: string, login: string, person: string): void {
    this.#database.prepare('INSERT INTO opening VALUES (?, ?, ?) ON CONFLICT DO NOTHING').run(key, login, person);
  }

  /** Gives an account that is open a one-time password. Undefined when there is none of this login. */
  async resetPassword(login: string, password: string): Promise<Account | undefined> {
    const row = this.#row(login);
    if (!row || row['closed'] !== 0) return undefined;
    const account = { ...accountOf(row), mustChange: true };
    await this.setPassword(account.login, account.person, { password, mustChange: true });
    return account;
  }

  /** Logins of the accounts that are open. */
  logins(): readonly string[] {
    const rows = this.#database.prepare('SELECT login FROM account WHERE closed = 0 ORDER BY login').all();
    return rows.map((row) => String(row['login']));
  }

  /** The account of a login, whatever its case; the one written just so comes first. */
  #row(login: string): Record<string, unknown> | undefined {
    return this.#database
      .prepare('SELECT * FROM account WHERE login = ? COLLATE NOCASE ORDER BY login = ? DESC LIMIT 1')
      .get(login, login);
  }

  #openRow(login: string): Record<string, unknown> | undefined {
    const row = this.#row(login);
    return row?.['closed'] === 0 ? row : undefined;
  }

  /** Checks a password and opens a session. Wrong names and wrong passwords are answered alike and take alike long. */
  async signIn(login: string, password: string): Promise<SignIn> {
    const row = this.#openRow(login);
    const lockedUntil = Number(row?.['locked_until'] ?? 0);
    if (lockedUntil > this.#now())
      return { ok: false, code: 'too-many-attempts', minutes: Math.ceil((lockedUntil - this.#now()) / 60_000) };
    const right = await (await argon2()).verify(row ? String(row['password']) : await decoy(), password);
    if (!row || !right) {
      if (row) this.#countFailure(String(row['login']), Number(row['failures']) + 1);
      return { ok: false, code: 'login-failed' };
    }
    const account = accountOf(row);
    const token = randomBytes(32).toString('base64url');
    const expires = this.#now() + SESSION_MS;
    this.#database.prepare('UPDATE account SET failures = 0, locked_until = 0 WHERE login = ?').run(account.login);
    this.#database.prepare('DELETE FROM session WHERE expires <= ?').run(this.#now());
    this.#database.prepare('INSERT INTO session VALUES (?, ?, ?)').run(tokenHash(token), account.login, expires);
    return { ok: true, account, token, expires };
  }

  #countFailure(login: string, failures: number): void {
    const locked = failures >= FREE_FAILURES ? this.#now() + LOCK_MS : 0;
    this.#database
      .prepare('UPDATE account SET failures = ?, locked_until = ? WHERE login = ?')
      .run(failures, locked, login);
  }

  /** The account of a session that has neither ended nor been revoked. */
  session(token: string): Account | undefined {
    const row = this.#session.get(tokenHash(token), this.#now());
    return row && accountOf(row);
  }

  signOut(token: string): void {
    this.#database.prepare('DELETE FROM session WHERE token_hash = ?').run(tokenHash(token));
  }

  /** Closes an account and ends its sessions at once. */
  closeAccount(login: string): void {
    this.#database.prepare('UPDATE account SET closed = 1 WHERE login = ?').run(login);
    this.#database.prepare('DELETE FROM session WHERE login = ?').run(login);
  }

  /** Whether an open account has this password; nobody is signed in by it. */
  async isPassword(login: string, password: string): Promise<boolean> {
    const row = this.#openRow(login);
    return row !== undefined && (await argon2()).verify(String(row['password']), password);
  }

  /** Changes the person's own password to another one; every session ends. */
  async changePassword(login: string, { present, next }: { present: string; next: string }): Promise<PasswordChange> {
    const row = this.#openRow(login);
    if (!row || !(await this.isPassword(login, present))) return 'login-failed';
    if (next === present) return 'password-unchanged';
    await this.setPassword(login, String(row['person']), { password: next, mustChange: false });
    return 'changed';
  }

  close(): void {
    this.#database.close();
  }
}

/** The file of accounts. Throws `accounts-damaged` when it is there but is none. */
function opened(path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  try {
    database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; ${SCHEMA}`);
    return database;
  } catch (error) {
    database.close();
    const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
    throw DAMAGED.has(code) ? new DirectoryError('accounts-damaged', {}, error) : error;
  }
}

/** SQLITE_CORRUPT and SQLITE_NOTADB. */
const DAMAGED: ReadonlySet<number> = new Set([11, 26]);

const accountOf = (row: Record<string, unknown>): Account => ({
  login: String(row['login']),
  person: String(row['person']),
  mustChange: row['must_change'] === 1,
});

let decoyHash: Promise<string> | undefined;
/** A hash that no password has, so that an unknown name costs as much time as a wrong password. */
const decoy = (): Promise<string> =>
  (decoyHash ??= argon2().then(({ hash }) => hash(randomBytes(16).toString('hex'), COST)));
