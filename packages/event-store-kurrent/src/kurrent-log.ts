import type { AllStreamResolvedEvent, ResolvedEvent } from '@kurrent/kurrentdb-client';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from './client.ts';
import type { Kurrent } from './client.ts';
import type { LogPosition, LoggedEvent, ServerLog, Transaction, Written } from './log.ts';
import { pagesOf } from './pages.ts';
import { patiently } from './patience.ts';
import { StoreError, toStoreError } from './store-error.ts';
import { writeRecords } from './write-records.ts';

/** How often another leader is looked for, and how much longer is waited each time: an election takes a while. */
const mostLeaders = 8;
const pauseMs = 100;

/** gRPC's status of a request that the server's own state does not allow. */
const failedPrecondition = 9;

/** Events that a subscription holds before the server is asked to wait. */
const highWaterMark = 512;

/** The part of a KurrentDB server's `$all` that stands under a prefix. */
export class KurrentLog implements ServerLog {
  readonly #url: string;
  readonly #prefix: string;
  #kurrent: Kurrent;
  #replaced = new AbortController();

  private constructor(url: string, prefix: string, kurrent: Kurrent) {
    this.#url = url;
    this.#prefix = prefix;
    this.#kurrent = kurrent;
  }

  /** The log of a server or cluster; nothing is sent yet. Throws as `connect` does. */
  static async of(url: string, prefix: string): Promise<KurrentLog> {
    return new KurrentLog(url, prefix, await connect(url));
  }

  async *subscribe(after: LogPosition | undefined, signal: AbortSignal): AsyncGenerator<readonly LoggedEvent[]> {
    const { client, module } = this.#kurrent;
    const ended = AbortSignal.any([signal, this.#replaced.signal]);
    const fromPosition = after ?? module.START;
    const subscription = client.subscribeToAll({ fromPosition, filter: this.#filter() }, { highWaterMark });
    try {
      for await (const page of pagesOf<AllStreamResolvedEvent>(subscription, ended)) {
        yield page.flatMap((resolved) => loggedIn(resolved) ?? []);
      }
    } finally {
      // Nothing is lost when this fails: it only tells the server that nobody listens any more.
      subscription.unsubscribe().catch(() => undefined);
    }
  }

  last(): Promise<LoggedEvent | undefined> {
    const { client, module } = this.#kurrent;
    const { BACKWARDS: direction, END: fromPosition } = module;
    return this.#first(client.readAll({ direction, fromPosition, maxCount: 1, filter: this.#filter() }));
  }

  async eventAt(stream: string, revision: number): Promise<LoggedEvent | undefined> {
    const { client, module } = this.#kurrent;
    try {
      const found = await this.#first(client.readStream(stream, { fromRevision: BigInt(revision), maxCount: 1 }));
      return found?.revision === revision ? found : undefined;
    } catch (fault) {
      if (fault instanceof StoreError && fault.cause instanceof module.StreamNotFoundError) return undefined;
      throw fault;
    }
  }

  async append(transaction: Transaction): Promise<Written> {
    for (let attempt = 0; ; attempt += 1) {
      const { module } = this.#kurrent;
      try {
        return await writeRecords(this.#kurrent, transaction);
      } catch (fault) {
        if (fault instanceof module.WrongExpectedVersionError) return 'stale';
        if (fault instanceof module.AppendConsistencyViolationError) return 'stale';
        if (attempt === mostLeaders || !isFollower(fault, module)) throw toStoreError(fault);
      }
      await this.#findLeader(attempt * pauseMs);
    }
  }

  async close(): Promise<void> {
    await this.#kurrent.client.dispose();
  }

  /**
   * Begins anew with another client, which looks for the leader. The client does that by itself only when it loses its
   * connection, but a leader that became a follower keeps it. The subscription ends, and its reader begins it again.
   */
  async #findLeader(pause: number): Promise<void> {
    const { client } = this.#kurrent;
    await sleep(pause);
    this.#kurrent = await connect(this.#url);
    this.#replaced.abort();
    this.#replaced = new AbortController();
    await client.dispose();
  }

  #filter() {
    return this.#kurrent.module.streamNameFilter({ prefixes: [this.#prefix] });
  }

  async #first(events: AsyncIterable<ResolvedEvent>): Promise<LoggedEvent | undefined> {
    try {
      return await patiently(firstIn(events), 'KurrentDB does not answer a read');
    } catch (fault) {
      throw toStoreError(fault);
    }
  }
}

/** Whether a node that does not lead refused to write. The second protocol says so in a way new to the client. */
function isFollower(fault: unknown, module: Kurrent['module']): boolean {
  if (fault instanceof module.NotLeaderError) return true;
  return fault instanceof module.UnknownError && fault.code === failedPrecondition;
}

async function firstIn(events: AsyncIterable<ResolvedEvent>): Promise<LoggedEvent | undefined> {
  for await (const resolved of events) return loggedIn(resolved);
  return undefined;
}

/** The event; undefined for one that is no longer there. */
function loggedIn({ event, commitPosition }: ResolvedEvent): LoggedEvent | undefined {
  if (event === undefined) return undefined;
  const { streamId: stream, revision, type, id: uuid, data, metadata } = event;
  const position = event.position ?? { commit: commitPosition ?? 0n, prepare: commitPosition ?? 0n };
  return {
    position: { commit: position.commit, prepare: position.prepare },
    uuid,
    stream,
    revision: safe(revision),
    type,
    data: data instanceof Uint8Array ? data : new TextEncoder().encode(JSON.stringify(data)),
    metadata: typeof metadata === 'object' && !(metadata instanceof Uint8Array) ? { ...metadata } : {},
  };
}

function safe(value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw new StoreError('store-damaged', 'a revision of the server is larger than a number can hold');
  }
  return Number(value);
}
