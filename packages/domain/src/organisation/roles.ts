import {
  capability,
  Common,
  defineEvent,
  err,
  ok,
  onDay,
  ROLES,
  type Aggregate,
  type Effect,
  type Envelope,
  type RegisterView,
  type Role,
} from '@mingbai/kernel';
import { z } from 'zod';
import { choice, reference } from './words.ts';

const fields = z.strictObject({ person: reference('person'), role: choice('role', ROLES) });

export const RoleGranted = defineEvent('RoleGranted', fields);
export const RoleRevoked = defineEvent('RoleRevoked', fields);

/** Roles that one person may not hold together in one organisation: who audits or handles money is nobody else. */
const EXCLUDES: Readonly<Partial<Record<Role, readonly Role[]>>> = {
  auditor: ['chair', 'accountant', 'cashier', 'district-officer'],
  cashier: ['accountant', 'chair', 'auditor'],
  accountant: ['cashier', 'auditor'],
  chair: ['cashier', 'auditor'],
  'district-officer': ['auditor'],
};

/** Roles held in one organisation, by person. */
type Holders = Map<string, Set<Role>>;

const holders: Aggregate<Holders> = {
  initial: () => new Map(),
  evolve: (state, { type, data }) => {
    const { person, role } = data as z.infer<typeof fields>; // both events of this stream carry these fields
    const held = state.get(person) ?? new Set();
    if (type === RoleGranted.type) held.add(role);
    else held.delete(role);
    return state.set(person, held);
  },
};

const input = z.strictObject({ ...Common, ...fields.shape });
const stream = ({ org }: { org: string }): string => `roles-${org}`;

/**
 * Gives a person a role in an organisation and all below it. Granting it again changes nothing.
 * @rule FUND-02 accountant, cashier, chair and auditor are different people
 */
export const grantRole = capability({
  name: 'organisation.grant-role',
  allow: ['district-officer', 'operator'],
  input,
  rejections: ['in-the-future', 'roles-exclude-each-other'],
  of: holders,
  stream,
  decide: ({ person, role, occurredOn }, state, { today }) => {
    if (occurredOn.to > today) return err({ code: 'in-the-future', detail: { today } });
    const held = state.get(person) ?? new Set();
    if (held.has(role)) return ok([]);
    const other = EXCLUDES[role]?.find((each) => held.has(each));
    if (other) return err({ code: 'roles-exclude-each-other', detail: { held: other, asked: role } });
    return ok([RoleGranted({ person, role })]);
  },
});

/** Takes a role away from the day on. Revoking a role that is not held changes nothing. */
export const revokeRole = capability({
  name: 'organisation.revoke-role',
  allow: ['district-officer', 'operator'],
  input,
  rejections: ['in-the-future'],
  of: holders,
  stream,
  decide: ({ person, role, occurredOn }, state, { today }) => {
    if (occurredOn.to > today) return err({ code: 'in-the-future', detail: { today } });
    return ok(state.get(person)?.has(role) ? [RoleRevoked({ person, role })] : []);
  },
});

function effects({ type, org, data }: Envelope): readonly Effect[] {
  const { person, role } = data as z.infer<typeof fields>; // as above
  const record = `${org}/${person}/${role}`;
  return [{ register: 'roles', record, row: type === RoleGranted.type ? { person, role } : null }];
}

/** Who holds which role where, as granted and revoked. */
export const roles: RegisterView = {
  name: 'roles',
  context: 'organisation',
  allow: ['district-officer', 'auditor', 'chair', 'operator'],
  fields,
  events: [RoleGranted, RoleRevoked],
  effects,
  figures: [],
  sentences: [],
  capabilities: [grantRole, revokeRole],
  sheet: { record: grantRole },
  undo: { capability: revokeRole, input: ({ org, row, today }) => ({ ...row, org, occurredOn: onDay(today) }) },
};
