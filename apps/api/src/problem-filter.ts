import { randomUUID } from 'node:crypto';
import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { Refused, type Refusal } from '@mingbai/application';
import { labelled, pathLabel, problemText } from '@mingbai/messages';
import { isDiskFull } from '@mingbai/store-directory';
import { SheetProblem } from '@mingbai/workbook';
import type { FastifyReply } from 'fastify';
import { faultTeller } from './operation/tell-faults.ts';

/** RFC 9457, in the words of the catalogue. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly field?: string;
};

const STATUS: Readonly<Record<Refusal['kind'], number>> = {
  malformed: 400,
  forbidden: 403,
  rejected: 422,
  reused: 409,
  'not-found': 404,
  unavailable: 503,
};
const CODE_STATUS: Readonly<Record<string, number>> = { 'login-failed': 401, 'too-many-attempts': 429 };
const HTTP_CODES: Readonly<Record<number, string>> = {
  401: 'not-signed-in',
  404: 'no-such-page',
  413: 'body-too-large',
};

export function problemOf(status: number, code: string, { detail, field }: Partial<Refusal> = {}): Problem {
  const words = problemText(code, detail);
  const said = field ? labelled(pathLabel(String(detail?.['form'] ?? ''), field), words) : words;
  return { type: `urn:mingbai:problem:${code}`, title: words, status, detail: said, code, ...(field ? { field } : {}) };
}

function problemOfError(error: unknown): Problem {
  if (error instanceof Refused) {
    const { kind, code } = error.refusal;
    return problemOf(CODE_STATUS[code] ?? STATUS[kind], code, error.refusal);
  }
  if (error instanceof SheetProblem) return problemOf(422, error.code, { detail: error.detail });
  const status = statusOf(error);
  const code = errorCodeOf(error);
  if (code === FILE_TOO_LARGE) return problemOf(413, 'too-large');
  if (status !== undefined && status < 500)
    return problemOf(status === 415 ? 400 : status, HTTP_CODES[status] ?? 'wrong-form');
  if (STORE_CODES.has(code)) return problemOf(503, code, { detail: { path: '', pid: '' } });
  return problemOf(500, 'internal', { detail: { id: randomUUID() } });
}

/** The form parser's: a workbook is larger than what is read of one. */
const FILE_TOO_LARGE = 'FST_REQ_FILE_TOO_LARGE';
const STORE_CODES = new Set([
  'store-unreachable',
  'store-locked',
  'store-damaged',
  'log-replaced',
  'store-read-only',
  'database-missing',
  'database-login',
  'database-tls',
  'database-forbids',
  'database-read-only',
  'database-busy',
  'database-timeout',
  'too-many-connections',
  'server-too-old',
  'append-too-large',
  'accounts-damaged',
  'vault-locked',
  'vault-unreachable',
  'vault-broken',
  'vault-read-only',
  'vault-damaged',
  'disk-full',
]);

function errorCodeOf(error: unknown): string {
  if (isDiskFull(error)) return 'disk-full';
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : Number.NaN;
  return Number.isInteger(status) ? status : undefined;
}

/** Every error leaves as a problem in Chinese; a fault is told under the number that the user is told. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly tellFault = faultTeller()) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const problem = problemOfError(error);
    if (problem.status >= 500 && !(error instanceof Refused)) this.tellFault(problem, error);
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    void reply.status(problem.status).header('content-type', 'application/problem+json; charset=utf-8').send(problem);
  }
}
