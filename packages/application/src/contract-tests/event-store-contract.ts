import { afterEach, describe } from 'vitest';
import type { EventStore } from '../ports.ts';
import { commandContract } from './command-contract.ts';
import { proofContract } from './proof-contract.ts';
import { readingContract } from './reading-contract.ts';
import { reopeningContract } from './reopening-contract.ts';
import type { Reopen } from './reopening-contract.ts';
import { writingContract } from './writing-contract.ts';
import type { MakeStore } from './writing-contract.ts';

/**
 * What every event store does, whatever it stands on. `makeStore` gives an empty store with `contractHeader`; a store
 * that outlives its process is given `reopen` too.
 */
export function eventStoreContract(name: string, makeStore: MakeStore, reopen?: Reopen): void {
  describe(`the event store contract: ${name}`, () => {
    const opened: EventStore[] = [];
    const make: MakeStore = async () => {
      const store = await makeStore();
      opened.push(store);
      return store;
    };
    afterEach(async () => {
      for (const store of opened.splice(0)) await store.close();
    });
    writingContract(make);
    commandContract(make);
    readingContract(make);
    proofContract(make);
    describe.skipIf(reopen === undefined)('reopened', () => {
      reopeningContract(make, async (store) => {
        const again = await (reopen?.(store) ?? store);
        opened.push(again);
        return again;
      });
    });
  });
}
