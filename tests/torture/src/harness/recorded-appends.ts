import { eventIdOf, type Append, type AppendOutcome } from '@mingbai/application';
import { openSqliteStore } from '@mingbai/event-store-sqlite';
import { commandId, commandOf, filesIn, granted, writerOver } from './product.ts';
import { Relay } from './relay.ts';

class Listening extends Relay {
  readonly heard: Append[] = [];

  override append(batch: readonly Append[]): Promise<readonly AppendOutcome[]> {
    this.heard.push(...batch);
    return this.inner.append(batch);
  }
}

/**
 * What the product's writer appends for `count` commands of `each` events, recorded from a store that is set up; the
 * store has them afterwards. Events of several commands are put into one, so their ids follow from that one.
 */
export async function recordedAppends(directory: string, count: number, each: number): Promise<readonly Append[]> {
  const store = new Listening(await openSqliteStore(filesIn(directory).store));
  const writer = writerOver(directory, { store });
  for (let number = 0; number < count * each; number += 1) granted(await writer.run(commandOf(number)));
  await store.close();
  return Array.from({ length: count }, (_, at) => ({
    command: commandId(at),
    requestHash: 'hash',
    events: store.heard
      .slice(at * each, (at + 1) * each)
      .flatMap(({ events }) => events)
      .map((event, index) => ({ ...event, id: eventIdOf(commandId(at), index) })),
  }));
}
