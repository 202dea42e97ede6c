/** Why a workbook was refused. The words for each code live in another package. */
export type SheetProblemCode =
  | 'empty-file'
  | 'too-large'
  | 'old-xls'
  | 'encrypted'
  | 'not-xlsx-csv'
  | 'not-xlsx'
  | 'damaged'
  | 'zip-bomb'
  | 'doctype'
  | 'macros'
  | 'too-many-sheets'
  | 'too-many-rows'
  | 'too-many-columns'
  | 'too-many-cells'
  | 'too-much-text'
  | 'timed-out'
  | 'out-of-memory'
  | 'unknown-sheet'
  | 'cannot-annotate'
  | 'cell-too-long';

/** The parameters a message about the problem may want to name. */
export type ProblemDetail = Readonly<Record<string, string | number>>;

/** A problem as plain data, so that it can cross the border of a worker thread. */
export type SheetFailure = { ok: false; code: SheetProblemCode; detail: ProblemDetail };

/** A workbook that cannot be read, written or annotated. */
export class SheetProblem extends Error {
  readonly code: SheetProblemCode;
  readonly detail: ProblemDetail;

  constructor(code: SheetProblemCode, detail: ProblemDetail = {}) {
    super(code);
    this.name = 'SheetProblem';
    this.code = code;
    this.detail = detail;
  }
}

/** Anything thrown while a stranger's file was worked on, as plain data. */
export function toFailure(error: unknown): SheetFailure {
  if (error instanceof SheetProblem) return { ok: false, code: error.code, detail: error.detail };
  // The parsers throw all sorts of errors at broken files; the file is to blame until shown otherwise.
  const reason = error instanceof Error ? error.message : String(error);
  return { ok: false, code: 'damaged', detail: { reason } };
}
