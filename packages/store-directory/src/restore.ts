import { cpSync, existsSync, readFileSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { verifyStore } from '@mingbai/application';
import { openSqliteStore } from '@mingbai/event-store-sqlite';
import { noteSigner } from '@mingbai/proof';
import { randomFromSystem, SqliteVault } from '@mingbai/vault';
import { DATABASES, readManifest, requireWhole, type Manifest } from './backup-manifest.ts';
import { isStoreDirectory, requireReadable } from './directory.ts';
import { DirectoryError } from './directory-error.ts';
import { EMBEDDED, isEmbedded } from './engines.ts';
import { withThreads } from './examining-threads.ts';
import { fingerprintOf, readKeys, restoreKeys } from './keys.ts';
import { makePlace } from './make-place.ts';
import { lockWhole } from './node-locks.ts';
import { readSettings, writeSettings } from './settings.ts';

export type Restored = {
  readonly path: string;
  readonly events: number;
  /** Erased persons who stay erased; null where the vault that stood there could not be asked. */
  readonly fences: number | null;
  readonly before?: string;
  /** Whether the log that stood there was on a server: the restored one is a file in the directory. */
  readonly wasOnServer: boolean;
};

type Restore = { readonly backup: string; readonly keys: string; readonly now: number };

/**
 * Makes a store directory from a backup and its keys. It is used only if every file is as it was backed up, the keys
 * are the ones that belong to it, and the log verifies against the backup's checkpoint. A store that stands there is
 * moved aside; persons erased in it stay erased in the restored one. Throws `store-locked` while somebody uses that.
 */
export async function restoreDirectory(given: string, { backup, keys, now }: Restore): Promise<Restored> {
  const path = existsSync(given) ? realpathSync(given) : resolve(given); // the folder, not a link to it
  const manifest = readManifest(backup);
  await requireWhole(backup, manifest);
  requireReadable(path);
  const standing = isStoreDirectory(path);
  const release = standing ? lockWhole(path) : () => {};
  const made = `${path}.restoring-${now}`;
  try {
    makeFolder(made, path);
    const events = await fill(made, { manifest, backup, keys });
    const fences = standing ? carryFences(path, made) : 0;
    const before = `${path}.before-restore-${now}`;
    const wasOnServer = standing && isOnServer(path);
    release(); // no file of a folder may be open where that is renamed
    rename(path, { made, before });
    return { path, events, fences, wasOnServer, ...(standing ? { before } : {}) };
  } catch (error) {
    release();
    rmSync(made, { recursive: true, force: true });
    throw error;
  }
}

/** Where its settings are gone nobody knows, and a restore is what mends the store. */
function isOnServer(path: string): boolean {
  try {
    return !isEmbedded(readSettings(path).store ?? EMBEDDED);
  } catch {
    return false;
  }
}

function rename(path: string, { made, before }: { made: string; before: string }): void {
  try {
    if (existsSync(path)) renameSync(path, before);
    renameSync(made, path);
  } catch (cause) {
    if (existsSync(before) && !existsSync(path)) renameSync(before, path);
    throw new DirectoryError('place-not-movable', { path }, cause);
  }
}

function makeFolder(made: string, path: string): void {
  try {
    makePlace(join(made, 'blobs'));
  } catch (cause) {
    throw new DirectoryError('place-unwritable', { path }, cause);
  }
}

type Source = Omit<Restore, 'now'> & { readonly manifest: Manifest };

/** Puts everything into the new directory and proves it there: a copy may go wrong too. Gives the number of events. */
async function fill(made: string, { manifest, backup, keys }: Source): Promise<number> {
  for (const { name } of manifest.files) cpSync(join(backup, name), join(made, name));
  await requireWhole(made, manifest);
  restoreKeys(made, readJsonFile(keys), keys);
  if (fingerprintOf(readKeys(made)) !== manifest.keys)
    throw new DirectoryError('keys-of-another-backup', { file: keys });
  writeSettings(made, manifest.settings);
  for (const file of DATABASES) if (existsSync(join(made, file))) requireSound(join(made, file), file);
  vaultOf(made).close(); // says so when the master key does not open it
  return verifiedEvents(made, manifest);
}

function readJsonFile(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new DirectoryError('key-file-unreadable', { file }, cause);
  }
}

/** A file may have been damaged before it was backed up. */
function requireSound(path: string, file: string): void {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    const rows = database.prepare('PRAGMA integrity_check').all();
    if (rows[0]?.['integrity_check'] !== 'ok') throw new DirectoryError('backup-file-damaged', { file });
  } catch (cause) {
    throw cause instanceof DirectoryError ? cause : new DirectoryError('backup-file-damaged', { file }, cause);
  } finally {
    database.close();
  }
}

const vaultOf = (made: string): SqliteVault =>
  new SqliteVault(join(made, 'vault.sqlite'), { masterKey: readKeys(made).master, random: randomFromSystem });

async function verifiedEvents(made: string, { checkpoint, origin }: Manifest): Promise<number> {
  const store = await openSqliteStore(join(made, 'events.sqlite'), { readOnly: true });
  try {
    const signer = noteSigner(origin, readKeys(made).signing);
    const verified = await withThreads((examine) => verifyStore(store, signer, { extra: [checkpoint], examine }));
    if (!verified.ok) throw new DirectoryError('backup-damaged', { path: made, count: verified.problems.length });
    return verified.size;
  } finally {
    await store.close();
  }
}

/** Persons whose keys were destroyed in the present store are destroyed in the restored one too. */
function carryFences(present: string, made: string): number | null {
  const fences = fencesIn(join(present, 'vault.sqlite'));
  if (fences === null) return null;
  const vault = vaultOf(made);
  // The classes are the vault's own.
  for (const { person, class: retention } of fences) vault.destroy(String(person), String(retention) as 'identity');
  vault.close();
  return fences.length;
}

/** None can be read where the vault is gone or damaged: then a restore is what mends it. */
function fencesIn(file: string) {
  try {
    const database = new DatabaseSync(file, { readOnly: true });
    try {
      return database.prepare("SELECT person, class FROM person_keys WHERE state = 'erased'").all();
    } finally {
      database.close();
    }
  } catch {
    return null;
  }
}
