import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A user of the operating system. */
export type Account = { readonly uid: number; readonly gid: number };

/** Where the server's programs are; undefined when they are not on this machine. */
export function findBinaries(): string | undefined {
  const given = process.env['MINGBAI_POSTGRES_BIN'];
  const candidates = given === undefined ? [...debianFolders(), ...configured()] : [given];
  return candidates.find((folder) => ['initdb', 'postgres'].every((program) => existsSync(join(folder, program))));
}

/** Where Debian keeps them, the newest version first. */
function debianFolders(): readonly string[] {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return [];
  const versions = readdirSync(root).toSorted((a, b) => Number(b) - Number(a));
  return versions.map((version) => join(root, version, 'bin'));
}

function configured(): readonly string[] {
  try {
    return [execFileSync('pg_config', ['--bindir'], { encoding: 'utf8', stdio: 'pipe' }).trim()];
  } catch {
    return [];
  }
}

/** Whom the server runs as: root, whom PostgreSQL refuses, hands it to a user who may do nothing else. */
export function serverAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = accounts.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('root has neither "postgres" nor "nobody" to run the server as');
}
