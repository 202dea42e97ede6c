import { StoreError, type StoreErrorCode } from '@mingbai/application';

// Primary result codes of SQLite. A broken constraint means that an index and its table disagree, for every rule is
// checked before it is written.
const codes: Readonly<Record<number, StoreErrorCode>> = {
  5: 'store-locked',
  6: 'store-locked',
  8: 'store-read-only',
  11: 'store-damaged',
  13: 'disk-full',
  19: 'store-damaged',
  26: 'not-a-store',
};

/** What was thrown while the store was used, as a `StoreError`: I/O errors and all others are `store-unreachable`. */
export function toStoreError(cause: unknown): StoreError {
  if (cause instanceof StoreError) return cause;
  const errcode = cause instanceof Error && 'errcode' in cause ? Number(cause.errcode) : 0;
  // The low byte is the primary code, the rest says which operation failed.
  const code = codes[errcode & 0xff] ?? 'store-unreachable';
  return new StoreError(code, cause instanceof Error ? cause.message : 'the store failed', { cause });
}

/** Runs an action on the store's files; whatever it throws comes out as a `StoreError`. */
export function onStore<Result>(action: () => Result): Result {
  try {
    return action();
  } catch (cause) {
    throw toStoreError(cause);
  }
}
