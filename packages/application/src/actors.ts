import type { Role } from '@mingbai/kernel';
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

export const rolesOf = ({ ports }: Mingbai, person: string): readonly HeldRole[] =>
  ports.models
    .referring(person, null)
    .filter(({ register, row }) => register === 'roles' && row['person'] === person)
    .map(({ org, row }) => ({ org, role: row['role'] as Role })); // RoleGranted holds one of the roles
