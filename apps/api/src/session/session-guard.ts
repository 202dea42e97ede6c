import {
  Inject,
  Injectable,
  SetMetadata,
  UnauthorizedException,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { isRegistered, Refused, rolesOf, type Actor } from '@mingbai/application';
import type { FastifyRequest } from 'fastify';
import { STORE_DIRECTORY, type StoreDirectory } from '../store-tokens.ts';

export const SESSION_COOKIE = 'mingbai_session';
const PUBLIC = 'public';
const BEFORE_CHANGE = 'before-password-change';

/** A route that needs no sign-in. Without this mark every route does. */
export const Public = () => SetMetadata(PUBLIC, true);

/** A route that is open while a one-time password waits to be changed. */
export const BeforePasswordChange = () => SetMetadata(BEFORE_CHANGE, true);

export type SignedIn = FastifyRequest & { actor?: Actor; login?: string };

/**
 * Finds who asks by the session cookie. A write must come from our own pages: its origin, where the browser tells it,
 * is ours.
 */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    @Inject(STORE_DIRECTORY) private readonly directory: StoreDirectory,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<SignedIn>();
    this.#sameOrigin(request);
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, [context.getHandler(), context.getClass()])) return true;
    const account = this.directory.accounts.session(request.cookies[SESSION_COOKIE] ?? '');
    const { mingbai } = this.directory;
    if (!account || !isRegistered(mingbai, account.person)) throw new UnauthorizedException();
    if (
      account.mustChange &&
      !this.reflector.getAllAndOverride<boolean>(BEFORE_CHANGE, [context.getHandler(), context.getClass()])
    ) {
      throw new Refused({ kind: 'forbidden', code: 'password-change-required' });
    }
    request.login = account.login;
    request.actor = {
      id: account.person,
      name: account.login,
      assurance: 'signed-in',
      roles: rolesOf(mingbai, account.person),
    };
    return true;
  }

  #sameOrigin({ method, headers }: SignedIn): void {
    const { origin, host } = headers;
    if (method === 'GET' || origin === undefined) return;
    if (URL.parse(origin)?.host !== host) throw new Refused({ kind: 'forbidden', code: 'foreign-origin' });
  }
}

/** The actor that the guard has found. */
export function actorOf(request: SignedIn): Actor {
  if (!request.actor) throw new UnauthorizedException();
  return request.actor;
}
