import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Fault, Loading } from '../shell/states.tsx';
import { ChangePasswordPage } from './change-password-page.tsx';
import { policyQuery, sessionQuery } from './session-queries.ts';
import { SignedInContext } from './session.ts';
import { SignInAgain } from './sign-in-again.tsx';
import { SignInPage } from './sign-in-page.tsx';

/**
 * Shows the pages to whoever is signed in; otherwise the sign-in page, at whatever address. When a session ends the
 * pages stay, with what has been typed into them.
 */
export function SessionGate({ children }: { children: ReactNode }) {
  const session = useQuery(sessionQuery);
  const open = Boolean(session.data && !session.data.mustChange);
  const policy = useQuery({ ...policyQuery(session.data?.login), enabled: open });
  const error = session.error ?? policy.error;
  if (error) return <Fault error={error} retry={() => void session.refetch()} />;
  if (session.isPending) return <Loading />;
  if (!session.data) return <SignInPage />;
  if (session.data.mustChange) return <ChangePasswordPage login={session.data.login} />;
  if (!policy.data) return <Loading />;
  return (
    <SignedInContext value={{ session: session.data, policy: policy.data }}>
      {children}
      {session.data.ended && <SignInAgain session={session.data} />}
    </SignedInContext>
  );
}
