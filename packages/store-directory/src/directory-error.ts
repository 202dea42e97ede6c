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
