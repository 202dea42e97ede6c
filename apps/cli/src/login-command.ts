import { createInterface, type Interface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { httpGateway, type Gateway } from '@mingbai/client';
import { lineText } from '@mingbai/messages';
import type { Command } from 'commander';
import { Usage } from './failure.ts';
import { globals, type Run } from './run.ts';
import { saveSession } from './saved-session.ts';

type Options = { readonly url: string; readonly user: string; readonly newPassword?: boolean };

/** `login`: signs in at the running service, so that further commands go to it. */
export function addLogin(program: Command, run: Run): void {
  const login = program.command('login').description(lineText('login.description'));
  login
    .option('--url <url>', lineText('login.url'), 'http://127.0.0.1:3000')
    .requiredOption('--user <login>', lineText('login.user'))
    .option('--new-password', lineText('login.new-password'))
    .action(({ url, user, newPassword = false }: Options) =>
      run(login, async (output) => {
        const typed = new TypedPasswords();
        const signedIn = await signIn({ url, user, newPassword }, typed).finally(() => typed.close());
        saveSession(globals(login).data, { url, cookie: signedIn.cookie ?? '', login: signedIn.login });
        const { mustChange } = signedIn;
        output.data({ url, login: signedIn.login, mustChange }, () =>
          lineText(mustChange ? 'login.must-change' : 'login.done', { url, user: signedIn.login }),
        );
        return 0;
      }),
    );
}

/** Signs in, and where it is asked for changes the password, which ends the session: then it signs in again. */
async function signIn({ url, user, newPassword }: Options, typed: TypedPasswords): ReturnType<Gateway['signIn']> {
  const at = (cookie?: string): Gateway => httpGateway(url, (address, init) => fetch(address, init), { cookie });
  const present = await typed.ask('login.password');
  const signedIn = await at().signIn(user, present);
  if (!newPassword) return signedIn;
  const next = await typed.ask('login.next');
  if (typed.shown && next !== (await typed.ask('login.again'))) throw new Usage('passwords-differ');
  await at(signedIn.cookie).changePassword({ present, next });
  return at().signIn(user, next);
}

/** Passwords from standard input, a line each: typed without being shown, or handed in by a script. */
class TypedPasswords {
  /** Somebody sits there and is asked. */
  readonly shown: boolean = process.stdin.isTTY;
  readonly #lines: Interface;
  readonly #typed: AsyncIterator<string>;

  constructor() {
    const hidden = new Writable({ write: (_chunk, _encoding, done) => done() });
    this.#lines = createInterface({ input: process.stdin, output: hidden, terminal: this.shown });
    this.#typed = this.#lines[Symbol.asyncIterator]();
  }

  async ask(prompt: string): Promise<string> {
    if (this.shown) process.stderr.write(lineText(prompt));
    const { value, done } = await this.#typed.next();
    if (this.shown) process.stderr.write('\n');
    return done ? '' : value.trim();
  }

  close(): void {
    this.#lines.close();
  }
}
