import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a directory and those above it, one after another: Node's own way never ends where a directory that is there,
 * such as /proc, takes none. Throws when it cannot be made.
 */
export function makePlace(path: string): void {
  if (existsSync(path)) return;
  if (dirname(path) !== path) makePlace(dirname(path));
  mkdirSync(path, { mode: 0o700 });
}
