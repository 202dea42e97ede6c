import { lineText } from '@mingbai/messages';
import { Command, CommanderError } from 'commander';
import { addAccount } from './account-commands.ts';
import { addAudit } from './audit-commands.ts';
import { addCapabilities } from './capability-commands.ts';
import { addDirectoryCommands } from './directory-commands.ts';
import { EXIT } from './exit-codes.ts';
import { failureOf } from './failure.ts';
import { HELP } from './help-words.ts';
import { outputTo } from './output.ts';
import { globals, type Run } from './run.ts';
import { addQueries } from './query-commands.ts';
import { addDemo } from './demo-command.ts';
import { addLogin } from './login-command.ts';
import { addServe } from './serve-command.ts';
import { addVerifySummary } from './verify-summary-command.ts';
import { addWorkbook } from './workbook-commands.ts';
import { usageText } from './usage-text.ts';

const VERSION = '0.1.0';

/** Runs `mingbai` with arguments and gives its exit code. */
export async function runCli(argv: readonly string[]): Promise<number> {
  let exit: number = EXIT.done;
  const run: Run = async (command, body) => {
    const { json, data } = globals(command);
    const output = outputTo(json);
    try {
      exit = await body(output);
    } catch (error) {
      const failure = failureOf(error, data);
      output.fail(failure);
      exit = failure.exit;
    }
  };
  const program = build(run, argv);
  const json = argv.includes('--json');
  try {
    await program.parseAsync(argv.map(asOption), { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return EXIT.done;
    outputTo(json).fail({ exit: EXIT.usage, problem: usageText(error) });
    return EXIT.usage;
  }
  return exit;
}

/** A field may be written as JSON writes it: `--occurredOn` is `--occurred-on`. */
const asOption = (word: string): string =>
  /^--[a-z]+([A-Z][a-z]*)+(=|$)/.test(word)
    ? word.replace(/^[^=]+/, (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`))
    : word;

/** The whole command line; of the capabilities, those of the context that is asked for, or all. */
export function build(run: Run, argv: readonly string[]): Command {
  const program = new Command('mingbai')
    .description(lineText('program.description'))
    .version(VERSION, '--version', lineText('program.version'))
    .option('--data <dir>', lineText('program.data'))
    .option('--as <who>', lineText('program.as'))
    .option('--json', lineText('program.json'))
    .helpOption('-h, --help', lineText('program.help'))
    .helpCommand('help [command]', lineText('program.help-command'))
    .showHelpAfterError(false)
    .configureOutput({ writeErr: () => {} })
    .configureHelp(HELP);
  addDirectoryCommands(program, run);
  addWorkbook(program, run);
  addQueries(program, run);
  addAudit(program, run);
  addVerifySummary(program, run);
  addServe(program, run);
  addDemo(program, run);
  addLogin(program, run);
  addAccount(program, run);
  addCapabilities(program, run, argv);
  inherit(program);
  return program;
}

/** Global options may stand before or after the command, and no command ends the process by itself. */
function inherit(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) {
    child.copyInheritedSettings(command).helpOption('-h, --help', lineText('program.help'));
    if (child.commands.length === 0) {
      child
        .option('--data <dir>', lineText('option.data'))
        .option('--as <who>', lineText('option.as'))
        .option('--json', lineText('option.json'));
    }
    inherit(child);
  }
}
