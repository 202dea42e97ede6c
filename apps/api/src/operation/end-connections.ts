import type { FastifyInstance } from 'fastify';

/** So long the service waits when it ends for requests that are still arriving and answers that nobody reads on. */
const PATIENCE_MS = 20_000;

/**
 * Lets the service end although browsers keep their connections: each is closed with the answer that is given
 * meanwhile, and after the patience whatever is left. What was begun is worked through in any case.
 */
export function endConnections(fastify: FastifyInstance, patienceMs: number = PATIENCE_MS): void {
  let isEnding = false;
  fastify.addHook('preClose', (done) => {
    isEnding = true;
    setTimeout(() => fastify.server.closeAllConnections(), patienceMs).unref();
    done();
  });
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (isEnding) void reply.header('connection', 'close');
    done(null, payload);
  });
}
