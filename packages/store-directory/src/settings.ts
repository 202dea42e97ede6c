import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DirectoryError } from './directory-error.ts';

export const Settings = z.strictObject({
  requireSignIn: z.boolean(),
  /** The store holds the invented sample district: the demonstration may open it and set its passwords. */
  sample: z.boolean().optional(),
  /** Address of the log where it is not in this directory: `postgres://…`, `kurrentdb://…`. It may hold a password. */
  store: z.string().min(1).max(2000).optional(),
});
/** What the district has set for this store; no part of the record. */
export type Settings = z.infer<typeof Settings>;

const fileOf = (directory: string): string => join(directory, 'settings.json');

/** Writes them whole or not at all: they say which log is the right one. */
export function writeSettings(directory: string, settings: Settings): void {
  const draft = `${fileOf(directory)}.new`;
  writeFileSync(draft, `${JSON.stringify(settings)}\n`, { mode: 0o600, flush: true });
  renameSync(draft, fileOf(directory));
}

/**
 * The settings. Every store has them from its making, and without them nobody knows whether its log was moved
 * elsewhere: the one that was left behind is never taken for it. Throws `settings-missing` and `settings-damaged`.
 */
export function readSettings(directory: string): Settings {
  if (!existsSync(fileOf(directory))) throw new DirectoryError('settings-missing', { path: directory });
  try {
    return Settings.parse(JSON.parse(readFileSync(fileOf(directory), 'utf8')));
  } catch (cause) {
    throw new DirectoryError('settings-damaged', { path: directory }, cause);
  }
}
