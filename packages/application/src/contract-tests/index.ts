export { append, batchOf, batchPlans, contractHeader, event } from './batches.ts';
export type { BatchPlan } from './batches.ts';
export { eventStoreContract } from './event-store-contract.ts';
