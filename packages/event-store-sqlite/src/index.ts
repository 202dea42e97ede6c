export { createSqliteStore } from './create-store.ts';
export { openSqliteStore } from './open-store.ts';
export type { SqliteStore } from './sqlite-store.ts';
export { takeWriterLock } from './writer-lock.ts';
