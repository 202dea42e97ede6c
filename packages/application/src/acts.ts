import { capability, type AnyCapability } from '@mingbai/kernel';
import { leafHash, toBase64 } from '@mingbai/proof';
import { z } from 'zod';
import type { Command } from './command.ts';
import type { Mingbai } from './mingbai.ts';
import type { Actor } from './policy.ts';
import { Refused } from './refusal.ts';
import { requestHashOf } from './request-hash.ts';

/**
 * Acts that are made of many commands. Such an act is a command beside them: it records no event, and by its id and
 * content the whole of it is known again.
 */
const ACTS: readonly AnyCapability[] = ['import.record', 'import.withdraw'].map((name) =>
  capability({
    name,
    allow: [],
    input: z.strictObject({ content: z.array(z.string()) }),
    rejections: [],
    of: { initial: () => null, evolve: (state) => state },
    stream: () => 'acts',
    decide: () => ({ ok: true, value: [] }),
  }),
);

export const actNamed = (name: string): AnyCapability | undefined => ACTS.find((each) => each.name === name);

/** The command that stands for an act. Another actor’s act is never the same one: a command is its author’s. */
export const actOf = (
  { id: actor, assurance }: Actor,
  { id, name, content }: { readonly id: string; readonly name: string; readonly content: readonly string[] },
): Command => ({
  id,
  capability: name,
  input: { content },
  actor: { id: actor, role: 'member', assurance }, // of no event: nothing is recorded
});

/** What a file is known by in the content of an act. */
export const digestOf = (bytes: Uint8Array): string => toBase64(leafHash(bytes));

/** Whether the act has been done. Throws `Refused` when its id stands for something else. */
export async function wasDone({ ports: { store, keyedHash } }: Mingbai, act: Command): Promise<boolean> {
  const known = await store.command(act.id);
  if (!known) return false;
  if (known.requestHash === requestHashOf(keyedHash, act)) return true;
  throw new Refused({ kind: 'reused', code: 'command-reused' });
}
