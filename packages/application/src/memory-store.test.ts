import { contractHeader } from './contract-tests/batches.ts';
import { eventStoreContract } from './contract-tests/event-store-contract.ts';
import { MemoryStore } from './memory-store.ts';

eventStoreContract('memory', async () => new MemoryStore(contractHeader));
