import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Copies the repository, as it stands and not only as it was committed, to a folder whose files may be mutated. The
 * links between packages are copied as links, so that they lead from copy to copy; what is not ours is only linked to.
 */
export function copyRepository(root: string, to: string): void {
  const { stdout } = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  const files = stdout.split('\0').filter((file) => file !== '' && existsSync(join(root, file)));
  for (const file of files) cpSync(join(root, file), join(to, file));
  for (const folder of files.filter((file) => file.endsWith('/package.json')).map(dirname)) {
    const links = join(folder, 'node_modules');
    if (existsSync(join(root, links)))
      cpSync(join(root, links), join(to, links), { recursive: true, verbatimSymlinks: true });
  }
  symlinkSync(join(root, 'node_modules'), join(to, 'node_modules'));
}
