/** Why a store cannot answer. The words a user reads are made from this code elsewhere. */
export type StoreErrorCode =
  | 'store-unreachable'
  | 'address-unusable'
  | 'kurrentdb-client-missing'
  | 'server-too-old'
  | 'append-too-large'
  | 'schema-name-wrong'
  | 'role-missing'
  | 'database-missing'
  | 'database-login'
  | 'database-tls'
  | 'database-forbids'
  | 'database-read-only'
  | 'database-busy'
  | 'database-encoding'
  | 'database-timeout'
  | 'too-many-connections'
  | 'store-locked'
  | 'disk-full'
  | 'store-damaged'
  | 'log-replaced'
  | 'store-read-only'
  | 'not-a-store'
  | 'store-format'
  | 'store-exists'
  | 'event-id-reused';

/** Thrown by every event store when it cannot answer; `code` is stable, the message is for developers. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;
  /** With `store-locked`: the process that holds the store for writing, if it is known. */
  readonly ownerPid: number | undefined;

  constructor(code: StoreErrorCode, message: string, details: { cause?: unknown; ownerPid?: number | undefined } = {}) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined);
    this.code = code;
    this.ownerPid = details.ownerPid;
  }
}
