import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import type { EventStore, StoreHeader } from '@mingbai/application';
import { createSqliteStore, openSqliteStore } from '@mingbai/event-store-sqlite';
import { DirectoryError } from './directory-error.ts';
import { isBesideTheLog } from './own-files.ts';
import { hostsOf, isOfKurrent, isWellFormed, kurrentOption, optionsIn, withoutOption } from './server-address.ts';

/** Where a log is kept: what its address begins with, and how such a store is made and opened. */
type Engine = {
  readonly protocols: readonly string[];
  /** What may stand behind the question mark of an address: a misspelt `sslmode` would leave a line open to readers. */
  readonly options: readonly string[];
  readonly create: (place: Place, header: StoreHeader) => Promise<EventStore>;
  readonly open: (place: Place, options: { readonly readOnly: boolean }) => Promise<EventStore>;
};

/** An address, and the directory in which an engine may keep files of its own. */
export type Place = { readonly address: string; readonly path: string; readonly node?: string | undefined };

/** The log in a file of the store directory itself: `sqlite:events.sqlite`. */
export const EMBEDDED = 'sqlite:events.sqlite';

/** The file of an embedded log. A relative name is looked for in the store directory. */
export const embeddedFile = ({ address, path }: Place): string => join(path, address.slice('sqlite:'.length));

const POSTGRES_OPTIONS =
  'schema appRole host port application_name options sslmode sslrootcert sslcert sslkey sslnegotiation uselibpqcompat';
/** What these options may say; the driver looks past another word, or breaks off on it. */
const POSTGRES_VALUES = [
  ['sslmode', 'disable, prefer, require, verify-ca, verify-full, no-verify'],
  ['sslnegotiation', 'postgres, direct'],
] as const;
const KURRENT_OPTIONS =
  'prefix tls tlsVerifyCert tlsCAFile userCertFile userKeyFile connectionName nodePreference maxDiscoverAttempts ' +
  'discoveryInterval gossipTimeout defaultDeadline keepAliveInterval keepAliveTimeout';

// The drivers of the servers are loaded only where they are used: most offices never do.
const ENGINES: readonly Engine[] = [
  {
    protocols: ['sqlite:'],
    options: [],
    create: (place, header) => createSqliteStore(embeddedFile(place), header),
    open: (place, options) => openSqliteStore(embeddedFile(place), options),
  },
  {
    protocols: ['postgres:', 'postgresql:'],
    options: POSTGRES_OPTIONS.split(' '),
    create: async ({ address }, header) => {
      const { createPostgresStore } = await import('@mingbai/event-store-postgres');
      return createPostgresStore({ ...onPostgres(address), header });
    },
    open: async ({ address }, options) => {
      const { openPostgresStore } = await import('@mingbai/event-store-postgres');
      return openPostgresStore(onPostgres(address).url, options);
    },
  },
  {
    protocols: ['kurrentdb:', 'kurrentdb+discover:'],
    options: KURRENT_OPTIONS.split(' '),
    create: async (place, header) => {
      const { createKurrentStore } = await import('@mingbai/event-store-kurrent');
      return createKurrentStore({ ...onKurrent(place), header });
    },
    open: async (place, options) => {
      const { openKurrentStore } = await import('@mingbai/event-store-kurrent');
      return openKurrentStore({ ...onKurrent(place), ...options });
    },
  },
];

/** `?appRole=NAME` names the role that may read and append from then on; it matters when the store is made. */
function onPostgres(address: string): { readonly url: string; readonly appRole?: string } {
  const url = new URL(address);
  const appRole = url.searchParams.get('appRole');
  url.searchParams.delete('appRole');
  return { url: url.href, ...(appRole === null ? {} : { appRole }) };
}

/**
 * A KurrentDB server may hold the logs of several districts, each under a prefix of its own: `?prefix=d01-`. What this
 * node has read of it is kept in a file that can be made again.
 */
function onKurrent({ address, path, node }: Place) {
  const prefix = [...optionsIn(address)].find(([option]) => kurrentOption(option) === 'prefix')?.[1];
  const sequenceFile = join(path, node === undefined ? 'sequence.sqlite' : `sequence-${node}.sqlite`);
  return { url: withoutOption(address, 'prefix'), sequenceFile, ...(prefix === undefined ? {} : { prefix }) };
}

/** Throws `store-address-…` and `log-name-taken` unless there may be a log at an address. Nothing is opened. */
export const requireAddress = (place: Place): void => void engineOf(place);

function engineOf(place: Place): Engine {
  const { address } = place;
  if (address.trim() === '') throw new DirectoryError('store-address-empty');
  const engine = ENGINES.find(({ protocols }) => protocols.some((protocol) => address.startsWith(protocol)));
  if (!engine) throw new DirectoryError('store-address-wrong', { address: address.split(':')[0] ?? '' });
  if (isEmbedded(address)) requireName(place);
  else requireServer(address, engine);
  return engine;
}

