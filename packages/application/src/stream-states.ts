import type { Aggregate, Envelope } from '@mingbai/kernel';
import { readEvent } from './envelope.ts';
import type { EventStore } from './ports.ts';

/** The state of a stream after its last event, and how many events it has. */
export type Held = { state: unknown; revision: number; readonly aggregate: Aggregate };

const LARGEST = 20_000;

/** States of the streams that were asked for lately, so that a decision does not read its stream from the beginning. */
export class StreamStates {
  readonly #store: EventStore;
  readonly #held = new Map<string, Held>();

  constructor(store: EventStore) {
    this.#store = store;
  }

  clear(): void {
    this.#held.clear();
  }

  /** Forgets everything once it has grown large. Called between turns: within one, states are changed in place. */
  trim(): void {
    if (this.#held.size > LARGEST) this.#held.clear();
  }

  held(stream: string): Held | undefined {
    return this.#held.get(stream);
  }

  async get(aggregate: Aggregate, stream: string): Promise<Held> {
    const held = this.#held.get(stream);
    if (held) return held;
    let state = aggregate.initial();
    const events = await this.#store.readStream(stream);
    for (const { bytes } of events) state = aggregate.evolve(state, readEvent(bytes));
    const loaded = { state, revision: events.length, aggregate };
    this.#held.set(stream, loaded);
    return loaded;
  }

  /** Whether a record has been made and not been withdrawn. */
  async stands(stream: string): Promise<boolean> {
    const held = this.#held.get(stream);
    // A register's state has a status.
    if (held) return held.revision > 0 && (held.state as { status?: string }).status !== 'withdrawn';
    const last = (await this.#store.readStream(stream)).at(-1);
    return last !== undefined && !readEvent(last.bytes).type.endsWith('Withdrawn');
  }
}

/** Moves a held state on by an event that is about to be recorded. */
export function advance(held: Held, event: Envelope): void {
  held.state = held.aggregate.evolve(held.state, event);
  held.revision += 1;
}
