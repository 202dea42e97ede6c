import { actorNamed, operatorOf, type Actor } from '@mingbai/application';
import { word } from '@mingbai/messages';
import { openDirectory, systemSources, type StoreDirectory } from '@mingbai/store-directory';
import { Usage } from './failure.ts';

export const sources = systemSources(() => Date.now());

export type Where = { readonly data: string; readonly as?: string | undefined };

/** Opens the store, does something as the operator or as somebody named, and closes it whatever happens. */
export async function withStore<T>({ data, as }: Where, act: (directory: StoreDirectory, actor: Actor) => T | Promise<T>, readOnly = false): Promise<T> {
  const directory = await openDirectory(data, sources, { readOnly });
  try {
    return await act(directory, actorOf(directory, as));
  } finally {
    await directory.close();
  }
}

function actorOf({ mingbai, settings }: StoreDirectory, as: string | undefined): Actor {
  if (as !== undefined && settings.requireSignIn) throw new Usage('sign-in-required', {}, 4);
  if (as === undefined) return operatorOf(mingbai, word('role', 'operator'));
  const actor = actorNamed(mingbai, as, 'asserted');
  if (actor.roles.length === 0) throw new Usage('actor-without-role', { text: as, org: '' }, 4);
  return actor;
}
