import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { open } from './district.ts';

const CLI = fileURLToPath(new URL('../../../apps/cli/src/main.mjs', import.meta.url));
const PASSWORD = 'a long enough password';

export type Service = { readonly url: URL; readonly cookie: string; readonly stop: () => Promise<void> };

/** The real service over a filled district, in a process of its own, with the first officer signed in. */
export async function serve(folder: string): Promise<Service> {
  const directory = await open(folder);
  const { mingbai, accounts } = directory;
  await accounts.setPassword('admin', mingbai.references().person('admin'), { password: PASSWORD, mustChange: false });
  const signedIn = await accounts.signIn('admin', PASSWORD);
  await directory.close();
  if (!signedIn.ok) throw new Error('the officer cannot sign in');
  const words = ['--data', join(folder, 'store'), '--json', 'serve', '--port', '0'];
  const child = spawn(process.execPath, [CLI, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = (await once(child.stdout, 'data')) as [Buffer]; // what a stream gives
  const { url } = JSON.parse(String(said)) as { url: string }; // what serve prints
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  return { url: new URL(url), cookie: `mingbai_session=${signedIn.token}`, stop };
}
