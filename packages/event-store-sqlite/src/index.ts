export { createSqliteStore } from './create-store.ts';
export { openSqliteStore } from './open-store.ts';
export type { SqliteStore } from './sqlite-store.ts';
export { StoreError } from './store-error.ts';
export type { StoreErrorCode } from './store-error.ts';
