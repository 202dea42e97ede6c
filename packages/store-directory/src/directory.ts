import { createHmac } from 'node:crypto';
import { accessSync, chmodSync, constants, existsSync, mkdirSync, readdirSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  catchUp,
  isReplaced,
  Mingbai,
  rebuild,
  requireRoom,
  type Clock,
  type Disk,
  type EventStore,
  type Random,
  type ReadModels,
  type Vault,
} from '@mingbai/application';
import { takeWriterLock } from '@mingbai/event-store-sqlite';
import { text } from '@mingbai/messages';
import { noteSigner, rootOf, signCheckpoint, type NoteSigner } from '@mingbai/proof';
import { openReadModels } from '@mingbai/read-models-sqlite';
import { MemoryVault, randomFromSystem, SqliteVault } from '@mingbai/vault';
import { Accounts } from './accounts.ts';
import { DirectoryError } from './directory-error.ts';
import { createLog, EMBEDDED, embeddedFile, isEmbedded, openLog } from './engines.ts';
import { makeKeys, readKeys, type Keys } from './keys.ts';
import { makePlace } from './make-place.ts';
import { readSettings, writeSettings, type Settings } from './settings.ts';
import type { WritingThread } from './writing-thread.ts';

export const FORMAT = 1;
const SUITE = 'sha256-ed25519-aes256gcm';

/** An open store directory: the product over its files, and the key that signs its checkpoints. */
export type StoreDirectory = {
  readonly path: string;
  readonly mingbai: Mingbai;
  readonly store: EventStore;
  readonly signer: NoteSigner;
  readonly accounts: Accounts;
  readonly settings: Settings;
  /** Signs the tree as it is now and keeps the note. The same tree gives the same note. */
  readonly checkpoint: () => Promise<string>;
  /** Resolves with the reason once nothing can be written here any more, or the log is another than it was. */
  readonly broken: Promise<Error>;
  readonly close: () => Promise<void>;
};

export type Sources = {
  readonly clock: Clock;
  readonly random: Random;
  /** The disk that a folder stands on. */
  readonly diskOf: (path: string) => Disk;
};
export const systemSources = (now: () => number): Sources => ({
  clock: { now },
  random: randomFromSystem,
  diskOf: (path) => ({
    freeBytes: () => {
      const { bavail, bsize } = statfsSync(path);
      return bavail * bsize;
    },
  }),
});

export type NewDirectory = {
  readonly code: string;
  readonly district: string;
  /** Whether `--as` is refused: then everybody signs in at the running service. */
  readonly requireSignIn?: boolean;
  readonly sample?: boolean;
  /** Where the log is kept; in the directory itself unless another engine's address is given. */
  readonly store?: string | undefined;
};

/**
 * Makes a store in an empty or missing directory. Throws `store-exists` when there is one, `place-unwritable` and
 * `disk-full`.
 */
export async function createDirectory(
  path: string,
  { code, district, requireSignIn = false, sample = false, store: address }: NewDirectory,
  sources: Sources,
): Promise<StoreDirectory> {
  makeEmptyPlace(path);
  requireRoom(sources.diskOf(path));
  const header = { format: FORMAT, suite: SUITE, origin: `mingbai/${code}`, district };
  // The log first: an address that is wrong, or taken, leaves nothing behind here.
  const store = await createLog({ address: address ?? EMBEDDED, path }, header);
  const keys = makeKeys(path, sources.random);
  mkdirSync(join(path, 'blobs'), { mode: 0o700 });
  chmodSync(path, 0o700);
  writeSettings(path, { requireSignIn, sample, ...(address === undefined ? {} : { store: address }) });
  return compose({ path, keys, store, sources, readOnly: false, embedded: address === undefined });
}

function makeEmptyPlace(path: string): void {
  let held: readonly string[];
  try {
    makePlace(path);
    accessSync(path, constants.W_OK);
    held = readdirSync(path);
  } catch (cause) {
    throw new DirectoryError('place-unwritable', { path }, cause);
  }
  if (held.length > 0) throw new DirectoryError('store-exists', { path });
}

export type OpenOptions = {
  readonly readOnly?: boolean;
  /** Leave the read models unmade: for verifying a store whose events may be damaged. */
  readonly unread?: boolean;
  /** Name of this node where several processes share one log: each has read models of its own. */
  readonly node?: string | undefined;
};

const LOG = embeddedFile({ address: EMBEDDED, path: '' });

/** Whether there is a store in a directory, or what is left of one, wherever its log is kept. */
export const isStoreDirectory = (path: string): boolean =>
  ['settings.json', 'keys', LOG].some((name) => existsSync(join(path, name)));

