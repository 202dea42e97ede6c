import type { StoreDirectory } from '@mingbai/store-directory';

/** The open store directory that this server serves. */
export const STORE_DIRECTORY = Symbol('STORE_DIRECTORY');
export type { StoreDirectory };
