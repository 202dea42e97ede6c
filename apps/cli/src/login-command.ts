import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { httpGateway } from '@mingbai/client';
import { lineText } from '@mingbai/messages';
import type { Command } from 'commander';
import { globals, type Run } from './run.ts';
import { saveSession } from './saved-session.ts';

/** `login`: signs in at the running service, so that further commands go to it. */
export function addLogin(program: Command, run: Run): void {
  const login = program.command('login').description(lineText('login.description'));
  login
    .option('--url <url>', lineText('login.url'), 'http://127.0.0.1:3000')
    .requiredOption('--user <login>', lineText('login.user'))
    .action(({ url, user }: { url: string; user: string }) =>
      run(login, async (output) => {
        const gateway = httpGateway(url, (address, init) => fetch(address, init));
        const signedIn = await gateway.signIn(user, await askPassword());
        saveSession(globals(login).data, { url, cookie: signedIn.cookie ?? '', login: user });
        output.data({ url, login: user }, () => lineText('login.done', { url, user }));
        return 0;
      }),
    );
}

/** Reads the password from standard input: typed without being shown, or handed in by a script. */
async function askPassword(): Promise<string> {
  const { stdin, stderr } = process;
  if (stdin.isTTY) stderr.write(lineText('login.password'));
  const hidden = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: hidden, terminal: stdin.isTTY });
  for await (const line of lines) {
    lines.close();
    if (stdin.isTTY) stderr.write('\n');
    return line.trim();
  }
  return '';
}
