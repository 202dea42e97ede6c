import type { AnyCapability, RegisterView, RetentionClass, Role } from '@mingbai/kernel';
import { CAPABILITIES, REGISTERS } from '@mingbai/domain';

/** Roles that act in all organisations below their own; every other role acts in its own only. */
const ACTS_BELOW: ReadonlySet<Role> = new Set(['district-officer', 'operator']);
/**
 * Roles that read their own organisation only. Every other one reads what its organisation administers, as roll-ups do.
 */
const READS_OWN: ReadonlySet<Role> = new Set(['member']);

type ActionKind = 'capability' | 'register';
const reachesBelow = (role: Role, kind: ActionKind): boolean =>
  kind === 'capability' ? ACTS_BELOW.has(role) : !READS_OWN.has(role);

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
/** Who may, and whether it is an act or a reading. */
export type Permitted = { readonly allow: readonly Role[]; readonly kind: ActionKind };

/**
 * The role by which an actor may do something in an organisation, or undefined. Own roles come before those from above.
 */
export function roleFor(actor: Actor, { allow, kind }: Permitted, chain: Chain): Role | undefined {
  const fits = actor.roles.filter(({ role, org }) => {
    if (!allow.includes(role)) return false;
    return org === chain[0] || (reachesBelow(role, kind) && chain.includes(org));
  });
  return (fits.find(({ org }) => org === chain[0]) ?? fits[0])?.role;
}

/** A capability as a part of an act: who may do it there can be others than who may do it alone. */
export const allowedTo = (capability: AnyCapability, allow = capability.allow): AnyCapability => ({
  ...capability,
  allow,
});

const ALL_CLASSES: readonly RetentionClass[] = ['identity', 'voucher', 'health', 'hardship', 'child'];
const MONEY_CLASSES: readonly RetentionClass[] = ['identity', 'voucher'];
const OPENS: Readonly<Record<Role, readonly RetentionClass[]>> = {
  'district-officer': ALL_CLASSES,
  chair: ALL_CLASSES,
  officer: ALL_CLASSES,
  operator: ALL_CLASSES,
  auditor: MONEY_CLASSES,
  accountant: MONEY_CLASSES,
  cashier: MONEY_CLASSES,
  member: [],
};

/**
 * Classes of personal data that a role opens in what it may read; everything else is masked. Money is judged without
 * illness.
 */
export const classesOpenTo = (role: Role): ReadonlySet<RetentionClass> => new Set(OPENS[role]);

export type PolicyLine = {
  readonly action: string;
  readonly kind: 'capability' | 'register';
  readonly role: Role;
  readonly scope: 'own' | 'own-and-below';
};

const linesOf = (action: string, kind: PolicyLine['kind'], allow: readonly Role[]): readonly PolicyLine[] =>
  [...new Set(allow)].map((role) => ({
    action,
    kind,
    role,
    scope: reachesBelow(role, kind) ? 'own-and-below' : 'own',
  }));

/**
 * The whole policy, generated from `allow` of every capability and register. Guards, menus, OpenAPI and tests read it.
 */
export const POLICY: readonly PolicyLine[] = [
  ...CAPABILITIES.flatMap((each: AnyCapability) => linesOf(each.name, 'capability', each.allow)),
  ...REGISTERS.flatMap((each: RegisterView) => linesOf(each.name, 'register', each.allow)),
];
