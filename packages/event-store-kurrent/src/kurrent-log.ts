import type { AllStreamResolvedEvent, ResolvedEvent } from '@kurrent/kurrentdb-client';
import type { Kurrent } from './client.ts';
import type { LogPosition, LoggedEvent, ServerLog, Transaction, Written } from './log.ts';
import { pagesOf } from './pages.ts';
import { patiently } from './patience.ts';
import { StoreError, toStoreError } from './store-error.ts';
import { writeRecords } from './write-records.ts';

/** Events that a subscription holds before the server is asked to wait. */
const highWaterMark = 512;

/** The part of a KurrentDB server's `$all` that stands under a prefix. */
export class KurrentLog implements ServerLog {
  readonly #kurrent: Kurrent;
  readonly #prefix: string;

  constructor(kurrent: Kurrent, prefix: string) {
    this.#kurrent = kurrent;
    this.#prefix = prefix;
  }

  async *subscribe(after: LogPosition | undefined, signal: AbortSignal): AsyncGenerator<readonly LoggedEvent[]> {
    const { client, module } = this.#kurrent;
    const fromPosition = after ?? module.START;
    const subscription = client.subscribeToAll({ fromPosition, filter: this.#filter() }, { highWaterMark });
    try {
      for await (const page of pagesOf<AllStreamResolvedEvent>(subscription, signal)) {
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
    const { module } = this.#kurrent;
    try {
      return await writeRecords(this.#kurrent, transaction);
    } catch (fault) {
      if (fault instanceof module.WrongExpectedVersionError) return 'stale';
      if (fault instanceof module.AppendConsistencyViolationError) return 'stale';
      throw toStoreError(fault);
    }
  }

  async close(): Promise<void> {
    await this.#kurrent.client.dispose();
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
