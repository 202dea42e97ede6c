import type { AnyCapability, RegisterView, Role } from '@mingbai/kernel';
import { CAPABILITIES, REGISTERS } from '@mingbai/domain';

/** Roles that reach from their organisation into all below it; every other role ends with its own organisation. */
const REACHES_BELOW: ReadonlySet<Role> = new Set(['district-officer', 'auditor', 'operator']);

/** A role that a person holds in an organisation. */
export type HeldRole = { readonly org: string; readonly role: Role };

/** Whoever acts or reads. The operator of an open store directory holds `operator` at the district. */
export type Actor = {
  readonly id: string;
  readonly name: string;
  readonly assurance: 'signed-in' | 'asserted';
  readonly roles: readonly HeldRole[];
};

/** Organisations from the one asked for up to the district. */
type Chain = readonly string[];

/** The role by which an actor may do something in an organisation, or undefined. Own roles come before those from above. */
export function roleFor(actor: Actor, allow: readonly Role[], chain: Chain): Role | undefined {
  const fits = actor.roles.filter(({ role, org }) => {
    if (!allow.includes(role)) return false;
    return org === chain[0] || (REACHES_BELOW.has(role) && chain.includes(org));
  });
  return (fits.find(({ org }) => org === chain[0]) ?? fits[0])?.role;
}

/** Classes of personal data that a role opens in the register it may read; everything else is masked. */
export function mayOpenPersonal(role: Role): boolean {
  return role !== 'member';
}

export type PolicyLine = {
  readonly action: string;
  readonly kind: 'capability' | 'register';
  readonly role: Role;
  readonly scope: 'own' | 'own-and-below';
};

const linesOf = (action: string, kind: PolicyLine['kind'], allow: readonly Role[]): readonly PolicyLine[] =>
  [...new Set(allow)].map((role) => ({ action, kind, role, scope: REACHES_BELOW.has(role) ? 'own-and-below' : 'own' }));

/** The whole policy, generated from `allow` of every capability and register. Guards, menus, OpenAPI and tests read it. */
export const POLICY: readonly PolicyLine[] = [
  ...CAPABILITIES.flatMap((each: AnyCapability) => linesOf(each.name, 'capability', each.allow)),
  ...REGISTERS.flatMap((each: RegisterView) => linesOf(each.name, 'register', each.allow)),
];
