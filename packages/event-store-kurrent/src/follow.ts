import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerLog } from './log.ts';
import type { Sequence } from './sequence.ts';
import type { Sequencer } from './sequencer.ts';
import { StoreError, toStoreError } from './store-error.ts';

const firstPauseMs = 50;
const longestPauseMs = 5000;

/** What a follower stands on. */
export type Following = { readonly log: ServerLog; readonly sequence: Sequence; readonly sequencer: Sequencer };

/**
 * Feeds the sequencer from the server, page by page, and begins again where it stopped after the connection was lost:
 * after pauses that double up to five seconds, for as long as the store is open. Nobody is told of a loss before one
 * new attempt has failed.
 */
export class Follower {
  readonly #following: Following;
  readonly #stop = new AbortController();
  readonly #begun = Promise.withResolvers<void>();
  readonly #ended: Promise<void>;
  #fault: StoreError | undefined;

  constructor(following: Following) {
    this.#following = following;
    this.#ended = this.#run();
  }

  /** Why the server cannot be read at present; undefined while it can, or is being tried for the first time again. */
  get fault(): StoreError | undefined {
    return this.#fault;
  }

  /** Resolves when the server has confirmed the first subscription; rejects when it cannot be reached. */
  get begun(): Promise<void> {
    return this.#begun.promise;
  }

  /** Ends the following. Whoever waits for the sequencer is rejected. */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.#following.sequencer.end(new StoreError('store-unreachable', 'the store is closed'));
    await this.#ended;
  }

  async #run(): Promise<void> {
    // Only the first caller of `begun` learns of a fault by it.
    this.#begun.promise.catch(() => undefined);
    for (let failures = 0; !this.#stop.signal.aborted; failures += 1) {
      try {
        await this.#checkHistory();
        for await (const page of this.#subscription()) {
          this.#following.sequencer.take(page);
          this.#fault = undefined;
          failures = -1;
          this.#begun.resolve();
        }
        if (!this.#stop.signal.aborted) throw new StoreError('store-unreachable', 'the server ended the subscription');
      } catch (cause) {
        if (failures >= 0 || isFinal(cause)) this.#lose(toStoreError(cause));
      }
      if (isFinal(this.#fault)) return;
      await this.#pause(Math.min(firstPauseMs * 2 ** Math.max(failures, 0), longestPauseMs));
    }
  }

  #subscription() {
    const { log, sequencer } = this.#following;
    return log.subscribe(sequencer.readTo, this.#stop.signal);
  }

  /**
   * What this node has read last must still be there. A server that was set back to an older state would give other
   * events the same positions; this node is a witness of that, so it does not follow silently.
   */
  async #checkHistory(): Promise<void> {
    const { log, sequence } = this.#following;
    const readTo = sequence.readTo();
    if (readTo === undefined) return;
    const found = await log.eventAt(readTo.stream, readTo.revision);
    if (found?.uuid === readTo.uuid) return;
    const message =
      'the server does not hold what the sequence file has read from it (was it restored from an older backup?); ' +
      'to go on with what the server holds, delete the sequence file';
    throw new StoreError('store-damaged', message);
  }

  #lose(fault: StoreError): void {
    this.#fault = fault;
    this.#begun.reject(fault);
    if (isFinal(fault)) this.#following.sequencer.end(fault);
    else this.#following.sequencer.abandon(fault);
  }

  async #pause(ms: number): Promise<void> {
    // Rejects when the store is closed meanwhile; the loop then ends.
    await sleep(ms, undefined, { signal: this.#stop.signal }).catch(() => undefined);
  }
}

/** A fault that trying again does not mend. */
function isFinal(fault: unknown): boolean {
  return fault instanceof StoreError && fault.code === 'store-damaged';
}
