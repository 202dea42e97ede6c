import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { Refused } from '@mingbai/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { checked } from '../checked.ts';
import { NoQuery } from '../schemas.ts';
import { Public } from '../session/session-guard.ts';
import { STORE_DIRECTORY, type StoreDirectory } from '../store-tokens.ts';
import { Metrics } from './metrics.ts';
import { soon } from './soon.ts';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** What those who run the service ask: whether it lives, whether it may be sent work, and how it fares. */
@Controller('api')
export class OperationController {
  constructor(
    @Inject(STORE_DIRECTORY) private readonly directory: StoreDirectory,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  /** The process answers; whether the store does is `ready`'s to say. */
  @Public()
  @Get('health')
  health(@Query() query: unknown) {
    checked(NoQuery, query);
    return { ok: true };
  }

  /** The store answers, and this node has read everything that was recorded when it was asked. */
  @Public()
  @Get('ready')
  async ready(@Query() query: unknown) {
    checked(NoQuery, query);
    const { store, mingbai } = this.directory;
    const { size } = await soon(store.frontier());
    const behind = size - mingbai.ports.models.size();
    if (behind < 0) await mingbai.caughtUp(); // throws where the log was put back: they hold what it does not
    if (behind > 0) throw new Refused({ kind: 'unavailable', code: 'not-ready', detail: { behind } });
    return { ok: true, events: size };
  }

  /** For a collector on this machine; nobody else is told. */
  @Public()
  @Get('metrics')
  async measured(@Query() query: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    checked(NoQuery, query);
    if (!LOOPBACK.has(request.ip)) throw new Refused({ kind: 'forbidden', code: 'local-only' });
    await reply.header('content-type', this.metrics.contentType).send(await this.metrics.text());
  }
}
