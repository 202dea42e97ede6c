import { randomUUID } from 'node:crypto';
import { Refused, type Refusal } from '@mingbai/application';
import { ProblemError } from '@mingbai/client';
import { fieldLabel, hasProblemText, labelled, problemText } from '@mingbai/messages';
import { EXIT, exitCodeOf } from './exit-codes.ts';

/** What went wrong, as it is told: RFC 9457 for scripts, one line of Chinese for people. */
export type Failure = {
  readonly exit: number;
  readonly problem: {
    readonly type: string;
    readonly title: string;
    readonly status: number;
    readonly detail: string;
    readonly code: string;
    readonly field?: string | undefined;
  };
};

const STATUS: Readonly<Record<Refusal['kind'], number>> = {
  malformed: 400,
  forbidden: 403,
  rejected: 422,
  reused: 409,
  'not-found': 404,
  unavailable: 503,
};

const problemOf = (status: number, code: string, detail: string): Failure['problem'] => ({
  type: `urn:mingbai:problem:${code}`,
  title: detail,
  status,
  detail,
  code,
});

/** A usage mistake that the command line itself found. */
export class Usage extends Error {
  readonly code: string;
  readonly detail: Readonly<Record<string, string | number>>;
  readonly exit: number;

  constructor(code: string, detail: Readonly<Record<string, string | number>> = {}, exit: number = EXIT.usage) {
    super(code);
    this.code = code;
    this.detail = detail;
    this.exit = exit;
  }
}

function failureOfRefusal(refusal: Refusal, register = ''): Failure {
  const { code, field, detail, kind } = refusal;
  const words = problemText(code, detail);
  const label = (field ?? '')
    .split('.')
    .map((part) => fieldLabel(register, part))
    .join('.');
  const problem = problemOf(STATUS[kind], code, field ? labelled(label, words) : words);
  return { exit: exitCodeOf(refusal), problem: field ? { ...problem, field } : problem };
}

/** What a running service answered, as the exit code that the store itself would have given. */
function exitOfStatus(status: number): number {
  if (status === 400) return EXIT.usage;
  if (status === 404) return EXIT.notFound;
  return status < 500 ? EXIT.refused : EXIT.store;
}

/**
 * Any error as a failure. What has no code is a fault of the program: it gets a number and exit 5, never a stack trace.
 */
export function failureOf(error: unknown, path: string): Failure {
  if (error instanceof Refused) return failureOfRefusal(error.refusal);
  if (error instanceof ProblemError) return { exit: exitOfStatus(error.problem.status), problem: error.problem };
  if (error instanceof Usage)
    return { exit: error.exit, problem: problemOf(400, error.code, problemText(error.code, error.detail)) };
  if (error instanceof Error && 'code' in error && typeof error.code === 'string' && hasProblemText(error.code)) {
    const known = problemText(error.code, {
      path,
      pid: pidOf(error),
      ...detailOf(error),
    });
    return { exit: EXIT.store, problem: problemOf(503, error.code, known) };
  }
  return {
    exit: EXIT.store,
    problem: problemOf(500, 'internal', problemText('internal', { id: numbered(error) })),
  };
}

/** The number of a fault. What it says is for developers and shown only where they ask for it. */
function numbered(error: unknown): string {
  const id = randomUUID();
  if (process.env['MINGBAI_DEBUG'] !== undefined)
    process.stderr.write(`${id} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return id;
}

const pidOf = (error: Error): string => ('ownerPid' in error ? String(error.ownerPid ?? '?') : '?');

// DirectoryError's own
const detailOf = (error: Error): Readonly<Record<string, string | number>> =>
  'detail' in error && typeof error.detail === 'object' && error.detail !== null
    ? (error.detail as Record<string, string | number>)
    : {};
