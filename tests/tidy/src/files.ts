import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { File, Repository } from './check.ts';

export const ROOT = join(import.meta.dirname, '..', '..', '..');

const LEFT_OUT = /(^data|(^|\/)(node_modules|dist|coverage|\.git|\.turbo|\.mingbai))$/;

const slashed = (path: string): string => path.split(sep).join('/');

/** For a tree without git, such as an unpacked archive: everything but what .gitignore leaves out. */
const walk = (): readonly string[] =>
  globSync(['**/*', '**/.*', '.*/**'], { cwd: ROOT, exclude: (path) => LEFT_OUT.test(slashed(path)) }).map(slashed);

function listed(): readonly string[] {
  try {
    const out = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 2 ** 26,
    });
    return out.split('\0').filter(Boolean);
  } catch {
    return walk();
  }
}

const isText = (bytes: Buffer): boolean => !bytes.subarray(0, 8000).includes(0);

/** Every text file that is tracked, or would be by `git add .`; a tracked file deleted since is left out. */
export function readRepository(): { readonly files: readonly File[]; readonly repository: Repository } {
  const files: File[] = [];
  for (const path of listed()) {
    const file = join(ROOT, path);
    if (!existsSync(file) || !statSync(file).isFile()) continue;
    const bytes = readFileSync(file);
    files.push([path, isText(bytes) ? bytes.toString('utf8') : '']);
  }
  const texts = new Map(files);
  return { files, repository: { exists: (path) => existsSync(join(ROOT, path)), read: (path) => texts.get(path) } };
}
