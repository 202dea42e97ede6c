import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { actorNamed, isRegistered, notPermitted, Refused, roleFor, type Refusal } from '@mingbai/application';
import { oneTimePasswordFrom, type PasswordChange } from '@mingbai/store-directory';
import type { FastifyReply } from 'fastify';
import { checked } from '../checked.ts';
import { idempotencyKeyOf } from '../idempotency-key.ts';
import { AccountBody, NoQuery, PasswordBody, SignInBody } from '../schemas.ts';
import { STORE_DIRECTORY, type StoreDirectory } from '../store-tokens.ts';
import { actorOf, BeforePasswordChange, Public, SESSION_COOKIE, type SignedIn } from './session-guard.ts';

const COOKIE = { httpOnly: true, sameSite: 'strict', path: '/' } as const;

const NOT_CHANGED: Readonly<Record<Exclude<PasswordChange, 'changed'>, Refusal>> = {
  'login-failed': { kind: 'forbidden', code: 'login-failed' },
  'password-unchanged': { kind: 'rejected', code: 'password-unchanged', field: 'next', detail: { form: 'password' } },
};

/** Signing in and out with local accounts. The cookie holds a random token; the store keeps only its hash. */
@Controller('api')
export class SessionController {
  constructor(@Inject(STORE_DIRECTORY) private readonly directory: StoreDirectory) {}

  @Public()
  @Post('session')
  async signIn(@Body() body: unknown, @Req() request: SignedIn, @Res({ passthrough: true }) reply: FastifyReply) {
    checked(NoQuery, request.query);
    const { login, password } = checked(SignInBody, body);
    const result = await this.directory.accounts.signIn(login, password);
    if (!result.ok) {
      const detail = result.code === 'too-many-attempts' ? { minutes: result.minutes } : {};
      throw new Refused({ kind: 'forbidden', code: result.code, detail });
    }
    if (!isRegistered(this.directory.mingbai, result.account.person)) {
      this.directory.accounts.signOut(result.token);
      throw new Refused({ kind: 'forbidden', code: 'person-gone' });
    }
    const secure = request.protocol === 'https';
    void reply
      .status(200)
      .setCookie(SESSION_COOKIE, result.token, { ...COOKIE, secure, expires: new Date(result.expires) });
    return { login: result.account.login, mustChange: result.account.mustChange };
  }

  @BeforePasswordChange()
  @Get('session')
  session(@Req() request: SignedIn) {
    checked(NoQuery, request.query);
    const { id, roles } = actorOf(request);
    const { accounts, mingbai, store } = this.directory;
    const tree = mingbai.tree();
    const account = accounts.session(request.cookies[SESSION_COOKIE] ?? '');
    const organisations = tree
      .all()
      .filter(({ code }) => tree.chain(code).some((at) => roles.some(({ org }) => org === at)));
    return {
      login: request.login,
      person: id,
      mustChange: account?.mustChange ?? false,
      roles,
      organisations,
      district: store.header.district,
      today: mingbai.today(),
    };
  }

  @BeforePasswordChange()
  @Delete('session')
  signOut(@Req() request: SignedIn, @Res({ passthrough: true }) reply: FastifyReply) {
    checked(NoQuery, request.query);
    this.directory.accounts.signOut(request.cookies[SESSION_COOKIE] ?? '');
    void reply.clearCookie(SESSION_COOKIE, COOKIE);
    return { signedOut: true };
  }

  @BeforePasswordChange()
  @Post('session/password')
  @HttpCode(200)
  async changePassword(@Body() body: unknown, @Req() request: SignedIn) {
    checked(NoQuery, request.query);
    const passwords = checked(PasswordBody, body, 'password');
    const outcome = await this.directory.accounts.changePassword(request.login ?? '', passwords);
    if (outcome !== 'changed') throw new Refused(NOT_CHANGED[outcome]);
    return { changed: true };
  }

  /**
   * Gives a registered person an account, or a new one-time password; under the same key once, and then the same one is
   * told again as long as it is the account's. For district officers.
   */
  @Post('accounts')
  @HttpCode(200)
  async openAccount(@Body() body: unknown, @Req() request: SignedIn) {
    checked(NoQuery, request.query);
    const { mingbai, accounts } = this.directory;
    const root = mingbai.tree().root()?.code ?? '';
    const [actor, allow] = [actorOf(request), ['district-officer'] as const];
    if (!roleFor(actor, { allow, kind: 'capability' }, [root]))
      throw new Refused(notPermitted(actor, { action: 'open-account', allow, org: root }));
    const { login, person } = checked(AccountBody, body);
    const { id } = actorNamed(mingbai, person, 'signed-in');
    const key = idempotencyKeyOf(request);
    const password = oneTimePasswordFrom(mingbai.ports.keyedHash(`one-time password ${key}`));
    const opening = accounts.opening(key, login, id);
    if (opening === 'other') throw new Refused({ kind: 'reused', code: 'command-reused' });
    if (opening === 'done' && !(await accounts.isPassword(login, password)))
      throw new Refused({ kind: 'rejected', code: 'one-time-password-gone', detail: { login } });
    if (opening === 'done') return { login, password };
    if (!(await accounts.setPassword(login, id, { password, mustChange: true })))
      throw new Refused({ kind: 'rejected', code: 'login-taken', field: 'login', detail: { login } });
    accounts.opened(key, login, id);
    return { login, password };
  }
}