/** Opens a store directory. Throws `DirectoryError` or the store's own error, each with a code that has its words. */
export async function openDirectory(
  path: string,
  sources: Sources,
  { readOnly = false, unread = false, node }: OpenOptions = {},
): Promise<StoreDirectory> {
  if (node !== undefined && !/^[0-9A-Za-z-]{1,40}$/.test(node)) throw new DirectoryError('node-name-wrong', { node });
  const address = addressOf(path, readOnly);
  const embedded = isEmbedded(address);
  if (embedded && node !== undefined) throw new DirectoryError('node-without-server', { node });
  const store = await openLog({ address, path, node }, { readOnly });
  try {
    if (store.header.format !== FORMAT)
      throw new DirectoryError('store-format', { found: store.header.format, supported: FORMAT });
    return await compose({ path, keys: readKeys(path), store, sources, readOnly, unread, node, embedded });
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Where the directory's log is kept. Throws unless there is one, and, to write, unless its place here is writable. */
export function addressOf(path: string, readOnly: boolean): string {
  requireReadable(path);
  if (!isStoreDirectory(path)) throw new DirectoryError('not-a-store', { path });
  if (!readOnly) requireWritable(path, path);
  const address = readSettings(path).store ?? EMBEDDED;
  if (!readOnly && isEmbedded(address)) requireWritable(path, embeddedFile({ address, path }));
  return address;
}

/** What may not be read looks like what is not there, and must not be told as that. */
export function requireReadable(path: string): void {
  for (const name of ['.', 'settings.json', 'keys/master.key', 'vault.sqlite', LOG]) {
    try {
      accessSync(join(path, name), constants.R_OK);
    } catch (cause) {
      if (cause instanceof Error && 'code' in cause && FORBIDDEN.has(cause.code))
        throw new DirectoryError('store-unreadable', { path: join(path, name) }, cause);
    }
  }
}

const FORBIDDEN: ReadonlySet<unknown> = new Set(['EACCES', 'EPERM']);

function requireWritable(path: string, place: string): void {
  try {
    if (existsSync(place)) accessSync(place, constants.W_OK);
  } catch (cause) {
    throw new DirectoryError('store-read-only', { path }, cause);
  }
}

type Composition = {
  readonly path: string;
  readonly keys: Keys;
  readonly store: EventStore;
  readonly sources: Sources;
  readonly readOnly: boolean;
  readonly unread?: boolean;
  readonly node?: string | undefined;
  /** The log is a file here, and its own lock keeps other processes away. */
  readonly embedded: boolean;
  /** A thread of this process writes; here is only read. */
  readonly thread?: WritingThread;
};

/** Puts the product together over an open log. */
export async function compose(composition: Composition): Promise<StoreDirectory> {
  const { path, keys, store, sources, readOnly, unread, thread } = composition;
  const { size } = await store.frontier();
  const vault = openVault(composition, size);
  const { models, release } = openModels(composition);
  const keyedHash = (content: string): string => createHmac('sha256', keys.hash).update(content, 'utf8').digest('hex');
  const { clock, random } = sources;
  const mingbai = new Mingbai({
    store,
    models,
    vault,
    clock,
    random,
    disk: sources.diskOf(path),
    ...(thread ? { writer: thread } : {}),
    keyedHash,
    gathered: () => new Promise((resolve) => setImmediate(resolve)),
    mask: text('mask'),
    erased: text('erased'),
  });
  if (!unread) {
    await broughtUp(store, models);
    mingbai.vault(); // what was recorded as erased is so before anybody asks
  }
  const accounts = new Accounts(readOnly ? ':memory:' : join(path, 'accounts.sqlite'), () => sources.clock.now());
  const signer = noteSigner(store.header.origin, keys.signing);
  const checkpoint = async (): Promise<string> => {
    const frontier = await store.frontier();
    const note = signCheckpoint({ origin: store.header.origin, size: frontier.size, root: rootOf(frontier) }, signer);
    if (!readOnly) await store.saveCheckpoint(note);
    return note;
  };
  const close = async (): Promise<void> => {
    accounts.close();
    await thread?.close();
    await mingbai.close();
    release();
  };
  const { replaced } = mingbai.projector;
  const ways = thread ?? { checkpoint, broken: replaced };
  const settings = readSettings(path);
  const { broken } = ways;
  return { path, mingbai, store, signer, accounts, settings, checkpoint: ways.checkpoint, broken, close };
}

/** Read models that were made from another log, such as this one before it was put back, are made anew. */
async function broughtUp(store: EventStore, models: ReadModels): Promise<void> {
  try {
    await catchUp(store, models);
  } catch (fault) {
    if (!isReplaced(fault)) throw fault;
    await rebuild(store, models);
  }
}

/** The vault. A log of events without one has lost it, and an empty one would only hide that. */
function openVault({ path, keys, sources, unread }: Composition, events: number): Vault {
  const [file, secrets] = [join(path, 'vault.sqlite'), { masterKey: keys.master, random: sources.random }];
  if (unread) return new MemoryVault(secrets);
  if (events > 0 && !holdsSomething(file)) throw new DirectoryError('vault-missing', { path });
  return new SqliteVault(file, secrets);
}

const holdsSomething = (file: string): boolean => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0;

/** The read models of this node, which no other process may have open where the log does not keep it away already. */
function openModels({ path, readOnly, node, embedded }: Composition): { models: ReadModels; release: () => void } {
  if (readOnly) return { models: openReadModels(':memory:'), release: () => {} };
  const file = join(path, node === undefined ? 'read.sqlite' : `read-${node}.sqlite`);
  const lock = embedded ? undefined : takeWriterLock(file);
  try {
    return { models: openReadModels(file), release: () => lock?.release() };
  } catch (error) {
    lock?.release();
    throw error;
  }
}
