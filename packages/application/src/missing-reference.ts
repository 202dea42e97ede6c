import { fieldsOf, type AnyCapability } from '@mingbai/kernel';
import { z } from 'zod';
import type { CommandInput } from './make-envelope.ts';
import type { Refusal } from './refusal.ts';
import type { StreamStates } from './stream-states.ts';

/**
 * Every reference must point at something that was recorded before, or earlier in the same batch, and still stands.
 */
export async function missingReference(
  states: StreamStates,
  capability: AnyCapability,
  input: CommandInput,
): Promise<Refusal | undefined> {
  for (const { name, target, kind } of fieldsOf(capability.input)) {
    const id = input[name];
    if (kind !== 'reference' || !target || typeof id !== 'string' || isOwnKey(capability, name, target)) continue;
    if (capability.name === 'organisation.erase-person' && isPersonId(id)) continue;
    if (!(await states.stands(`${target}-${id}`)))
      return { kind: 'rejected', code: `no-such-${target}`, field: name, detail: { id } };
  }
  return undefined;
}

/** Whoever is only named in some record, a visit's say, has an id and is in no register: they can be erased by it. */
const isPersonId = (id: string): boolean => z.uuid().safeParse(id).success;

/**
 * Registering an organisation names itself: its own code need not exist yet. A fund or visit that is missing is the
 * capability's to say.
 */
const isOwnKey = ({ name }: AnyCapability, field: string, target: string): boolean =>
  (name === 'organisation.register' && field === 'org') || target === 'fund' || target === 'visit';
