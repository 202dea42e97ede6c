import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { historyOf, knowsOf, readStored, Refused, TreeProofs } from '@mingbai/application';
import { registerNamed } from '@mingbai/domain';
import { formatTlogProof } from '@mingbai/proof';
import { signedCheckpoint } from '@mingbai/store-directory';
import type { FastifyReply } from 'fastify';
import { checked } from '../checked.ts';
import { NoQuery } from '../schemas.ts';
import { actorOf, type SignedIn } from '../session/session-guard.ts';
import { STORE_DIRECTORY, type StoreDirectory } from '../store-tokens.ts';

/** One record's history, and the proof that one event is in the log. */
@Controller('api')
export class RecordsController {
  private readonly proofs: TreeProofs;

  constructor(@Inject(STORE_DIRECTORY) private readonly directory: StoreDirectory) {
    this.proofs = new TreeProofs(directory.store, () => directory.mingbai.breathe());
  }

  @Get('registers/:register/:record/history')
  async history(
    @Param('register') name: string,
    @Param('record') record: string,
    @Query() query: unknown,
    @Req() request: SignedIn,
  ) {
    checked(NoQuery, query);
    const { mingbai } = this.directory;
    const { models } = mingbai.ports;
    const rows = models.rows({ register: name, orgs: 'all', known: models.size(), record, history: true });
    const [first] = rows;
    if (!registerNamed(name) || !first) throw new Refused({ kind: 'not-found', code: 'no-such-record' });
    this.#mustKnowOf(request, first);
    const role = mingbai.mayRead(actorOf(request), name, { org: first.org });
    const stream = models.eventAt(first.position)?.stream ?? '';
    const events = await historyOf(mingbai, stream, role);
    const own = new Set(rows.map(({ position }) => position));
    const isOwn = (data: unknown): boolean => (data as { record?: unknown }).record === record; // data is an object
    const ofRecord = events.filter(({ position, data }) => own.has(position) || isOwn(data));
    return { register: name, record, events: ofRecord };
  }

  @Get('events/:id/proof')
  async proof(@Param('id') id: string, @Query() query: unknown, @Req() request: SignedIn, @Res() reply: FastifyReply) {
    checked(NoQuery, query);
    const { store } = this.directory;
    const stored = await store.eventById(id);
    if (!stored) throw new Refused({ kind: 'not-found', code: 'no-such-record' });
    const event = readStored(stored);
    this.#mustKnowOf(request, event);
    this.#mayReadEvent(request, event);
    const { note: checkpoint, size } = await signedCheckpoint(this.directory);
    const path = await this.proofs.inclusion(event.position, size);
    await reply
      .header('content-type', 'text/plain; charset=utf-8')
      .send(formatTlogProof({ index: event.position, path, checkpoint }));
  }

  /** Whoever holds no role there is answered as if it were not there. */
  #mustKnowOf(request: SignedIn, { org }: { readonly org: string }): void {
    const chain = this.directory.mingbai.tree().chain(org);
    if (!knowsOf(actorOf(request), chain)) throw new Refused({ kind: 'not-found', code: 'no-such-record' });
  }

  /** A proof shows that an event is there, so only those who may read one of its registers see it. */
  #mayReadEvent(request: SignedIn, { org, type }: { readonly org: string; readonly type: string }): void {
    const { mingbai } = this.directory;
    const [register] = mingbai.registersOf(type);
    if (register) mingbai.mayRead(actorOf(request), register, { org });
  }
}
