import type { Session, Summary } from '@mingbai/client';
import { queryClient } from '../query-client.ts';
import { hasSignedIn } from '../session/known-sign-in.ts';
import { policyQuery, sessionQuery } from '../session/session-queries.ts';
import { orgOf, partOf, timesOf } from '../shell/address.ts';
import { kindOf, summaryQuery } from '../summary/summary-query.ts';

type FirstQuestions = {
  /** The summary that the address is about; undefined elsewhere, and where the pages must say what is wrong. */
  readonly summary: Promise<Summary | undefined>;
  /** Resolves when it is known who is signed in and what they may do, or that it cannot be known. */
  readonly signedIn: Promise<void>;
};

/** Asks, all at once, what the pages will ask first: they find the answers there. */
function askFirst(): FirstQuestions {
  const session = queryClient.fetchQuery(sessionQuery);
  return { summary: askSummary(session).catch(() => undefined), signedIn: session.then(askPolicy, () => undefined) };
}

async function askPolicy(session: Session | null): Promise<void> {
  if (session && !session.mustChange) await queryClient.prefetchQuery(policyQuery(session.login));
}

/** The organisation and the kind are as the pages would have them; a period that is not named only they can choose. */
async function askSummary(session: Promise<Session | null>): Promise<Summary | undefined> {
  const search = new URLSearchParams(location.search);
  const { period, ...clocks } = timesOf(search);
  if (location.pathname !== '/summary' || period === undefined) return undefined;
  const org = partOf(search, 'org') ?? ownOrg(await session, search);
  const kind = kindOf(partOf(search, 'kind'));
  return org === undefined ? undefined : queryClient.fetchQuery(summaryQuery({ org, period, ...clocks, kind }));
}

const ownOrg = (session: Session | null, search: URLSearchParams): string | undefined =>
  session === null ? undefined : orgOf(session, search);

/** What is asked of the server as soon as this file runs, before the libraries that draw do; nothing for nobody. */
export const firstQuestions = hasSignedIn() ? askFirst() : undefined;
