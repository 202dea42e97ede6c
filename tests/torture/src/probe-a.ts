import '@mingbai/event-store-sqlite';
