import { lineText } from '@mingbai/messages';
import { oneTimePassword, type StoreDirectory } from '@mingbai/store-directory';
import type { Command } from 'commander';
import { EXIT } from './exit-codes.ts';
import { Usage } from './failure.ts';
import { globals, type Run } from './run.ts';
import { withStore } from './session.ts';

/** `account reset`: for whoever can open the directory, when nobody is left who could do it at the running service. */
export function addAccount(program: Command, run: Run): void {
  const account = program.command('account').description(lineText('account.description'));
  const reset = account.command('reset <login>').description(lineText('account.reset.description'));
  reset
    .option('--person <who>', lineText('account.reset.person'))
    .action((login: string, { person }: { person?: string }) =>
      run(reset, async (output) => {
        const made = await withStore(globals(reset), (directory) => resetAccount(directory, login, person));
        output.data(made, () => lineText('account.reset.done', made));
        return 0;
      }),
    );
}

type Made = { readonly login: string; readonly password: string };

/** A one-time password for an account; with a person, for an account that may not be there yet. */
async function resetAccount({ accounts, mingbai }: StoreDirectory, login: string, person?: string): Promise<Made> {
  const password = oneTimePassword();
  if (person !== undefined) {
    const id = mingbai.references().person(person);
    if (await accounts.setPassword(login, id, { password, mustChange: true })) return { login, password };
    throw new Usage('login-taken', { login }, EXIT.refused);
  }
  const account = await accounts.resetPassword(login, password);
  if (account) return { login: account.login, password };
  const list = accounts.logins().join('\n');
  throw new Usage(list === '' ? 'no-accounts' : 'account-not-found', { text: login, list }, EXIT.notFound);
}
