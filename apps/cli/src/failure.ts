import { randomUUID } from 'node:crypto';
import { Refused, type Refusal } from '@mingbai/application';
import { ProblemError } from '@mingbai/client';
import { hasProblemText, labelled, pathLabel, terminalProblemText } from '@mingbai/messages';
import { SheetProblem } from '@mingbai/sheets/sheet-problem';
import { isDiskFull } from '@mingbai/store-directory';
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

function failureOfRefusal(refusal: Refusal): Failure {
  const { code, field, detail, kind } = refusal;
  const words = terminalProblemText(code, detail);
  const problem = problemOf(
    STATUS[kind],
    code,
    field ? labelled(pathLabel(String(detail?.['form'] ?? ''), field), words) : words,
  );
  return { exit: exitCodeOf(refusal), problem: field ? { ...problem, field } : problem };
}

/** What the command line itself found, as HTTP would say it. */
const STATUS_OF_EXIT: Readonly<Record<number, number>> = {
  [EXIT.usage]: 400,
  [EXIT.notVerified]: 422,
  [EXIT.notFound]: 404,
  [EXIT.refused]: 403,
  [EXIT.store]: 503,
};

/** What is wrong with an address or a node's name that was given; the store itself is sound. */
const MISTYPED: ReadonlySet<string> = new Set([
  'store-address-wrong',
  'store-address-empty',
  'store-address-value',
  'store-address-absolute',
  'store-address-malformed',
  'kurrentdb-address-malformed',
  'address-unusable',
  'schema-name-wrong',
  'store-address-nameless',
  'store-address-option',
  'store-address-repeated',
  'log-folder-missing',
  'log-name-taken',
  'log-is-same',
  'node-name-wrong',
  'node-without-server',
]);

const failureOfStore = (code: string, words: string): Failure =>
  MISTYPED.has(code)
    ? { exit: EXIT.usage, problem: problemOf(400, code, words) }
    : { exit: EXIT.store, problem: problemOf(503, code, words) };

/** What a running service answered. How a one-time password is changed is told for the terminal. */
function failureOfProblem(problem: Failure['problem']): Failure {
  const { status, code } = problem;
  const told = code === 'password-change-required' ? problemOf(status, code, terminalProblemText(code)) : problem;
  return { exit: exitOfStatus(status), problem: told };
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
  if (error instanceof ProblemError) return failureOfProblem(error.problem);
  if (error instanceof Usage) {
    const { exit, code, detail } = error;
    return { exit, problem: problemOf(STATUS_OF_EXIT[exit] ?? 400, code, terminalProblemText(code, detail)) };
  }
  if (error instanceof SheetProblem)
    return {
      exit: EXIT.notVerified,
      problem: problemOf(422, error.code, terminalProblemText(error.code, error.detail)),
    };
  return failureInStore(error, path);
}

/** What the store, its directory or its disk has; whatever else is a fault of the program. */
function failureInStore(error: unknown, path: string): Failure {
  if (isDiskFull(error)) return failureOfStore('disk-full', terminalProblemText('disk-full'));
  if (error instanceof Error && 'code' in error && typeof error.code === 'string' && hasProblemText(error.code)) {
    const known = terminalProblemText(error.code, {
      path,
      pid: pidOf(error),
      ...detailOf(error),
    });
    return failureOfStore(error.code, known);
  }
  return {
    exit: EXIT.store,
    problem: problemOf(500, 'internal', terminalProblemText('internal', { id: numbered(error) })),
  };
}

/** The number of a fault. What it says is for developers and shown only where they ask for it. */
function numbered(error: unknown): string {
  const id = randomUUID();
  if (process.env['MINGBAI_DEBUG'] !== undefined)
    process.stderr.write(`${id} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return id;
}

export const pidOf = (error: Error): string => ('ownerPid' in error ? String(error.ownerPid ?? '?') : '?');

// DirectoryError's own
const detailOf = (error: Error): Readonly<Record<string, string | number>> =>
  'detail' in error && typeof error.detail === 'object' && error.detail !== null
    ? (error.detail as Record<string, string | number>)
    : {};
