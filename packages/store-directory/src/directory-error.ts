/** Why a store directory cannot be used. The catalogue has the words for each code. */
export class DirectoryError extends Error {
  readonly code: string;
  readonly detail: Readonly<Record<string, string | number>>;

  constructor(code: string, detail: Readonly<Record<string, string | number>> = {}, cause?: unknown) {
    super(code, cause === undefined ? undefined : { cause });
    this.code = code;
    this.detail = detail;
  }
}

const SQLITE_FULL = 13;

/** Whether something could not be written because the disk is full: an account, a session, read models, a file. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const isSqlite = 'errcode' in error && (Number(error.errcode) & 0xff) === SQLITE_FULL;
  return isSqlite || ('code' in error && error.code === 'ENOSPC');
}
