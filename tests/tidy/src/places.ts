import { homedir } from 'node:os';
import { linesMatching, type Check } from './check.ts';
import { ROOT } from './files.ts';

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A path is meant where one begins, not in the middle of another. */
const STARTS = String.raw`(?<![\w.@/-])`;

/** Paths that only mean something on the machine of whoever wrote them. */
const FOLDERS = String.raw`(/(work|root|home|Users|tmp|mnt|workspace)/[\w.-]+|[A-Z]:\\+(Users|Documents))`;

/** Hosts that packages are fetched from: the lockfile is right for all of them, so none is named. */
const HOSTS = String.raw`https?://[^\s/"']*(registry|artifact|verdaccio|nexus|npmmirror|jfrog|proxy|mirror)[^\s/"']*`;

/** What gives this very machine away: its home, where the repository is, and the registry it asks. */
function here(): readonly string[] {
  const registry = process.env['npm_config_registry'] ?? '';
  const host = URL.canParse(registry) ? new URL(registry).host : '';
  return [homedir(), ROOT, host].filter((word) => word.split(/[/\\.]/).filter(Boolean).length >= 2);
}

const PATTERN = new RegExp(`${STARTS}(${[FOLDERS, HOSTS, ...here().map(escaped)].join('|')})`);

const at = (...parts: readonly string[]): string => ['', ...parts].join('/');

export const noMachine: Check = {
  name: 'no file names a path of one machine or the host of a package registry',
  find: (path, text) => (path === 'LICENSE' ? [] : linesMatching(text, PATTERN, 'means something on one machine only')),
  catches: [
    ['docs/how-to/start.md', `cd ${at('work', 'main')}\n`],
    ['apps/cli/src/main.ts', `const log = '${at('home', 'li', 'log.txt')}';\n`],
    ['docs/how-to/start.md', `C:${'\\'}Users${'\\'}li\n`],
    ['pnpm-lock.yaml', `tarball: https:${at('', 'registry.example.org', 'zod')}\n`],
    ['.ci/run', `npm config set registry http:${at('', 'npm-proxy.internal:4873')}\n`],
    ['docs/how-to/start.md', `see ${ROOT}${at('docs')}\n`],
  ],
  allows: [
    ['docs/how-to/start.md', 'https://pnpm.io/ and packages/work/main and src/home/page.tsx\n'],
    ['apps/web/src/routes.ts', "const route = '/work';\n"],
    ['docs/how-to/backup.md', 'mingbai backup --to /srv/mingbai\n'],
  ],
};
