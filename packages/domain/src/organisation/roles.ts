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
  type RecordState,
  type RegisterView,
  type Role,
} from '@mingbai/kernel';
import { z } from 'zod';
import { organisations } from './organisations.ts';
import { choice, reference } from './words.ts';

const fields = z.strictObject({ person: reference('person'), role: choice('role', ROLES) });

export const RoleGranted = defineEvent('RoleGranted', fields);
export const RoleRevoked = defineEvent('RoleRevoked', fields);

/**
 * Roles that one person may not hold together in one organisation: who audits, asks for money or handles it is nobody
 * else. Whoever audits holds none of these below either.
 */
export const AUDITED: readonly Role[] = ['chair', 'accountant', 'cashier', 'officer', 'district-officer', 'operator'];
const EXCLUDES: Readonly<Partial<Record<Role, readonly Role[]>>> = {
  auditor: AUDITED,
  cashier: ['accountant', 'chair', 'auditor'],
  accountant: ['cashier', 'auditor'],
  chair: ['cashier', 'auditor'],
  officer: ['auditor'],
  'district-officer': ['auditor'],
  operator: ['auditor'],
};

/** Roles that one person holds, by organisation. */
type Holdings = Map<string, Set<Role>>;

const holdings: Aggregate<Holdings> = {
  initial: () => new Map(),
  evolve: (state, { type, org, data }) => {
    const { role } = data as z.infer<typeof fields>; // both events of this stream carry these fields
    const held = state.get(org) ?? new Set();
    if (type === RoleGranted.type) held.add(role);
    else held.delete(role);
    return state.set(org, held);
  },
};

const input = z.strictObject({ ...Common, ...fields.shape });
type Asked = Pick<z.infer<typeof input>, 'org' | 'person'>;
const stream = ({ person }: Asked): string => `roles-${person}`;

/** The organisations that matter to a grant, each with its state where it is known: where roles are held, and above. */
function placesOf({ org }: Asked, [held, ...states]: readonly unknown[]): ReadonlyMap<string, Unit | undefined> {
  const places = new Set([org, ...((held as Holdings | undefined)?.keys() ?? [])]); // the first of `needs`
  const found = new Map<string, Unit | undefined>();
  for (const place of places) {
    const state = states[found.size] as RecordState | undefined; // the others of `needs` are organisations
    const unit = state?.status === 'current' ? (state.data as Unit) : undefined; // as the register has recorded it
    found.set(place, unit);
    if (unit?.administeredBy !== undefined) places.add(unit.administeredBy);
  }
  return found;
}
type Unit = { readonly name: string; readonly administeredBy?: string };
type Places = ReadonlyMap<string, Unit | undefined>;

function isBelow(places: Places, lower: string, upper: string): boolean {
  const passed = new Set<string>();
  for (let at = places.get(lower)?.administeredBy; at !== undefined; at = places.get(at)?.administeredBy) {
    if (at === upper) return true;
    if (passed.size === passed.add(at).size) return false;
  }
  return false;
}

type Held = { readonly org: string; readonly role: Role };
const audits = (places: Places, one: Held, other: Held): boolean =>
  one.role === 'auditor' && AUDITED.includes(other.role) && isBelow(places, other.org, one.org);

/** The role held elsewhere with which somebody would audit what they do themselves: an auditor audits what is below. */
function auditedBySelf(asked: Held, holdings: Holdings, places: Places) {
  const all = [...holdings].flatMap(([org, roles]) => [...roles].map((role): Held => ({ org, role })));
  const other = all.find((held) => audits(places, held, asked) || audits(places, asked, held));
  return other && { held: other.role, place: places.get(other.org)?.name ?? other.org };
}

/**
 * Gives a person a role in an organisation and all below it. Granting it again changes nothing.
 * @rule FUND-02 accountant, cashier, chair and auditor are different people; whoever audits asks for no money either
 */
export const grantRole = capability({
  name: 'organisation.grant-role',
  allow: ['district-officer', 'operator'],
  input,
  rejections: ['in-the-future', 'roles-exclude-each-other', 'audits-own-work'],
  of: holdings,
  stream,
  needs: (asked, known) => [
    { of: holdings, stream: stream(asked) },
    ...placesOf(asked, known)
      .keys()
      .map((place) => ({ of: organisations.aggregate, stream: organisations.streamOf(place) })),
  ],
  decide: (asked, state, { today, needed }) => {
    const { org, person, role, occurredOn } = asked;
    if (occurredOn.to > today) return err({ code: 'in-the-future', detail: { today } });
    const held = state.get(org) ?? new Set();
    if (held.has(role)) return ok([]);
    const other = EXCLUDES[role]?.find((each) => held.has(each));
    if (other) return err({ code: 'roles-exclude-each-other', detail: { held: other, asked: role } });
    const own = auditedBySelf(asked, state, placesOf(asked, needed));
    if (own) return err({ code: 'audits-own-work', detail: { ...own, asked: role } });
    return ok([RoleGranted({ person, role })]);
  },
});

/** Takes a role away from the day on. Revoking a role that is not held changes nothing. */
export const revokeRole = capability({
  name: 'organisation.revoke-role',
  allow: ['district-officer', 'operator'],
  input,
  rejections: ['in-the-future'],
  of: holdings,
  stream,
  decide: ({ org, person, role, occurredOn }, state, { today }) => {
    if (occurredOn.to > today) return err({ code: 'in-the-future', detail: { today } });
    return ok(state.get(org)?.has(role) ? [RoleRevoked({ person, role })] : []);
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
