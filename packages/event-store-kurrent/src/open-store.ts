import type { StoreHeader } from '@mingbai/application';
import { headerIn, headerRecord } from './control-records.ts';
import { KurrentLog } from './kurrent-log.ts';
import { KurrentStore } from './kurrent-store.ts';
import type { ServerLog } from './log.ts';
import { namesUnder } from './names.ts';
import type { Names } from './names.ts';
import { openSequence } from './open-sequence.ts';
import { StoreError } from './store-error.ts';

/** Where a store is. */
export type KurrentPlace = {
  /** `kurrentdb://user:password@host:2113?tls=true&tlsCaFile=…`, or several hosts, as the client takes it. */
  readonly url: string;
  /**
   * File of this node's copy of the log, in a directory that exists; `:memory:` for none. It may be deleted while the
   * store is closed, and is then made from the server again.
   */
  readonly sequenceFile: string;
  /** What the names of all the store's streams begin with: `mingbai-`, unless several stores share a server. */
  readonly prefix?: string;
};

/** A store's place with the server's log already at hand. */
export type OpenedPlace = {
  readonly log: ServerLog;
  readonly names: Names;
  readonly sequenceFile: string;
  readonly readOnly: boolean;
};

const defaultPrefix = 'mingbai-';

/**
 * Makes an empty store and opens it. Throws `StoreError`: `store-exists`, and as `openKurrentStore` does.
 */
export async function createKurrentStore(place: KurrentPlace & { header: StoreHeader }): Promise<KurrentStore> {
  const opened = await reach(place, false);
  return orClose(opened, async () => {
    const record = headerRecord(place.header, opened.names);
    const written = await opened.log.append({ records: [record], expected: new Map([[record.stream, undefined]]) });
    if (written !== 'written') {
      throw new StoreError('store-exists', `there is a store under ${opened.names.prefix} already`);
    }
    return openOn(opened);
  });
}

/**
 * Opens a store, and waits until this node holds all that the server does. Any number of processes may write, each
 * with a sequence file of its own. Throws `StoreError`: `not-a-store` (nothing under the prefix), `store-unreachable`,
 * `store-format` (another version's), `store-locked` (the sequence file is another process's), `store-damaged` (the
 * server does not hold what the sequence file has read from it), `disk-full`.
 */
export async function openKurrentStore(place: KurrentPlace & { readOnly?: boolean }): Promise<KurrentStore> {
  const opened = await reach(place, place.readOnly ?? false);
  return orClose(opened, () => openOn(opened));
}

/** Opens the store in a log. The log stays open when this throws. */
export async function openOn({ log, names, sequenceFile, readOnly }: OpenedPlace): Promise<KurrentStore> {
  const first = await log.eventAt(names.header, 0);
  if (first === undefined) throw new StoreError('not-a-store', `there is no store under ${names.prefix}`);
  const header = headerIn(first);
  const sequence = openSequence(sequenceFile, { uuid: first.uuid, prefix: names.prefix });
  const store = new KurrentStore({ log, sequence, names, header, readOnly });
  try {
    await store.begin();
    return store;
  } catch (fault) {
    await store.close();
    throw fault;
  }
}

async function reach({ url, sequenceFile, prefix }: KurrentPlace, readOnly: boolean): Promise<OpenedPlace> {
  const names = namesUnder(prefix ?? defaultPrefix);
  return { log: await KurrentLog.of(url, names.prefix), names, sequenceFile, readOnly };
}

async function orClose(opened: OpenedPlace, action: () => Promise<KurrentStore>): Promise<KurrentStore> {
  try {
    return await action();
  } catch (fault) {
    await opened.log.close();
    throw fault;
  }
}
