import type { Append, AppendOutcome, EventStore } from '@mingbai/application';
import { openSqliteStore } from '@mingbai/event-store-sqlite';
import { Relay } from '../harness/relay.ts';

/** Sabotaged: answers before it has committed. */
class EarlyStore extends Relay {
  override async append(batch: readonly Append[]): Promise<readonly AppendOutcome[]> {
    setImmediate(() => void this.inner.append(batch));
    return batch.map(() => ({ kind: 'recorded', position: 0 }));
  }

  override async close(): Promise<void> {
    await new Promise((done) => setImmediate(done)); // what was acknowledged last is on its way
    await this.inner.close();
  }
}

/** The store with that fault. */
export const openStore = async (path: string): Promise<EventStore> => new EarlyStore(await openSqliteStore(path));
