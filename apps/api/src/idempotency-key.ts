import { Refused } from '@mingbai/application';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';

/** A UUID is the same in upper and lower case, and so is the act. */
const IdempotencyKey = z.uuid().toLowerCase();

/** The id of the act that a request asks for. Throws `Refused` when it has none. */
export function idempotencyKeyOf({ headers }: FastifyRequest): string {
  const id = IdempotencyKey.safeParse(headers['idempotency-key']);
  if (!id.success) throw new Refused({ kind: 'malformed', code: 'idempotency-key-missing' });
  return id.data;
}
