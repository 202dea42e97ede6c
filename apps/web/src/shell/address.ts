import type { Session } from '@mingbai/client';

export const SCOPE = ['org', 'period', 'asOf', 'knownAt'] as const;

/** A part of the address; a blank one is none. */
export const partOf = (search: URLSearchParams, name: string): string | undefined => search.get(name) || undefined;

/** When the page looks: the period and both clocks. */
export const timesOf = (search: URLSearchParams) => ({
  period: partOf(search, 'period'),
  asOf: partOf(search, 'asOf'),
  knownAt: partOf(search, 'knownAt'),
});

/** The organisation that the address names where the person can see it; otherwise the person's own. */
export function orgOf({ organisations, roles }: Session, search: URLSearchParams): string {
  const named = organisations.find(({ code }) => code === search.get('org'))?.code;
  return named ?? roles[0]?.org ?? organisations[0]?.code ?? '';
}

/** The organisation that the address names and that is none the person can see. */
export function strangeOrg({ organisations }: Session, search: URLSearchParams): string | undefined {
  const named = partOf(search, 'org');
  return organisations.some(({ code }) => code === named) ? undefined : named;
}
