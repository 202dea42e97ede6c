import type { PolicyLine, Session } from '@mingbai/client';
import { createContext, useCallback, useContext } from 'react';

export type SignedInAs = { readonly session: Session; readonly policy: readonly PolicyLine[] };
export const SignedInContext = createContext<SignedInAs | undefined>(undefined);

function useSignedIn(): SignedInAs {
  const signedIn = useContext(SignedInContext);
  if (!signedIn) throw new Error('this page is only drawn for somebody who is signed in');
  return signedIn;
}

export const useSession = (): Session => useSignedIn().session;

/**
 * Whether the signed-in person may do or read something in an organisation, by the policy that the server
 * generates.
 */
export type May = (action: string, org: string) => boolean;

export function useMay(): May {
  const { session, policy } = useSignedIn();
  return useCallback(
    (action, org) => {
      const chain = chainOf(session, org);
      return policy
        .filter((line) => line.action === action)
        .some((line) =>
          session.roles.some(
            ({ role, org: held }) =>
              role === line.role && (held === org || (line.scope === 'own-and-below' && chain.includes(held))),
          ),
        );
    },
    [session, policy],
  );
}

/** From an organisation up to the topmost one that the person can see. */
function chainOf({ organisations }: Session, org: string): readonly string[] {
  const chain: string[] = [];
  let at: string | undefined = org;
  while (at !== undefined && !chain.includes(at)) {
    chain.push(at);
    const code: string = at;
    at = organisations.find((each) => each.code === code)?.parent;
  }
  return chain;
}

/** Whether the person oversees the whole district: such acts ask for the role at its root. */
export function useOversight(): { readonly audits: boolean; readonly administers: boolean } {
  const { organisations, roles } = useSession();
  const root = organisations.find(({ parent }) => parent === undefined)?.code;
  const holds = (name: string): boolean => roles.some(({ org, role }) => org === root && role === name);
  return { audits: holds('auditor') || holds('district-officer'), administers: holds('district-officer') };
}
