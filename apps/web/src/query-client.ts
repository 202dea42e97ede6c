import { ProblemError, type Session } from '@mingbai/client';
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';

export const SESSION_KEY = ['session'] as const;

/** Who is signed in; `ended` when the server knows the session no longer but the pages still show what is theirs. */
export type KnownSession = Session & { readonly ended?: true };

export const isSessionEnd = (error: unknown): boolean =>
  error instanceof ProblemError && error.problem.code === 'not-signed-in';

const endOf = (session: KnownSession | null | undefined): KnownSession | null =>
  session ? { ...session, ended: true } : null;

/** Whoever was signed in is asked to sign in again over the page, which keeps what has been typed. */
function onError(error: Error): void {
  if (isSessionEnd(error)) queryClient.setQueryData<KnownSession | null>(SESSION_KEY, endOf);
}

/** After another sign-in everything is asked again but who is signed in, which is known. */
export const askAgain = (): Promise<void> =>
  queryClient.invalidateQueries({ predicate: ({ queryKey: [name] }) => name !== SESSION_KEY[0] });

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: { queries: { staleTime: 30_000, retry: false, refetchOnWindowFocus: false } },
});