function requireServer(address: string, { options }: Engine): void {
  const isKurrent = isOfKurrent(address);
  if (!isWellFormed(address))
    throw new DirectoryError(isKurrent ? 'kurrentdb-address-malformed' : 'store-address-malformed');
  const plain = (option: string): string => (isKurrent ? kurrentOption(option) : option);
  const known = new Set(options.map(plain));
  const written = [...optionsIn(address).keys()];
  const unknown = written.find((option) => !known.has(plain(option)));
  if (unknown !== undefined)
    throw new DirectoryError('store-address-option', { option: unknown, known: options.join(', ') });
  const names = written.map(plain);
  const repeated = written.find((option, at) => names.indexOf(plain(option)) !== at);
  if (repeated !== undefined) throw new DirectoryError('store-address-repeated', { option: repeated });
  if (!isKurrent) requireValues(optionsIn(address));
}

function requireValues(options: URLSearchParams): void {
  for (const [option, known] of POSTGRES_VALUES) {
    const value = options.get(option);
    if (value !== null && !known.split(', ').includes(value))
      throw new DirectoryError('store-address-value', { option, known });
  }
}

/** A sound file of another kind would be called a damaged log. */
function requireName(place: Place): void {
  const file = embeddedFile(place);
  if (nameOf(place).trim() === '' || relative(place.path, file) === '')
    throw new DirectoryError('store-address-nameless');
  // Joined to the directory it would be looked for below it.
  if (isAbsolute(nameOf(place))) throw new DirectoryError('store-address-absolute', { file: nameOf(place) });
  if (isBesideTheLog(place.path, file)) throw new DirectoryError('log-name-taken', { file: nameOf(place) });
  if (!existsSync(dirname(file))) throw new DirectoryError('log-folder-missing', { file: nameOf(place) });
}

export const isEmbedded = (address: string): boolean => address.startsWith('sqlite:');

/**
 * Makes an empty log at an address. Throws `store-address-…`, `log-name-taken`, `log-taken-on-server` and what the
 * engine throws.
 */
export const createLog = (place: Place, header: StoreHeader): Promise<EventStore> => {
  const engine = engineOf(place);
  return reached(place, () => engine.create(place, header));
};

/**
 * Opens the log at an address. Throws `store-address-…`, `log-name-taken`, `log-missing`, `log-not-on-server`,
 * `log-damaged` and what the engine throws.
 */
export async function openLog(place: Place, options: { readonly readOnly: boolean }): Promise<EventStore> {
  const engine = engineOf(place);
  if (isEmbedded(place.address) && !existsSync(embeddedFile(place)))
    throw new DirectoryError('log-missing', { file: nameOf(place) });
  return reached(place, () => engine.open(place, options));
}

const nameOf = ({ address }: Place): string => address.slice('sqlite:'.length);

/** What the engine finds wrong, told of the log and its place. */
async function reached<T>(place: Place, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (cause) {
    throw isEmbedded(place.address) ? ofFile(place, cause) : ofServer(place, cause);
  }
}

const codeOf = (cause: unknown): unknown => (cause instanceof Error && 'code' in cause ? cause.code : undefined);

const ofFile = (place: Place, cause: unknown): unknown =>
  codeOf(cause) === 'not-a-store' ? new DirectoryError('log-damaged', { file: nameOf(place) }, cause) : cause;

const UNREADABLE: ReadonlySet<unknown> = new Set(['EACCES', 'EPERM', 'EISDIR']);
const OF_SERVERS: ReadonlyMap<unknown, string> = new Map([
  ['store-unreachable', 'database-unreachable'],
  ['not-a-store', 'log-not-on-server'],
  ['store-exists', 'log-taken-on-server'],
]);

const CERTIFICATES: readonly string[] = ['sslrootcert', 'sslcert', 'sslkey'];

/** A server is named without user and password; a file, where the address names a certificate that cannot be read. */
function ofServer({ address }: Place, cause: unknown): unknown {
  const certificates = [...optionsIn(address)].flatMap(([option, file]) =>
    CERTIFICATES.includes(option) ? [file] : [],
  );
  const file = cause instanceof Error && 'path' in cause ? String(cause.path) : certificates.join(', ');
  if (codeOf(cause) === 'ENOENT') return new DirectoryError('file-not-found', { file }, cause);
  if (UNREADABLE.has(codeOf(cause))) return new DirectoryError('file-unreadable', { file }, cause);
  const code = OF_SERVERS.get(codeOf(cause));
  return code === undefined ? cause : new DirectoryError(code, { server: hostsOf(address) }, cause);
}
