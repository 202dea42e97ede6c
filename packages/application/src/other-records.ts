import { AUDITED, REGISTERS } from '@mingbai/domain';
import { writeSpan, type AnyCapability, type Role, type Span } from '@mingbai/kernel';
import { rolesOf } from './actors.ts';
import { misplacedIn } from './directory.ts';
import type { Mingbai } from './mingbai.ts';
import type { StoredRow } from './read-models.ts';
import type { Refusal } from './refusal.ts';

type Act = { readonly capability: AnyCapability; readonly input: Readonly<Record<string, unknown>> };

/**
 * What other records forbid: a circle of parents, an auditor above their own work, erasing somebody who still acts, or
 * taking back what something still refers to, unless that is taken back in the same act.
 */
export function forbiddenByOthers(mingbai: Mingbai, act: Act, withDependents: boolean): Refusal | undefined {
  return (
    misplacedIn(mingbai.tree(), act.capability.name, act.input) ??
    auditorAboveOwnWork(mingbai, act) ??
    notErasable(mingbai, act) ??
    (withDependents ? undefined : dependents(mingbai, act))
  );
}

/**
 * Under another parent a unit has other auditors above it, and none of them may answer for what is done in it.
 * @rule FUND-02 whoever audits asks for, decides on and handles no money below
 */
function auditorAboveOwnWork(mingbai: Mingbai, { capability, input }: Act): Refusal | undefined {
  const { code, administeredBy } = input;
  if (capability.name !== 'organisation.correct' || typeof administeredBy !== 'string') return undefined;
  const tree = mingbai.tree();
  const [unit, before] = [String(code), tree.chain(String(code))];
  const above = tree.chain(administeredBy).filter((each) => !before.includes(each));
  const holding = (orgs: readonly string[], among: readonly Role[]) =>
    mingbai.ports.models
      .rows({ register: 'roles', orgs, known: mingbai.ports.models.size() })
      .filter(({ row }) => among.includes(row['role'] as Role)); // RoleGranted holds one of the roles
  const auditors = new Map(holding(above, ['auditor']).map(({ org, row }) => [row['person'], org] as const));
  const audited = auditors.size === 0 ? [] : holding(tree.below(unit), AUDITED);
  const own = audited.find(({ row }) => auditors.has(row['person']));
  if (!own) return undefined;
  const nameOf = (org: string): string => tree.get(org)?.name ?? org;
  const [place, auditing] = [nameOf(own.org), nameOf(auditors.get(own.row['person']) ?? '')];
  const detail = { person: String(own.row['person']), place, held: String(own.row['role']), above: auditing };
  return { kind: 'rejected', code: 'auditor-above-own-work', field: 'administeredBy', detail };
}

/**
 * Whoever holds a role signs in and records: nobody would know any more who that was. Erasing cannot be taken back, so
 * the unit must be the person's own or one above it, and the ground, which stays in the log, must not name them.
 */
function notErasable(mingbai: Mingbai, { capability, input }: Act): Refusal | undefined {
  if (capability.name !== 'organisation.erase-person' || !capability.input.safeParse(input).success) return undefined;
  const person = String(input['person']);
  const roles = rolesOf(mingbai, person);
  if (roles.length > 0) {
    const detail = { roles: roles.map(({ role }) => role).join('\n') };
    return { kind: 'rejected', code: 'person-holds-role', field: 'person', detail };
  }
  const { models } = mingbai.ports;
  const [row] = models.rows({ register: 'persons', orgs: 'all', known: models.size(), record: person });
  if (!row) return undefined;
  if (!mingbai.tree().chain(row.org).includes(String(input['org'])))
    return { kind: 'rejected', code: 'person-of-other-organisation', field: 'org', detail: { org: row.org } };
  return String(input['ground']).includes(String(mingbai.opened(row).row['name']))
    ? { kind: 'rejected', code: 'ground-names-person', field: 'ground' }
    : undefined;
}

/** How people find a row: its register and unit, and its code, number or day; an id says nothing to them. */
export function markOf({ register, org, record, from, to, row }: StoredRow): string {
  const number = row['staffNumber'] ?? row['voucherNumber'];
  const known = typeof number === 'string' ? number : writeSpan({ from, to } as Span); // days of the store's own rows
  return [register, ...new Set([org, UUID.test(record) ? known : record])].join(' ');
}

const UUID = /[\da-f]{8}-[\da-f]{4}-/;

function dependents({ ports }: Mingbai, { capability, input }: Act): Refusal | undefined {
  const register = REGISTERS.find(({ undo }) => undo?.capability === capability);
  const record = input['record'];
  if (!register || typeof record !== 'string') return undefined;
  const referring = ports.models.referring(record, null);
  if (referring.length === 0) return undefined;
  const list = referring.slice(0, 5).map(markOf).join('\n');
  return { kind: 'rejected', code: 'has-dependents', detail: { count: referring.length, list } };
}
