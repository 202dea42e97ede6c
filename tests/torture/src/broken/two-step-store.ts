import type { Append, AppendOutcome } from '@mingbai/application';
import { eventIdOf } from '@mingbai/application';
import { Relay } from '../harness/relay.ts';

/** Sabotaged: writes a command's first event in one transaction and the others in a second one. */
export class TwoStepStore extends Relay {
  override async append(batch: readonly Append[]): Promise<readonly AppendOutcome[]> {
    const first = batch.map((append) => ({ ...append, events: append.events.slice(0, 1) }));
    const others = batch.map(({ command, requestHash, events }) => ({
      command: eventIdOf(command, events.length),
      requestHash,
      events: events.slice(1),
    }));
    const outcomes = await this.inner.append(first);
    await this.inner.append(others);
    return outcomes;
  }
}
