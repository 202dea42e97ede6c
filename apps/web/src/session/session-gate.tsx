import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { gateway } from '../gateway.ts';
import { SESSION_KEY } from '../query-client.ts';
import { Loading, Problem } from '../shell/states.tsx';
import { ChangePasswordPage } from './change-password-page.tsx';
import { readSession, SignedInContext } from './session.ts';
import { SignInPage } from './sign-in-page.tsx';

/** Shows the pages to whoever is signed in; otherwise the sign-in page, at whatever address. */
export function SessionGate({ children }: { children: ReactNode }) {
  const session = useQuery({ queryKey: SESSION_KEY, queryFn: readSession, staleTime: Infinity });
  const open = Boolean(session.data && !session.data.mustChange);
  const login = session.data?.login;
  const policy = useQuery({
    queryKey: ['policy', login],
    queryFn: () => gateway.policy(),
    staleTime: Infinity,
    enabled: open,
  });
  const error = session.error ?? policy.error;
  if (error) return <Problem error={error} retry={() => void session.refetch()} />;
  if (session.isPending) return <Loading />;
  if (!session.data) return <SignInPage />;
  if (session.data.mustChange) return <ChangePasswordPage login={session.data.login} />;
  if (!policy.data) return <Loading />;
  return <SignedInContext value={{ session: session.data, policy: policy.data }}>{children}</SignedInContext>;
}
