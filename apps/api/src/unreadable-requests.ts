import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply } from 'fastify';
import { problemOf } from './problem-filter.ts';

const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** An address that cannot even be read never reaches a controller; it is answered like every other mistake. */
export function answerUnreadable(_error: Error, _request: unknown, reply: FastifyReply): void {
  void reply.status(404).header('content-type', PROBLEM_TYPE).send(problemOf(404, 'no-such-page'));
}

/** What the parser of requests finds, by its code; everything else is a request that nobody can read. */
const FOUND: ReadonlyMap<string | undefined, readonly [status: number, code: string]> = new Map([
  ['HPE_HEADER_OVERFLOW', [431, 'address-too-long']],
  ['ERR_HTTP_REQUEST_TIMEOUT', [408, 'request-timed-out']],
]);

/** What is no request at all has no reply yet, so the answer is written by hand, and the connection ends with it. */
export function answerNoRequest(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const [status, code] = FOUND.get(error.code) ?? [400, 'unreadable-request'];
  const body = JSON.stringify(problemOf(status, code));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `Content-Type: ${PROBLEM_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}
