import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { figureLabel, noteText } from '@mingbai/messages';
import { summaryDocument } from '@mingbai/papers/document';
import type { FastifyReply } from 'fastify';
import { checked } from '../checked.ts';
import { ListQuery, ReplayQuery, SummaryQuery, TraceQuery } from '../schemas.ts';
import { actorOf, type SignedIn } from '../session/session-guard.ts';
import { ReadRegister, ReplayFund, Summarise, TraceFigure } from './queries.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Registers, summaries, traces and replays: every read model a query. */
@Controller('api')
export class QueriesController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  @Get('registers/:register')
  async register(@Param('register') register: string, @Query() query: unknown, @Req() request: SignedIn) {
    const asked = checked(ListQuery, query);
    const rows = await this.queries.execute(new ReadRegister(actorOf(request), { ...asked, register }));
    return { register, rows };
  }

  @Get('summary')
  summary(@Query() query: unknown, @Req() request: SignedIn) {
    return this.queries.execute(new Summarise(actorOf(request), checked(SummaryQuery, query)));
  }

  @Get('summary.docx')
  async document(@Query() query: unknown, @Req() request: SignedIn, @Res() reply: FastifyReply) {
    const summary = await this.queries.execute(new Summarise(actorOf(request), checked(SummaryQuery, query)));
    const bytes = await summaryDocument(summary);
    const name = encodeURIComponent(`${summary.title}.docx`);
    await reply
      .header('content-type', DOCX)
      .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
      .send(Buffer.from(bytes));
  }

  @Get('trace')
  async trace(@Query() query: unknown, @Req() request: SignedIn) {
    const { figure, events } = await this.queries.execute(
      new TraceFigure(actorOf(request), checked(TraceQuery, query)),
    );
    const { contributions: _contributions, notes, ...shown } = figure;
    return {
      figure: {
        ...shown,
        label: figureLabel(figure.id, figure.orgName),
        notes: notes.map(({ code, detail }) => noteText(code, detail)),
      },
      events,
    };
  }

  @Get('funds/:fund/replay')
  replay(@Param('fund') fund: string, @Query() query: unknown, @Req() request: SignedIn) {
    return this.queries.execute(new ReplayFund(actorOf(request), { ...checked(ReplayQuery, query), fund }));
  }
}
