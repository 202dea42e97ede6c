import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const SavedSession = z.strictObject({ url: z.url(), cookie: z.string().min(1), login: z.string() });
export type SavedSession = z.infer<typeof SavedSession>;

const fileOf = (data: string): string => join(data, 'session.json');

/** Keeps who is signed in at the running service, readable by the owner of the directory only. */
export function saveSession(data: string, session: SavedSession): void {
  writeFileSync(fileOf(data), `${JSON.stringify(session)}\n`, { mode: 0o600 });
}

/** The saved session, or undefined when there is none or it cannot be read: then one signs in again. */
export function savedSession(data: string): SavedSession | undefined {
  if (!existsSync(fileOf(data))) return undefined;
  try {
    return SavedSession.parse(JSON.parse(readFileSync(fileOf(data), 'utf8')));
  } catch {
    return undefined; // a spoiled file is as good as none
  }
}
