import { createHash, randomBytes, randomInt } from 'node:crypto';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { hash, verify } from '@node-rs/argon2';

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
`;

const SESSION_MS = 12 * 3_600_000;
const FREE_FAILURES = 5;
const LOCK_MS = 5 * 60_000;
/** OWASP's least for argon2id; about 50 ms on an office computer. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

export type Account = { readonly login: string; readonly person: string; readonly mustChange: boolean };
export type SignIn =
  | { readonly ok: true; readonly account: Account; readonly token: string; readonly expires: number }
  | { readonly ok: false; readonly code: 'login-failed' }
  | { readonly ok: false; readonly code: 'too-many-attempts'; readonly minutes: number };

const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');

/** A password that a person can read aloud: four groups of four characters without look-alikes, about 79 bits. */
export const oneTimePassword = (): string =>
  Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')).join(
    '-',
  );

/** Local accounts with argon2id passwords and revocable sessions; only hashes of session tokens are kept. */
export class Accounts {
  readonly #database: DatabaseSync;
  /** Asked with every request, so it is prepared once. */
  readonly #session: StatementSync;
  readonly #now: () => number;

  constructor(path: string, now: () => number) {
    this.#database = new DatabaseSync(path);
    this.#database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; ${SCHEMA}`);
    this.#session = this.#database.prepare(
      `SELECT account.* FROM session JOIN account ON account.login = session.login
       WHERE token_hash = ? AND expires > ? AND closed = 0`,
    );
    this.#now = now;
  }

  /** Makes an account or gives an existing one a new password; its sessions end. */
  async setPassword(
    login: string,
    person: string,
    { password, mustChange }: { password: string; mustChange: boolean },
  ): Promise<void> {
    const hashed = await hash(password, COST);
    this.#database
      .prepare(
        `INSERT INTO account VALUES (?, ?, ?, ?, 0, 0, 0)
         ON CONFLICT (login) DO UPDATE SET password = excluded.password,
         person = excluded.person, must_change = excluded.must_change, failures = 0, locked_until = 0, closed = 0`,
      )
      .run(login, person, hashed, mustChange ? 1 : 0);
    this.#database.prepare('DELETE FROM session WHERE login = ?').run(login);
  }

  /** Checks a password and opens a session. Wrong names and wrong passwords are answered alike and take alike long. */
  async signIn(login: string, password: string): Promise<SignIn> {
    const row = this.#database.prepare('SELECT * FROM account WHERE login = ? AND closed = 0').get(login);
    const lockedUntil = Number(row?.['locked_until'] ?? 0);
    if (lockedUntil > this.#now())
      return { ok: false, code: 'too-many-attempts', minutes: Math.ceil((lockedUntil - this.#now()) / 60_000) };
    const right = await verify(row ? String(row['password']) : await decoy(), password);
    if (!row || !right) {
      if (row) this.#countFailure(login, Number(row['failures']) + 1);
      return { ok: false, code: 'login-failed' };
    }
    const token = randomBytes(32).toString('base64url');
    const expires = this.#now() + SESSION_MS;
    this.#database.prepare('UPDATE account SET failures = 0, locked_until = 0 WHERE login = ?').run(login);
    this.#database.prepare('DELETE FROM session WHERE expires <= ?').run(this.#now());
    this.#database.prepare('INSERT INTO session VALUES (?, ?, ?)').run(tokenHash(token), login, expires);
    return { ok: true, account: accountOf(row), token, expires };
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

  /** Changes the person's own password; the other sessions end. False when the present one is wrong. */
  async changePassword(login: string, { present, next }: { present: string; next: string }): Promise<boolean> {
    const row = this.#database.prepare('SELECT * FROM account WHERE login = ? AND closed = 0').get(login);
    if (!row || !(await verify(String(row['password']), present))) return false;
    await this.setPassword(login, String(row['person']), { password: next, mustChange: false });
    return true;
  }

  close(): void {
    this.#database.close();
  }
}

const accountOf = (row: Record<string, unknown>): Account => ({
  login: String(row['login']),
  person: String(row['person']),
  mustChange: row['must_change'] === 1,
});

let decoyHash: Promise<string> | undefined;
/** A hash that no password has, so that an unknown name costs as much time as a wrong password. */
const decoy = (): Promise<string> => (decoyHash ??= hash(randomBytes(16).toString('hex'), COST));
