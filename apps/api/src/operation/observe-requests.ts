import type { FastifyInstance } from 'fastify';
import type { Metrics } from './metrics.ts';
import { whenOver } from './when-over.ts';

/** Takes one line of the log. */
export type WriteLine = (line: string) => void;

/**
 * Measures every request, and, where a log is wanted, writes a line of JSON about it. A line tells the declared route
 * and the login of whoever asked, never the address, query or body, so that no name comes into the log.
 */
export function observeRequests(fastify: FastifyInstance, metrics: Metrics, write?: WriteLine): void {
  whenOver(fastify, (request, status, ms) => {
    const { method, id, login } = request;
    const route = request.routeOptions.url ?? 'unknown';
    metrics.observe({ method, route, status, seconds: ms / 1000 });
    write?.(
      JSON.stringify({
        time: new Date().toISOString(),
        level: status >= 500 ? 'error' : 'info',
        request: id,
        method,
        route,
        status,
        ms: Math.round(ms * 10) / 10,
        ...(login === undefined ? {} : { login }),
      }),
    );
  });
}
