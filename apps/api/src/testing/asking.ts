import { randomUUID } from 'node:crypto';
import type { TwoSchools } from './two-schools.ts';

type Sent = {
  readonly cookie?: string;
  readonly payload?: object | string;
  readonly headers?: Record<string, string>;
  readonly remoteAddress?: string;
};
export type Problem = { readonly status: number; readonly code: string; readonly detail: string };

/** Requests of the district officer, unless another's cookie is given, each with its answer as it reads. */
export function asking(schools: () => TwoSchools) {
  const send = async (method: 'GET' | 'POST', url: string, { cookie, headers, ...sent }: Sent = {}) => {
    const { app, cookie: cookieOf } = schools();
    const own = { cookie: cookie ?? cookieOf('district-officer', 'D01'), 'idempotency-key': randomUUID(), ...headers };
    const response = await app.inject({ method, url, headers: own, ...sent });
    return response.json<Problem & Record<string, string>>();
  };
  const post = (url: string, payload: object, sent: Sent = {}) => send('POST', url, { ...sent, payload });
  return { send, post };
}
