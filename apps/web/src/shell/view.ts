import type { Asked } from '@mingbai/client';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { useSession } from '../session/session.ts';
import { orgOf, partOf, SCOPE, strangeOrg, timesOf } from './address.ts';

/** Registers of what holds until it is withdrawn: a period says nothing about them. */
const STANDING = new Set(['organisations', 'persons', 'memberships', 'posts', 'roles', 'funds']);
export const isStanding = (register: string): boolean => STANDING.has(register);

type Patch = Readonly<Record<string, string | undefined>>;

/** Where and when the page looks: all of it stands in the address, so that a link shows the same to another reader. */
export type PageView = {
  /** The organisation looked at; the person's own where the address names none. */
  readonly org: string;
  /** What the address names as an organisation where it is none that the person can see: nothing is shown for it. */
  readonly strange: string | undefined;
  readonly asked: Asked & { readonly org: string };
  readonly get: (name: string) => string | undefined;
  /** Changes parts of the address; undefined takes a part out. */
  readonly change: (patch: Patch) => void;
  /** The address of another page with the same scope. */
  readonly linkTo: (path: string, extra?: Patch) => string;
};

export function useView(): PageView {
  const session = useSession();
  const [search, setSearch] = useSearchParams();
  const org = orgOf(session, search);
  const strange = strangeOrg(session, search);
  const change = useCallback(
    (patch: Patch) => setSearch((before) => patched(before, patch), { replace: true }),
    [setSearch],
  );
  return useMemo(() => {
    const get = (name: string): string | undefined => partOf(search, name);
    return {
      org,
      strange,
      asked: { org, ...timesOf(search) },
      get,
      change,
      linkTo: (path, extra = {}) => {
        const kept = Object.fromEntries(SCOPE.map((name) => [name, get(name)]));
        const query = patched(new URLSearchParams(), { ...kept, ...extra }).toString();
        return query === '' ? path : `${path}?${query}`;
      },
    };
  }, [org, strange, search, change]);
}

function patched(before: URLSearchParams, patch: Patch): URLSearchParams {
  const after = new URLSearchParams(before);
  for (const [name, value] of Object.entries(patch)) {
    if (value === undefined || value === '') after.delete(name);
    else after.set(name, value);
  }
  return after;
}
