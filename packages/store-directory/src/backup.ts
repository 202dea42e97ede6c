import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { copyStore, verifyStore, type EventStore } from '@mingbai/application';
import { createSqliteStore, openSqliteStore } from '@mingbai/event-store-sqlite';
import { noteSigner } from '@mingbai/proof';
import { randomFromSystem, SqliteVault } from '@mingbai/vault';
import { z } from 'zod';
import { isStoreDirectory, type StoreDirectory } from './directory.ts';
import { EMBEDDED, isEmbedded } from './engines.ts';
import { DirectoryError } from './directory-error.ts';
import { withThreads } from './examining-threads.ts';
import { KeyFile, readKeys, restoreKeys } from './keys.ts';

/**
 * Files of a backup besides the attachments, the log first: keys are made durable before the events that need them.
 * Read models are not among them: they are made again.
 */
const DATABASES = ['events.sqlite', 'vault.sqlite', 'accounts.sqlite'] as const;
const Manifest = z.strictObject({ format: z.int(), origin: z.string(), checkpoint: z.string() });

export type Backup = { readonly out: string; readonly events: number };

/**
 * Copies the log, the vault and the attachments as they are now into a new folder, with a signed checkpoint; whoever
 * writes meanwhile is not stopped. The keys are never in it: `keysOut` writes them to a file of its own, to be kept
 * elsewhere.
 */
export async function backupDirectory(
  { path, store, settings, checkpoint }: StoreDirectory,
  { out, keysOut }: { out: string; keysOut?: string | undefined },
): Promise<Backup> {
  if (keysOut !== undefined) requireApart(out, keysOut);
  makeEmptyFolder(out);
  const note = await checkpoint();
  if (!isEmbedded(settings.store ?? EMBEDDED)) await copyLog(store, join(out, 'events.sqlite'));
  for (const name of DATABASES)
    if (existsSync(join(path, name)) && !existsSync(join(out, name))) copyDatabase(join(path, name), join(out, name));
  if (existsSync(join(path, 'blobs'))) cpSync(join(path, 'blobs'), join(out, 'blobs'), { recursive: true });
  const { format, origin } = store.header;
  writeFileSync(join(out, 'backup.json'), `${JSON.stringify({ format, origin, checkpoint: note })}\n`);
  if (keysOut !== undefined)
    writeFileSync(keysOut, `${JSON.stringify(KeyFile.encode(readKeys(path)))}\n`, { mode: 0o600, flag: 'wx' });
  return { out, events: await eventsIn(join(out, 'events.sqlite')) };
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
    mkdirSync(out, { recursive: true, mode: 0o700 });
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

/** SQLite's own copy: opening a live database's file in another way would drop its locks. */
function copyDatabase(from: string, to: string): void {
  const database = new DatabaseSync(from, { readOnly: true });
  try {
    database.prepare('VACUUM INTO ?').run(to);
  } finally {
    database.close();
  }
  chmodSync(to, 0o600);
}

export type Restored = {
  readonly path: string;
  readonly events: number;
  readonly fences: number;
  readonly before?: string;
};

/**
 * Makes a store directory from a backup and its keys, and verifies it against the backup's checkpoint before it is
 * used.
 * A store that stands there is moved aside; persons erased in it stay erased in the restored one.
 */
export async function restoreDirectory(
  path: string,
  { backup, keys, now }: { backup: string; keys: string; now: number },
): Promise<Restored> {
  const { checkpoint, origin } = readManifest(backup);
  const made = `${path}.restoring-${now}`;
  mkdirSync(made, { recursive: true, mode: 0o700 });
  for (const name of DATABASES) if (existsSync(join(backup, name))) cpSync(join(backup, name), join(made, name));
  mkdirSync(join(made, 'blobs'), { recursive: true, mode: 0o700 });
  if (existsSync(join(backup, 'blobs'))) cpSync(join(backup, 'blobs'), join(made, 'blobs'), { recursive: true });
  restoreKeys(made, readJsonFile(keys));
  const events = await verifyRestored(made, { checkpoint, origin });
  const standing = isStoreDirectory(path);
  const fences = standing ? carryFences(path, made) : 0;
  const before = `${path}.before-restore-${now}`;
  if (existsSync(path)) renameSync(path, before);
  renameSync(made, path);
  return { path, events, fences, ...(standing ? { before } : {}) };
}

function readJsonFile(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new DirectoryError('keys-missing', { file }, cause);
  }
}

function readManifest(backup: string): z.infer<typeof Manifest> {
  try {
    return Manifest.parse(JSON.parse(readFileSync(join(backup, 'backup.json'), 'utf8')));
  } catch (cause) {
    throw new DirectoryError('not-a-backup', { path: backup }, cause);
  }
}

async function verifyRestored(
  made: string,
  { checkpoint, origin }: { checkpoint: string; origin: string },
): Promise<number> {
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
function carryFences(present: string, made: string): number {
  const database = new DatabaseSync(join(present, 'vault.sqlite'), { readOnly: true });
  const rows = database.prepare("SELECT person, class FROM person_keys WHERE state = 'erased'").all();
  database.close();
  const vault = new SqliteVault(join(made, 'vault.sqlite'), {
    masterKey: readKeys(made).master,
    random: randomFromSystem,
  });
  // The classes are the vault's own.
  for (const { person, class: retention } of rows) vault.destroy(String(person), String(retention) as 'identity');
  vault.close();
  return rows.length;
}
