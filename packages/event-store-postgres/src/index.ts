export { createPostgresStore } from './create-store.ts';
export { openPostgresStore } from './open-store.ts';
export type { PostgresStore } from './postgres-store.ts';
