import { resolve } from 'node:path';
import { copyStore, type Copied, type EventStore } from '@mingbai/application';
import { addressOf } from './directory.ts';
import { DirectoryError } from './directory-error.ts';
import { createLog, EMBEDDED, embeddedFile, isEmbedded, openLog, requireAddress, type Place } from './engines.ts';
import { lockNodes } from './node-locks.ts';
import { readSettings, writeSettings } from './settings.ts';

export type Migration = {
  readonly from?: string | undefined;
  readonly to: string;
  readonly progress?: (events: number) => void | Promise<void>;
};
export type Migrated = {
  readonly events: number;
  /** Base64 of the root that both logs have. */
  readonly root: string;
  /** Whether the directory now uses the new log. */
  readonly switched: boolean;
};

/**
 * Copies the directory's log to another address and proves that both have one root; from then on the directory uses the
 * new one. The old log stays where it is, unused. Broken off, it is taken up again by the same command. With `from` the
 * log of another address is copied, and the directory goes on with its own. Throws `store-address-…`,
 * `log-name-taken`, `log-is-same` and, while a node of the directory runs, `store-locked`, all before anything is
 * opened; then `log-altered`, `copy-differs` and, where somebody has recorded meanwhile, `log-grew`; and what the
 * engines throw.
 */
export async function migrateLog(path: string, { from: named, to, progress }: Migration): Promise<Migrated> {
  for (const address of [to, ...(named === undefined ? [] : [named])]) requireAddress({ address, path });
  const current = addressOf(path, false);
  const from = named ?? current;
  if (placeOf(from, path) === placeOf(to, path)) throw new DirectoryError('log-is-same');
  const release = lockNodes(path);
  try {
    const source = await openLog({ address: from, path }, { readOnly: false });
    try {
      const copied = await copyInto({ address: to, path }, source, progress);
      const switched = from === current;
      // a turn, because it looks for what other nodes have recorded
      if (switched && (await source.turn(async (size) => size)) !== copied.events) throw new DirectoryError('log-grew');
      const { store: _before, ...others } = readSettings(path);
      if (switched) writeSettings(path, to === EMBEDDED ? others : { ...others, store: to });
      return { events: copied.events, root: Buffer.from(copied.root).toString('base64'), switched };
    } finally {
      await source.close();
    }
  } finally {
    release();
  }
}

async function copyInto(place: Place, source: EventStore, progress: Migration['progress']): Promise<Copied> {
  const target = await openedOrMade(place, source);
  try {
    return await copyStore(source, target, progress);
  } finally {
    await target.close();
  }
}

const NOT_THERE: ReadonlySet<string> = new Set(['log-missing', 'log-not-on-server']);

/** The log at an address, begun by an earlier try, or a new one with the original's header. */
async function openedOrMade(place: Place, { header }: EventStore): Promise<EventStore> {
  try {
    return await openLog(place, { readOnly: false });
  } catch (error) {
    if (!(error instanceof DirectoryError && NOT_THERE.has(error.code))) throw error;
    return createLog(place, header);
  }
}

/** Where a log is, however its address is written. */
const placeOf = (address: string, path: string): string =>
  isEmbedded(address) ? resolve(embeddedFile({ address, path })) : address;
