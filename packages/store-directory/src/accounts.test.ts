import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Accounts, oneTimePassword, type SignIn } from './accounts.ts';

const MINUTES = 60_000;
const HOURS = 60 * MINUTES;
const RIGHT = 'abcd-efgh-jkmn-pqrs';

/** An account of the accountant, and a clock that the test sets. */
async function withAccount(path = ':memory:') {
  const clock = { now: 1_000_000 };
  const accounts = new Accounts(path, () => clock.now);
  onTestFinished(() => accounts.close());
  await accounts.setPassword('kuaiji', 'person-1', { password: RIGHT, mustChange: false });
  return { accounts, clock };
}
const tokenOf = (outcome: SignIn): string => (outcome.ok ? outcome.token : expect.fail(outcome.code));
const codeOf = (outcome: SignIn): string => (outcome.ok ? 'signed in' : outcome.code);

describe('signing in', () => {
  it('with the right password opens a session of twelve hours', async () => {
    const { accounts, clock } = await withAccount();
    const outcome = await accounts.signIn('kuaiji', RIGHT);
    expect(outcome).toMatchObject({ ok: true, account: { login: 'kuaiji', person: 'person-1', mustChange: false } });
    const token = tokenOf(outcome);
    clock.now += 12 * HOURS - 1;
    expect(accounts.session(token)?.person).toBe('person-1');
    clock.now += 1;
    expect(accounts.session(token)).toBeUndefined();
  });
  it('answers a wrong password and an unknown name alike', async () => {
    const { accounts } = await withAccount();
    const [wrong, unknown] = await Promise.all([accounts.signIn('kuaiji', 'wrong'), accounts.signIn('nobody', RIGHT)]);
    expect(wrong).toEqual({ ok: false, code: 'login-failed' });
    expect(unknown).toEqual(wrong);
  });
  it('is refused after five wrong passwords for five minutes, also with the right one', async () => {
    const { accounts, clock } = await withAccount();
    for (let attempt = 1; attempt <= 4; attempt += 1)
      expect(codeOf(await accounts.signIn('kuaiji', 'wrong'))).toBe('login-failed');
    expect(codeOf(await accounts.signIn('kuaiji', RIGHT))).toBe('signed in');
    for (let attempt = 1; attempt <= 5; attempt += 1)
      expect(codeOf(await accounts.signIn('kuaiji', 'wrong'))).toBe('login-failed');
    expect(await accounts.signIn('kuaiji', RIGHT)).toEqual({ ok: false, code: 'too-many-attempts', minutes: 5 });
    clock.now += 5 * MINUTES - 1;
    expect(await accounts.signIn('kuaiji', RIGHT)).toEqual({ ok: false, code: 'too-many-attempts', minutes: 1 });
    clock.now += 1;
    expect(codeOf(await accounts.signIn('kuaiji', RIGHT))).toBe('signed in');
  });
  it('is refused again after one more wrong password once the five minutes are over', async () => {
    const { accounts, clock } = await withAccount();
    for (let attempt = 1; attempt <= 5; attempt += 1) await accounts.signIn('kuaiji', 'wrong');
    clock.now += 5 * MINUTES;
    expect(codeOf(await accounts.signIn('kuaiji', 'wrong'))).toBe('login-failed');
    expect(codeOf(await accounts.signIn('kuaiji', RIGHT))).toBe('too-many-attempts');
  });
  it('of one person does not lock another out', async () => {
    const { accounts } = await withAccount();
    await accounts.setPassword('chuna', 'person-2', { password: RIGHT, mustChange: false });
    for (let attempt = 1; attempt <= 5; attempt += 1) await accounts.signIn('chuna', 'wrong');
    expect(codeOf(await accounts.signIn('kuaiji', RIGHT))).toBe('signed in');
  });
});

describe('a session', () => {
  it('ends when its owner signs out, and no other does', async () => {
    const { accounts } = await withAccount();
    const [first, second] = [
      tokenOf(await accounts.signIn('kuaiji', RIGHT)),
      tokenOf(await accounts.signIn('kuaiji', RIGHT)),
    ];
    accounts.signOut(first);
    expect([accounts.session(first), accounts.session(second)?.login]).toEqual([undefined, 'kuaiji']);
    expect(accounts.session('made up')).toBeUndefined();
  });
  it('ends with the account, which nobody signs in to until it gets a new password', async () => {
    const { accounts } = await withAccount();
    const token = tokenOf(await accounts.signIn('kuaiji', RIGHT));
    accounts.closeAccount('kuaiji');
    expect(accounts.session(token)).toBeUndefined();
    expect(codeOf(await accounts.signIn('kuaiji', RIGHT))).toBe('login-failed');
    await accounts.setPassword('kuaiji', 'person-1', { password: RIGHT, mustChange: false });
    expect(codeOf(await accounts.signIn('kuaiji', RIGHT))).toBe('signed in');
  });
});

