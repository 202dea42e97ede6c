import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { actorNamed, Refused, roleFor } from '@mingbai/application';
import { oneTimePassword } from '@mingbai/store-directory';
import type { FastifyReply } from 'fastify';
import { checked } from '../checked.ts';
import { AccountBody, PasswordBody, SignInBody } from '../schemas.ts';
import { STORE_DIRECTORY, type StoreDirectory } from '../store-tokens.ts';
import { actorOf, BeforePasswordChange, Public, SESSION_COOKIE, type SignedIn } from './session-guard.ts';

const COOKIE = { httpOnly: true, sameSite: 'strict', path: '/' } as const;

/** Signing in and out with local accounts. The cookie holds a random token; the store keeps only its hash. */
@Controller('api')
export class SessionController {
  constructor(@Inject(STORE_DIRECTORY) private readonly directory: StoreDirectory) {}

  @Public()
  @Post('session')
  async signIn(@Body() body: unknown, @Req() request: SignedIn, @Res({ passthrough: true }) reply: FastifyReply) {
    const { login, password } = checked(SignInBody, body);
    const result = await this.directory.accounts.signIn(login, password);
    if (!result.ok) {
      const detail = result.code === 'too-many-attempts' ? { minutes: result.minutes } : {};
      throw new Refused({ kind: 'forbidden', code: result.code, detail });
    }
    const secure = request.protocol === 'https';
    void reply
      .status(200)
      .setCookie(SESSION_COOKIE, result.token, { ...COOKIE, secure, expires: new Date(result.expires) });
    return { login, mustChange: result.account.mustChange };
  }

  @BeforePasswordChange()
  @Get('session')
  session(@Req() request: SignedIn) {
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
    this.directory.accounts.signOut(request.cookies[SESSION_COOKIE] ?? '');
    void reply.clearCookie(SESSION_COOKIE, COOKIE);
    return { signedOut: true };
  }

  @BeforePasswordChange()
  @Post('session/password')
  @HttpCode(200)
  async changePassword(@Body() body: unknown, @Req() request: SignedIn) {
    const passwords = checked(PasswordBody, body);
    if (!(await this.directory.accounts.changePassword(request.login ?? '', passwords))) {
      throw new Refused({ kind: 'forbidden', code: 'login-failed' });
    }
    return { changed: true };
  }

  /** Gives a registered person an account, or a new one-time password. For district officers. */
  @Post('accounts')
  @HttpCode(200)
  async openAccount(@Body() body: unknown, @Req() request: SignedIn) {
    const { mingbai, accounts } = this.directory;
    const root = mingbai.tree().root()?.code ?? '';
    if (!roleFor(actorOf(request), { allow: ['district-officer'], kind: 'capability' }, [root])) {
      throw new Refused({
        kind: 'forbidden',
        code: 'forbidden',
        detail: { action: 'organisation.grant-role', roles: 'district-officer' },
      });
    }
    const { login, person } = checked(AccountBody, body);
    const { id } = actorNamed(mingbai, person, 'signed-in');
    const password = oneTimePassword();
    await accounts.setPassword(login, id, { password, mustChange: true });
    return { login, password };
  }
}
