import { StoreError, type StoreErrorCode } from '@mingbai/application';

// SQLSTATE codes. A broken constraint means that somebody wrote past the writer's lock, for every rule is checked
// before it is written.
const codes: Readonly<Record<string, StoreErrorCode>> = {
  '23502': 'store-damaged',
  '23505': 'store-damaged',
  '23514': 'store-damaged',
  '25006': 'database-read-only',
  '28000': 'database-login',
  '28P01': 'database-login',
  '3D000': 'database-missing',
  '3F000': 'not-a-store',
  '42501': 'database-forbids',
  '42939': 'schema-name-wrong',
  '42703': 'not-a-store',
  '42P01': 'not-a-store',
  '53100': 'disk-full',
  '53300': 'too-many-connections',
  '55P03': 'database-busy',
  '57014': 'database-timeout',
  XX001: 'store-damaged',
  XX002: 'store-damaged',
};

/** The SQLSTATE, or the operating system's code, of what `pg` threw; empty if there is none. */
export function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}

/**
 * What was thrown while the server was used; a lost connection and all that is not listed is `store-unreachable`. A
 * certificate's file that cannot be read stays what Node says of it.
 */
function toStoreError(cause: unknown): unknown {
  if (cause instanceof StoreError || isOfFile(cause)) return cause;
  const code = codeOf(cause);
  if (code === '23505' && isEventId(cause)) {
    return new StoreError('event-id-reused', 'an event id is taken already', { cause });
  }
  // A refused connection has no message when every address of the host refused it.
  const message = (cause instanceof Error && cause.message) || code || 'the server failed';
  const other = isTls(code, message) ? 'database-tls' : 'store-unreachable';
  return new StoreError(codes[code] ?? other, message, { cause });
}

/** Runs an action on the server; what it throws comes out as a `StoreError`, or as Node's own error of a file. */
export async function onServer<Result>(action: () => Promise<Result>): Promise<Result> {
  try {
    return await action();
  } catch (cause) {
    throw toStoreError(cause);
  }
}

/** A certificate that Node does not trust, or a server that does not encrypt, which `pg` says in words alone. */
const isTls = (code: string, message: string): boolean =>
  /^(ERR_TLS|ERR_SSL|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_(GET|VERIFY))/u.test(code) ||
  /\bSSL connection/u.test(message);

const isOfFile = (cause: unknown): boolean =>
  cause instanceof Error && 'syscall' in cause && (cause.syscall === 'open' || codeOf(cause) === 'EISDIR');

function isEventId(cause: unknown): boolean {
  return cause instanceof Error && 'constraint' in cause && cause.constraint === 'events_id_key';
}
