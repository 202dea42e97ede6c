import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** emmett-sqlite asks for an emmett of its own number, which not every registry has: the override lets it take this. */
const EMMETT = '0.42.0';
export const VERSIONS = {
  '@event-driven-io/emmett': EMMETT,
  '@event-driven-io/emmett-sqlite': '0.42.4',
  '@event-driven-io/emmett-postgresql': '0.42.0',
  '@event-driven-io/dumbo': '0.12.7',
  pg: '8.23.1',
  sqlite3: '5.1.7',
};

const MANIFEST = {
  private: true,
  dependencies: VERSIONS,
  overrides: { '@event-driven-io/emmett': EMMETT },
  allowScripts: { sqlite3: true },
};

/** Why a peer is not there; nothing for one that is. */
export type Faults = { readonly sqlite?: string; readonly postgresql?: string };

/** Runs npm and answers the first line of its error; undefined when all went well. */
function npm(folder: string, ...words: readonly string[]): string | undefined {
  const { error, status, stderr } = spawnSync('npm', [...words, '--loglevel=error'], {
    cwd: folder,
    encoding: 'utf8',
    shell: process.platform === 'win32', // there npm is a script
    timeout: 600_000,
  });
  if (error) return error.message;
  const lines = stderr.split('\n');
  return status === 0 ? undefined : (lines.find((line) => /^npm (error|ERR!)/.test(line)) ?? 'npm failed');
}

/**
 * Installs the peers to a folder of their own. Of all their install scripts only one is run, that of `sqlite3`, the one
 * driver that emmett-sqlite knows: it fetches a binary or, where it cannot, compiles for a minute.
 */
export function installPeers(folder: string): Faults {
  writeFileSync(join(folder, 'package.json'), JSON.stringify(MANIFEST));
  const quiet = ['--no-audit', '--no-fund', '--no-package-lock', '--fetch-retries=1', '--fetch-retry-mintimeout=1000'];
  const all = npm(folder, 'install', '--ignore-scripts', ...quiet);
  if (all !== undefined) return { sqlite: all, postgresql: all };
  const driver = npm(folder, 'rebuild', 'sqlite3');
  return driver === undefined ? {} : { sqlite: driver };
}
