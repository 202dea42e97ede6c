import { queryOptions } from '@tanstack/react-query';
import { gateway } from '../gateway.ts';
import { SESSION_KEY } from '../query-client.ts';
import { readSession } from './known-sign-in.ts';

/** Neither changes while somebody is signed in. */
export const sessionQuery = queryOptions({ queryKey: SESSION_KEY, queryFn: readSession, staleTime: Infinity });
export const policyQuery = (login: string | undefined) =>
  queryOptions({ queryKey: ['policy', login], queryFn: () => gateway.policy(), staleTime: Infinity });
