import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Status of a request whose asker had gone away before it was answered; nobody is ever told it. */
const ASKER_LEFT = 499;

/** Calls `tell` once for every request when it is over, answered or not. */
export function whenOver(
  fastify: FastifyInstance,
  tell: (request: FastifyRequest & { readonly login?: string }, status: number, ms: number) => void,
): void {
  fastify.addHook('onRequest', (request, reply: FastifyReply, done) => {
    const { raw } = reply;
    raw.once('close', () => tell(request, raw.writableEnded ? reply.statusCode : ASKER_LEFT, reply.elapsedTime));
    done();
  });
}
