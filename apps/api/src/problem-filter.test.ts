import type { ArgumentsHost } from '@nestjs/common';
import { StoreError, type StoreErrorCode } from '@mingbai/application';
import { problemText } from '@mingbai/messages';
import { expect, it, vi } from 'vitest';
import { ProblemFilter } from './problem-filter.ts';

/** What whoever asks is told of an error. */
function told(error: Error): unknown {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const sent = vi.fn<(problem: unknown) => void>();
  const reply = { status: () => reply, header: () => reply, send: sent };
  const host = { switchToHttp: () => ({ getResponse: () => reply }) };
  new ProblemFilter().catch(error, host as unknown as ArgumentsHost); // all that the filter asks of it
  vi.restoreAllMocks();
  return sent.mock.calls[0]?.[0];
}

it.each(['vault-locked', 'vault-unreachable', 'vault-broken', 'vault-read-only', 'vault-damaged'])(
  '%s is told in its own words, not as a fault of the program',
  (code) => {
    const problem = told(Object.assign(new Error('in English, for developers'), { code }));
    expect(problem).toMatchObject({ status: 503, code, detail: problemText(code) });
  },
);

it.each<StoreErrorCode>([
  'log-replaced',
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
])('%s of the database is told in its own words, not as a fault of the program', (code) => {
  const problem = told(new StoreError(code, 'in English, for developers'));
  expect(problem).toMatchObject({ status: 503, code, detail: problemText(code) });
});
