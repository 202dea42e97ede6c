import { StoreError, type StoreErrorCode } from '@mingbai/application';

export { StoreError } from '@mingbai/application';

type Meaning = readonly [StoreErrorCode, string];

const refused: Meaning = ['store-unreachable', 'the server refuses these credentials, or they may not read $all'];
const tooLarge: Meaning = ['append-too-large', "the append is larger than the server's MaxAppendSize allows"];
const deleted: Meaning = ['store-damaged', 'a stream of the store was deleted on the server'];

// The client's own names for errors (`type`), whichever way they reached it.
const byType: Readonly<Record<string, Meaning>> = {
  'access-denied': refused,
  'maximum-append-size-exceeded': tooLarge,
  'append-record-size-exceeded': tooLarge,
  'transaction-max-size-exceeded': tooLarge,
  'stream-deleted': deleted,
  'stream-tombstoned': deleted,
};

// gRPC status codes of errors that the client passes on as they are.
const byStatus: Readonly<Record<number, Meaning>> = { 7: refused, 16: refused };

// Primary result codes of SQLite, for the sequence file.
const bySqlite: Readonly<Record<number, StoreErrorCode>> = {
  5: 'store-locked',
  6: 'store-locked',
  8: 'store-read-only',
  11: 'store-damaged',
  13: 'disk-full',
  19: 'store-damaged',
  26: 'not-a-store',
};

/**
 * What was thrown while the server or the sequence file was used, as a `StoreError`. A server that does not answer, a
 * broken connection, a missed deadline and all that is not known better are `store-unreachable`.
 */
export function toStoreError(cause: unknown): StoreError {
  if (cause instanceof StoreError) return cause;
  if (!(cause instanceof Error)) return new StoreError('store-unreachable', 'the store failed', { cause });
  if ('errcode' in cause) {
    // The low byte is the primary code, the rest says which operation failed.
    return new StoreError(bySqlite[Number(cause.errcode) & 0xff] ?? 'store-unreachable', cause.message, { cause });
  }
  return serverError(cause);
}

function serverError(cause: Error): StoreError {
  const type = 'type' in cause ? String(cause.type) : '';
  const status = 'code' in cause ? Number(cause.code) : 0;
  const [code, meaning] = byType[type] ?? byStatus[status] ?? ['store-unreachable', 'KurrentDB does not answer'];
  return new StoreError(code, `${meaning} (${cause.message || type || cause.name})`, { cause });
}

/** Runs an action on the sequence file; whatever it throws comes out as a `StoreError`. */
export function onStore<Result>(action: () => Result): Result {
  try {
    return action();
  } catch (cause) {
    throw toStoreError(cause);
  }
}
