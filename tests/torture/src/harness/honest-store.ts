import type { EventStore } from '@mingbai/application';
import { openSqliteStore } from '@mingbai/event-store-sqlite';

/** The store as it is. */
export const openStore = (path: string): Promise<EventStore> => openSqliteStore(path);
