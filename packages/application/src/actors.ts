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

/** Roles that a person holds now. Every request asks for them, so they are kept until a role is granted or revoked. */
export const rolesOf = remembered(readRoles, ['roles']);

/** Whether the person is registered, neither withdrawn nor erased: nobody else signs in. Every request asks it. */
export const isRegistered = remembered(readRegistered, ['persons', 'erasures']);

function readRoles({ ports }: Mingbai, person: string): readonly HeldRole[] {
  return ports.models
    .referring(person, null)
    .filter(({ register, row }) => register === 'roles' && row['person'] === person)
    .map(({ org, row }) => ({ org, role: row['role'] as Role })); // RoleGranted holds one of the roles
}

function readRegistered(mingbai: Mingbai, person: string): boolean {
  const { models, erased } = mingbai.ports;
  const [row] = models.rows({ register: 'persons', orgs: 'all', known: models.size(), record: person });
  return row !== undefined && mingbai.opened(row).row['name'] !== erased;
}

type Asking<T> = (mingbai: Mingbai, person: string) => T;

/** What is asked of persons again and again, remembered until one of the registers changes. */
function remembered<T>(ask: Asking<T>, registers: readonly string[]): Asking<T> {
  const kept = new WeakMap<Mingbai, Kept<Map<string, T>>>();
  return (mingbai, person) => {
    const known = kept.get(mingbai) ?? new Kept<Map<string, T>>();
    kept.set(mingbai, known);
    const changed = registers.map((each) => mingbai.ports.models.changedAt(each));
    const answers = known.get(changed.join(), () => new Map());
    const before = answers.get(person);
    if (before !== undefined) return before;
    const found = ask(mingbai, person);
    answers.set(person, found);
    return found;
  };
}
