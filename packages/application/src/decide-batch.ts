import { extendFrontier, leafHash } from '@mingbai/proof';
import type { Append, AppendOutcome, CommandRecord, Frontier, NewEvent } from './ports.ts';
import { StoreError } from './store-error.ts';

/** What a store holds before a batch, as far as the batch can ask. */
export type HeldByStore = {
  readonly frontier: Frontier;
  readonly command: (id: string) => CommandRecord | undefined;
  /** The revision that a stream's next event has; 0 for an unknown stream. */
  readonly nextRevision: (stream: string) => number;
  readonly hasEvent: (id: string) => boolean;
};

/** What a batch adds to a store: all of it is to be written in one transaction, or nothing. */
export type DecidedBatch = {
  readonly outcomes: readonly AppendOutcome[];
  readonly events: readonly PlacedEvent[];
  readonly commands: readonly PlacedCommand[];
  readonly frontier: Frontier;
};
export type PlacedEvent = NewEvent & { readonly position: number; readonly leaf: Uint8Array };
/** A command's events follow each other from position `first` on. */
export type PlacedCommand = {
  readonly id: string;
  readonly requestHash: string;
  readonly first: number;
  readonly count: number;
};

/** Whether a store has refused to write an append, now and as it is. */
export const isRefused = ({ kind }: AppendOutcome): boolean => kind === 'conflict' || kind === 'command-reused';

/**
 * Decides the appends of a batch one after another, each against what the store holds and what the earlier ones add;
 * with `whole` nothing is added unless all of them may be. The same for every store. Throws `event-id-reused` if an
 * append that is not refused has a taken event id.
 */
export function decideBatch(batch: readonly Append[], held: HeldByStore, whole = false): DecidedBatch {
  const decision = new BatchDecision(held);
  const outcomes = batch.map((append) => decision.refusal(append) ?? decision.record(append));
  if (whole && outcomes.some(isRefused)) return { outcomes, events: [], commands: [], frontier: held.frontier };
  return { outcomes, events: decision.events, commands: decision.commands, frontier: decision.frontier };
}

class BatchDecision {
  readonly events: PlacedEvent[] = [];
  readonly commands: PlacedCommand[] = [];
  frontier: Frontier;
  readonly #held: HeldByStore;
  readonly #records = new Map<string, CommandRecord>();
  readonly #revisions = new Map<string, number>();
  readonly #ids = new Set<string>();

  constructor(held: HeldByStore) {
    this.#held = held;
    this.frontier = held.frontier;
  }

  refusal({ command, requestHash, events }: Append): AppendOutcome | undefined {
    const known = this.#records.get(command) ?? this.#held.command(command);
    if (known?.requestHash === requestHash) return { kind: 'repeated', eventIds: known.eventIds };
    if (known) return { kind: 'command-reused' };
    const expected = new Map<string, number>();
    for (const { stream, revision } of events) {
      const next = expected.get(stream) ?? this.#revisions.get(stream) ?? this.#held.nextRevision(stream);
      if (revision !== next) return { kind: 'conflict', stream };
      expected.set(stream, next + 1);
    }
    return undefined;
  }

  record({ command, requestHash, events }: Append): AppendOutcome {
    const position = this.frontier.size;
    for (const event of events) this.#place(event);
    this.#records.set(command, { requestHash, eventIds: events.map(({ id }) => id) });
    this.commands.push({ id: command, requestHash, first: position, count: events.length });
    return { kind: 'recorded', position };
  }

  #place(event: NewEvent): void {
    const { id, stream, revision, bytes } = event;
    if (this.#ids.has(id) || this.#held.hasEvent(id)) {
      throw new StoreError('event-id-reused', 'an event id is taken already');
    }
    const leaf = leafHash(bytes);
    this.events.push({ ...event, position: this.frontier.size, leaf });
    this.#ids.add(id);
    this.#revisions.set(stream, revision + 1);
    this.frontier = extendFrontier(this.frontier, leaf);
  }
}
