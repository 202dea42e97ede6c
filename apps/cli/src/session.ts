import { actorNamed, operatorOf, type Actor } from '@mingbai/application';
import { httpGateway } from '@mingbai/client';
import { word } from '@mingbai/messages';
import { openDirectory, systemSources, type StoreDirectory } from '@mingbai/store-directory';
import { EXIT } from './exit-codes.ts';
import { pidOf, Usage } from './failure.ts';
import { localGateway, type CliGateway } from './local-gateway.ts';
import { savedSession } from './saved-session.ts';

export const sources = systemSources(() => Date.now());

export type Where = {
  readonly data: string;
  readonly as?: string | undefined;
  /** Whose read models, where several nodes share a log. */
  readonly node?: string | undefined;
};

type Act<T> = (directory: StoreDirectory, actor: Actor) => T | Promise<T>;

/** What needs the store itself: no service can do it instead, so one that holds the store has to be stopped. */
export const withStore = <T>(where: Where, act: Act<T>): Promise<T> => withoutService(() => inStore(where, act));

/** What nobody else may use the store for meanwhile. */
export async function withoutService<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw isLocked(error) ? new Usage('stop-service-first', { pid: pidOf(error) }, EXIT.store) : error;
  }
}

/**
 * The store itself, or, while another process holds it, only its log for reading: a copy needs no more, and nobody has
 * to stop for it.
 */
export async function withLog<T>(where: Where, act: (directory: StoreDirectory) => Promise<T>): Promise<T> {
  try {
    return await inStore(where, act);
  } catch (error) {
    if (!isLocked(error)) throw error;
  }
  const directory = await openDirectory(where.data, sources, { readOnly: true, unread: true });
  try {
    return await act(directory);
  } finally {
    await directory.close();
  }
}

/** Opens the store, does something as the operator or as somebody named, and closes it whatever happens. */
async function inStore<T>({ data, as, node }: Where, act: Act<T>): Promise<T> {
  const directory = await openDirectory(data, sources, { node });
  try {
    return await act(directory, actorOf(directory, as));
  } finally {
    await directory.close();
  }
}

/** The same over a gateway: the store itself, or, while a service holds it, that service after `mingbai login`. */
export async function withGateway<T>(where: Where, act: (gateway: CliGateway) => Promise<T>): Promise<T> {
  try {
    return await inStore(where, (directory, actor) => act(localGateway(directory, actor)));
  } catch (error) {
    const session = isLocked(error) ? savedSession(where.data) : undefined;
    if (!session) throw error;
    const { login } = session;
    if (where.as !== undefined && where.as !== login)
      throw new Usage('signed-in-as-other', { login, text: where.as }, 4);
    return act(httpGateway(session.url, (url, init) => fetch(url, init), { cookie: session.cookie }));
  }
}

const isLocked = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && error.code === 'store-locked';

function actorOf({ mingbai, settings }: StoreDirectory, as: string | undefined): Actor {
  if (as === undefined) return operatorOf(mingbai, word('role', 'operator'));
  if (settings.requireSignIn) throw new Usage('sign-in-required', {}, 4);
  const actor = actorNamed(mingbai, as, 'asserted');
  if (actor.roles.length === 0) throw new Usage('actor-without-role', { text: as }, 4);
  return actor;
}
