import { chmodSync, cpSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { copyStore, type EventStore } from '@mingbai/application';
import { createSqliteStore, openSqliteStore } from '@mingbai/event-store-sqlite';
import { DATABASES, writeManifest } from './backup-manifest.ts';
import type { StoreDirectory } from './directory.ts';
import { EMBEDDED, embeddedFile, isEmbedded } from './engines.ts';
import { DirectoryError, isDiskFull } from './directory-error.ts';
import { makePlace } from './make-place.ts';
import { fingerprintOf, KeyFile, readKeys, type Keys } from './keys.ts';

export type Backup = { readonly out: string; readonly events: number };

type Wanted = { readonly out: string; readonly keysOut?: string | undefined };

/**
 * Copies the log, the vault and the attachments as they are now into a new folder, with a signed checkpoint; whoever
 * writes meanwhile is not stopped. The keys are never in it: `keysOut` writes them to a file of its own, to be kept
 * elsewhere. A backup that fails leaves the folder empty.
 */
export async function backupDirectory(directory: StoreDirectory, { out, keysOut }: Wanted): Promise<Backup> {
  const { path } = directory;
  if (keysOut !== undefined) requireApart(out, keysOut);
  if (!existsSync(join(path, 'vault.sqlite'))) throw new DirectoryError('vault-missing', { path });
  makeEmptyFolder(out);
  try {
    return await fill(directory, { out, keysOut });
  } catch (error) {
    for (const name of readdirSync(out)) rmSync(join(out, name), { recursive: true, force: true });
    throw error;
  }
}

async function fill({ path, store, settings, checkpoint }: StoreDirectory, { out, keysOut }: Wanted): Promise<Backup> {
  const note = await checkpoint();
  const [log, ...others] = DATABASES;
  const address = settings.store ?? EMBEDDED;
  if (isEmbedded(address)) copyDatabase(embeddedFile({ address, path }), join(out, log));
  else await copyLog(store, join(out, log));
  for (const name of others) if (existsSync(join(path, name))) copyDatabase(join(path, name), join(out, name));
  if (existsSync(join(path, 'blobs'))) cpSync(join(path, 'blobs'), join(out, 'blobs'), { recursive: true });
  const { format, origin } = store.header;
  const { store: _address, ...kept } = settings; // it may hold a password, and a restored log lies in the directory
  const keys = readKeys(path);
  await writeManifest(out, { format, origin, checkpoint: note, settings: kept, keys: fingerprintOf(keys) });
  if (keysOut !== undefined) writeKeyFile(keysOut, keys);
  return { out, events: await eventsIn(join(out, log)) };
}

function writeKeyFile(file: string, keys: Keys): void {
  try {
    writeFileSync(file, `${JSON.stringify(KeyFile.encode(keys))}\n`, { mode: 0o600, flag: 'wx' });
  } catch (cause) {
    throw new DirectoryError('file-unwritable', { file }, cause);
  }
}

async function eventsIn(copy: string): Promise<number> {
  const store = await openSqliteStore(copy, { readOnly: true });
  try {
    return (await store.frontier()).size;
  } finally {
    await store.close();
  }
}

function makeEmptyFolder(out: string): void {
  let held: readonly string[];
  try {
    makePlace(out);
    held = readdirSync(out);
  } catch (cause) {
    throw new DirectoryError('backup-unwritable', { path: out }, cause);
  }
  if (held.length > 0) throw new DirectoryError('backup-exists', { path: out });
}

/** The keys never lie in the backup, and no key file is written over. Asked before anything is written. */
function requireApart(out: string, keysOut: string): void {
  const inside = relative(resolve(out), resolve(keysOut));
  if (!inside.startsWith('..') && !isAbsolute(inside))
    throw new DirectoryError('keys-beside-backup', { file: keysOut });
  if (existsSync(keysOut)) throw new DirectoryError('key-file-exists', { file: keysOut });
  if (!existsSync(dirname(keysOut))) throw new DirectoryError('key-folder-missing', { file: keysOut });
}

/** A log on a server goes into a file of its own: the backup needs no server to be read. */
async function copyLog(store: EventStore, to: string): Promise<void> {
  const file = await createSqliteStore(to, store.header);
  try {
    await copyStore(store, file);
  } finally {
    await file.close();
  }
}

/** The vault is written while it is copied, and whoever makes a key holds it for a moment. */
const PATIENCE_MS = 30_000;

/** SQLite's own copy: opening a live database's file in another way would drop its locks. */
function copyDatabase(from: string, to: string): void {
  const database = new DatabaseSync(from, { readOnly: true, timeout: PATIENCE_MS });
  try {
    database.prepare('VACUUM INTO ?').run(to);
  } catch (cause) {
    throw new DirectoryError(isDiskFull(cause) ? 'disk-full' : 'backup-copy-failed', { file: basename(from) }, cause);
  } finally {
    database.close();
  }
  chmodSync(to, 0o600);
}
