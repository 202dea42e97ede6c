import { ProblemError } from '@mingbai/client';
import { gateway } from '../gateway.ts';
import type { KnownSession } from '../query-client.ts';

/** Says that this browser has signed in before, so that a first visit asks the server nothing it will refuse. */
const HINT = 'mingbai.signed-in';

export const rememberSignIn = (): void => localStorage.setItem(HINT, '1');
export const hasSignedIn = (): boolean => localStorage.getItem(HINT) !== null;
export const forgetSignIn = (): void => localStorage.removeItem(HINT);

/** Whoever is signed in, or null. */
export async function readSession(): Promise<KnownSession | null> {
  if (!hasSignedIn()) return null;
  try {
    return await gateway.session();
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.status !== 401) throw error;
    forgetSignIn();
    return null;
  }
}
