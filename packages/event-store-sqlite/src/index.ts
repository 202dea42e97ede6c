export { createSqliteStore } from './create-store.ts';
export { openSqliteStore } from './open-store.ts';
export type { SqliteStore } from './sqlite-store.ts';
export { takeWriterLock, type WriterLock } from './writer-lock.ts';
