import { existsSync, readFileSync, writeFileSync } from 'node:fs';
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

export function writeSettings(directory: string, settings: Settings): void {
  writeFileSync(fileOf(directory), `${JSON.stringify(settings)}\n`, { mode: 0o600 });
}

/**
 * The settings; a store without the file has the defaults. Throws `settings-damaged` when the file is not what it must
 * be.
 */
export function readSettings(directory: string): Settings {
  if (!existsSync(fileOf(directory))) return { requireSignIn: false };
  try {
    return Settings.parse(JSON.parse(readFileSync(fileOf(directory), 'utf8')));
  } catch (cause) {
    throw new DirectoryError('settings-damaged', { path: directory }, cause);
  }
}
