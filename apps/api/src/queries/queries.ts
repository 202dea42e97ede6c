import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import {
  basisOf,
  replay,
  trace,
  type Actor,
  type Asked,
  type ListAsked,
  type OpenedRow,
  type Replay,
  type ReplayAsked,
  type Trace,
} from '@mingbai/application';
import { summarise, type Summary, type SummaryAsked } from '@mingbai/papers';
import { STORE_DIRECTORY, type StoreDirectory } from '../store-tokens.ts';

/** A question somebody asks. */
class Question<Asks, Answer> extends Query<Answer> {
  readonly actor: Actor;
  readonly asked: Asks;

  constructor(actor: Actor, asked: Asks) {
    super();
    this.actor = actor;
    this.asked = asked;
  }
}

export class ReadRegister extends Question<ListAsked & { readonly register: string }, readonly OpenedRow[]> {}
export class Summarise extends Question<Omit<SummaryAsked, 'checkpoint'>, Summary> {}
export class TraceFigure extends Question<Asked & { readonly figure: string }, Trace> {}
export class ReplayFund extends Question<ReplayAsked, Replay> {}

@QueryHandler(ReadRegister)
class ReadRegisterHandler implements IQueryHandler<ReadRegister> {
  constructor(@Inject(STORE_DIRECTORY) private readonly directory: StoreDirectory) {}

  async execute({ actor, asked: { register, ...asked } }: ReadRegister): Promise<readonly OpenedRow[]> {
    return this.directory.mingbai.list(actor, register, asked);
  }
}

@QueryHandler(Summarise)
class SummariseHandler implements IQueryHandler<Summarise> {
  constructor(@Inject(STORE_DIRECTORY) private readonly directory: StoreDirectory) {}

  async execute({ actor, asked }: Summarise): Promise<Summary> {
    return summarise(this.directory.mingbai, actor, {
      ...asked,
      ...(await basisOf(this.directory.mingbai)),
    });
  }
}

@QueryHandler(TraceFigure)
class TraceFigureHandler implements IQueryHandler<TraceFigure> {
  constructor(@Inject(STORE_DIRECTORY) private readonly directory: StoreDirectory) {}

  execute({ actor, asked: { figure, ...asked } }: TraceFigure): Promise<Trace> {
    return trace(this.directory.mingbai, actor, figure, asked);
  }
}

@QueryHandler(ReplayFund)
class ReplayFundHandler implements IQueryHandler<ReplayFund> {
  constructor(@Inject(STORE_DIRECTORY) private readonly directory: StoreDirectory) {}

  execute({ actor, asked }: ReplayFund): Promise<Replay> {
    return replay(this.directory.mingbai, actor, asked);
  }
}

export const QUERY_HANDLERS = [ReadRegisterHandler, SummariseHandler, TraceFigureHandler, ReplayFundHandler];
