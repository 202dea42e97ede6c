import type { Append, AppendOutcome, EventStore } from '@mingbai/application';
import { openSqliteStore } from '@mingbai/event-store-sqlite';
import { Relay } from '../harness/relay.ts';

/** Sabotaged: nothing in it is unique by its command, so that a command sent again is a new one. */
class ForgetfulStore extends Relay {
  #sent = 0;

  override async command(): Promise<undefined> {
    return undefined;
  }

  override append(batch: readonly Append[]): Promise<readonly AppendOutcome[]> {
    return this.inner.append(batch.map((append) => this.#renamed(append)));
  }

  #renamed({ command, events, ...rest }: Append): Append {
    this.#sent += 1;
    const mark = this.#sent;
    return {
      ...rest,
      command: `${command} ${mark}`,
      events: events.map((event) => ({ ...event, id: `${event.id} ${mark}` })),
    };
  }
}

/** The store with that fault. */
export const openStore = async (path: string): Promise<EventStore> => new ForgetfulStore(await openSqliteStore(path));