describe('a password', () => {
  it('is changed by whoever knows the present one; every session ends', async () => {
    const { accounts } = await withAccount();
    await accounts.setPassword('kuaiji', 'person-1', { password: RIGHT, mustChange: true });
    const outcome = await accounts.signIn('kuaiji', RIGHT);
    expect(outcome).toMatchObject({ account: { mustChange: true } });
    expect(await accounts.changePassword('kuaiji', { present: 'wrong', next: 'my own secret' })).toBe('login-failed');
    expect(await accounts.changePassword('nobody', { present: RIGHT, next: 'my own secret' })).toBe('login-failed');
    expect(accounts.session(tokenOf(outcome))).toBeDefined();
    expect(await accounts.changePassword('kuaiji', { present: RIGHT, next: 'my own secret' })).toBe('changed');
    expect(accounts.session(tokenOf(outcome))).toBeUndefined();
    expect(codeOf(await accounts.signIn('kuaiji', RIGHT))).toBe('login-failed');
    expect(await accounts.signIn('kuaiji', 'my own secret')).toMatchObject({ account: { mustChange: false } });
  });
  it('that is set anew lets whoever was locked out in again', async () => {
    const { accounts } = await withAccount();
    for (let attempt = 1; attempt <= 5; attempt += 1) await accounts.signIn('kuaiji', 'wrong');
    await accounts.setPassword('kuaiji', 'person-1', { password: 'another one', mustChange: true });
    expect(codeOf(await accounts.signIn('kuaiji', 'another one'))).toBe('signed in');
  });
  it('and a session’s token stand nowhere in the file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mingbai-accounts-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const { accounts } = await withAccount(join(folder, 'accounts.sqlite'));
    const token = tokenOf(await accounts.signIn('kuaiji', RIGHT));
    const bytes = readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'latin1'))
      .join('');
    expect(bytes).toContain('kuaiji');
    expect([bytes.includes(RIGHT), bytes.includes(token)]).toEqual([false, false]);
  });
  it('for one time can be read aloud, and is another each time', () => {
    const made = Array.from({ length: 200 }, oneTimePassword);
    for (const password of made) expect(password).toMatch(/^([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}$/);
    expect(new Set(made).size).toBe(made.length);
  });
});

describe('a login', () => {
  const ONE_TIME = { password: 'another one', mustChange: true };
  it('stays with its person, who can be given a new one-time password', async () => {
    const { accounts } = await withAccount();
    expect(await accounts.setPassword('kuaiji', 'person-2', ONE_TIME)).toBe(false);
    expect(await accounts.signIn('kuaiji', RIGHT)).toMatchObject({ account: { person: 'person-1' } });
    expect(await accounts.setPassword('kuaiji', 'person-1', ONE_TIME)).toBe(true);
    expect(await accounts.signIn('kuaiji', 'another one')).toMatchObject({ account: { mustChange: true } });
  });
  it('stays with its person also after the account was closed', async () => {
    const { accounts } = await withAccount();
    accounts.closeAccount('kuaiji');
    expect(await accounts.setPassword('kuaiji', 'person-2', ONE_TIME)).toBe(false);
  });
  it('is the same whatever its case', async () => {
    const { accounts } = await withAccount();
    expect(await accounts.setPassword('KUAIJI', 'person-2', ONE_TIME)).toBe(false);
    expect(await accounts.signIn('KuaiJi', RIGHT)).toMatchObject({ account: { login: 'kuaiji' } });
    expect(await accounts.setPassword('KUAIJI', 'person-1', ONE_TIME)).toBe(true);
    expect(accounts.logins()).toEqual(['kuaiji']);
    for (let attempt = 1; attempt <= 5; attempt += 1) await accounts.signIn('KUAIJI', 'wrong');
    expect(codeOf(await accounts.signIn('kuaiji', 'another one'))).toBe('too-many-attempts');
  });
  it('gets a one-time password when its own was forgotten, if there is such an account', async () => {
    const { accounts } = await withAccount();
    expect(await accounts.resetPassword('Kuaiji', 'another one')).toMatchObject({ login: 'kuaiji', mustChange: true });
    expect(await accounts.signIn('kuaiji', 'another one')).toMatchObject({ account: { mustChange: true } });
    expect(await accounts.resetPassword('nobody', 'another one')).toBeUndefined();
    accounts.closeAccount('kuaiji');
    expect(await accounts.resetPassword('kuaiji', 'another one')).toBeUndefined();
  });
});

it('a password is not changed to itself', async () => {
  const { accounts } = await withAccount();
  await accounts.setPassword('kuaiji', 'person-1', { password: RIGHT, mustChange: true });
  expect(await accounts.changePassword('kuaiji', { present: RIGHT, next: RIGHT })).toBe('password-unchanged');
  expect(await accounts.signIn('kuaiji', RIGHT)).toMatchObject({ account: { mustChange: true } });
});

it('a file that is none of accounts is said to be damaged', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mingbai-accounts-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'accounts.sqlite'), 'garbage '.repeat(1000));
  expect(() => new Accounts(join(folder, 'accounts.sqlite'), () => 0)).toThrow(
    expect.objectContaining({ code: 'accounts-damaged' }),
  );
});
