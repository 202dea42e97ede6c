import { ProblemError } from '@mingbai/client';
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';

export const SESSION_KEY = ['session'] as const;

/** A session that has ended brings the sign-in page back, with the address kept. */
function onError(error: Error): void {
  if (error instanceof ProblemError && error.problem.code === 'not-signed-in') {
    queryClient.setQueryData(SESSION_KEY, null);
  }
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: { queries: { staleTime: 30_000, retry: false, refetchOnWindowFocus: false } },
});
