import type { Append, AppendOutcome, CommandRecord } from '@mingbai/application';
import { StoreError } from './store-error.ts';

/** What is recorded so far, as far as a decision needs it. */
export type Recorded = {
  readonly command: (id: string) => CommandRecord | undefined;
  /** The revision of a stream's next event. */
  readonly nextRevision: (stream: string) => number;
  readonly hasEvent: (id: string) => boolean;
};

/** A refusal, or that the append is to be recorded; its position is known only once it has been. */
export type Verdict = Exclude<AppendOutcome, { kind: 'recorded' }> | { readonly kind: 'accepted' };

/**
 * Decides a batch, one append after another, against what is recorded and what is accepted before it. This is the
 * store's only rule: the node that sends a batch asks it beforehand, and every node's sequencer asks it again of what
 * the server has written. Throws `event-id-reused`.
 */
export function decide(recorded: Recorded, batch: readonly Append[]): readonly Verdict[] {
  const added = new Additions(recorded);
  return batch.map((append) => {
    const refusal = refusalOf(added, append);
    if (refusal) return refusal;
    added.accept(append);
    return { kind: 'accepted' };
  });
}

function refusalOf(recorded: Recorded, { command, requestHash, events }: Append): Verdict | undefined {
  const known = recorded.command(command);
  if (known?.requestHash === requestHash) return { kind: 'repeated', eventIds: known.eventIds };
  if (known) return { kind: 'command-reused' };
  const expected = new Map<string, number>();
  for (const { stream, revision } of events) {
    const next = expected.get(stream) ?? recorded.nextRevision(stream);
    if (revision !== next) return { kind: 'conflict', stream };
    expected.set(stream, next + 1);
  }
  return undefined;
}

/** What is recorded, with what a batch has added so far. */
class Additions implements Recorded {
  readonly #recorded: Recorded;
  readonly #commands = new Map<string, CommandRecord>();
  readonly #next = new Map<string, number>();
  readonly #ids = new Set<string>();

  constructor(recorded: Recorded) {
    this.#recorded = recorded;
  }

  readonly command = (id: string): CommandRecord | undefined => this.#commands.get(id) ?? this.#recorded.command(id);

  readonly nextRevision = (stream: string): number => this.#next.get(stream) ?? this.#recorded.nextRevision(stream);

  readonly hasEvent = (id: string): boolean => this.#ids.has(id) || this.#recorded.hasEvent(id);

  accept({ command, requestHash, events }: Append): void {
    for (const { id, stream, revision } of events) {
      if (this.hasEvent(id)) throw new StoreError('event-id-reused', 'an event id is taken already');
      this.#ids.add(id);
      this.#next.set(stream, revision + 1);
    }
    this.#commands.set(command, { requestHash, eventIds: events.map(({ id }) => id) });
  }
}
