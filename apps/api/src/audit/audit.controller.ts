import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import {
  auditCheck,
  bundleLines,
  notPermitted,
  Refused,
  roleFor,
  verifyStore,
  type Actor,
  type Asked,
  type AuditException,
} from '@mingbai/application';
import { exceptionText, verifyText } from '@mingbai/messages';
import { signedCheckpoint, withThreads } from '@mingbai/store-directory';
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { checked } from '../checked.ts';
import { NoQuery, ViewQuery } from '../schemas.ts';
import { actorOf, type SignedIn } from '../session/session-guard.ts';
import { STORE_DIRECTORY, type StoreDirectory } from '../store-tokens.ts';

/** More than these nobody looks through, and a browser could not show. */
const MOST_TOLD = 1000;

/** What an auditor asks of the whole store. */
@Controller('api/audit')
export class AuditController {
  private readonly checks = new Map<string, Promise<readonly AuditException[]>>();
  private checkedSize = 0;

  constructor(@Inject(STORE_DIRECTORY) private readonly directory: StoreDirectory) {}

  @Get('check')
  async check(@Query() query: unknown, @Req() request: SignedIn) {
    const exceptions = await this.#checked(actorOf(request), checked(ViewQuery, query));
    const told = exceptions.slice(0, MOST_TOLD);
    return {
      count: exceptions.length,
      exceptions: told.map((each) => ({ ...each, message: exceptionText(each.code, each.detail) })),
    };
  }

  /** A check of a whole district takes seconds: whoever asks the same of the same log is given the same answer. */
  #checked(actor: Actor, asked: Asked): Promise<readonly AuditException[]> {
    const { mingbai } = this.directory;
    const size = mingbai.ports.models.size();
    if (size !== this.checkedSize) this.checks.clear();
    this.checkedSize = size;
    const question = JSON.stringify([actor.roles, asked, mingbai.today()]);
    const known = this.checks.get(question);
    const check = known ?? auditCheck(mingbai, actor, asked);
    if (!known) this.checks.set(question, check);
    return check;
  }

  @Get('verify')
  async verify(@Query() query: unknown, @Req() request: SignedIn) {
    checked(NoQuery, query);
    this.#wholeDistrict(request);
    const { mingbai, store, signer } = this.directory;
    const breathe = (): Promise<void> => mingbai.breathe();
    const threads = { spare: 1 }; // for those who wait for other answers
    const verified = await withThreads((examine) => verifyStore(store, signer, { breathe, examine }), threads);
    return {
      ...verified,
      problems: verified.problems.map((each) => ({
        ...each,
        message: verifyText(each.code, { ...each.detail, position: each.position ?? '' }),
      })),
    };
  }

  /** A signed checkpoint for whoever may sign in: the more people keep one, the less can be rewritten. */
  @Get('checkpoint')
  checkpoint(@Query() query: unknown) {
    checked(NoQuery, query);
    return signedCheckpoint(this.directory);
  }

  @Get('bundle')
  async bundle(@Query() query: unknown, @Req() request: SignedIn, @Res() reply: FastifyReply) {
    checked(NoQuery, query);
    this.#wholeDistrict(request);
    const note = await this.directory.checkpoint();
    const lines = Readable.from(bundleLines(this.directory.store, this.directory.signer, note));
    await reply
      .header('content-type', 'text/plain; charset=utf-8')
      .header('content-disposition', 'attachment; filename="mingbai.bundle"')
      .send(lines);
  }

  #wholeDistrict(request: SignedIn): void {
    const root = this.directory.mingbai.tree().root()?.code ?? '';
    const allow = ['auditor', 'district-officer'] as const;
    if (roleFor(actorOf(request), { allow, kind: 'register' }, [root])) return;
    throw new Refused(notPermitted(actorOf(request), { action: 'audit', allow, org: root }));
  }
}
