import type { Role } from '@mingbai/kernel';
import { Kept } from './kept.ts';
import type { Mingbai } from './mingbai.ts';
import type { Actor, HeldRole } from './policy.ts';

/** Who can open the store directory: may set up, import and read, but neither approve nor pay. */
export function operatorOf(mingbai: Mingbai, name: string): Actor {
  const org = mingbai.tree().root()?.code ?? '';
  return { id: 'operator', name, assurance: 'asserted', roles: [{ org, role: 'operator' }] };
}

/** A registered person with the roles that are granted now. Throws `Refused` when nobody or several fit. */
export function actorNamed(mingbai: Mingbai, who: string, assurance: Actor['assurance']): Actor {
  const id = mingbai.references().person(who);
  return { id, name: who, assurance, roles: rolesOf(mingbai, id) };
}

/** Whether the person is registered, and neither withdrawn nor erased: nobody else signs in. */
export function isRegistered(mingbai: Mingbai, person: string): boolean {
  const { models, erased } = mingbai.ports;
  const [row] = models.rows({ register: 'persons', orgs: 'all', known: models.size(), record: person });
  return row !== undefined && mingbai.opened(row).row['name'] !== erased;
}

/** Roles that a person holds now. Every request asks for them, so they are kept until a role is granted or revoked. */
export function rolesOf(mingbai: Mingbai, person: string): readonly HeldRole[] {
  const held = keptFor(mingbai).get(String(mingbai.ports.models.changedAt('roles')), () => new Map());
  const known = held.get(person);
  if (known) return known;
  const found = readRoles(mingbai, person);
  held.set(person, found);
  return found;
}

const kept = new WeakMap<Mingbai, Kept<Map<string, readonly HeldRole[]>>>();
function keptFor(mingbai: Mingbai): Kept<Map<string, readonly HeldRole[]>> {
  const known = kept.get(mingbai) ?? new Kept();
  kept.set(mingbai, known);
  return known;
}

const readRoles = ({ ports }: Mingbai, person: string): readonly HeldRole[] =>
  ports.models
    .referring(person, null)
    .filter(({ register, row }) => register === 'roles' && row['person'] === person)
    .map(({ org, row }) => ({ org, role: row['role'] as Role })); // RoleGranted holds one of the roles
