export { createKurrentStore, openKurrentStore } from './open-store.ts';
export type { KurrentPlace } from './open-store.ts';
export type { KurrentStore } from './kurrent-store.ts';
export { StoreError } from './store-error.ts';
