import { Command, CommanderError } from 'commander';
import { addAudit } from './audit-commands.ts';
import { addCapabilities } from './capability-commands.ts';
import { addDirectoryCommands } from './directory-commands.ts';
import { EXIT } from './exit-codes.ts';
import { failureOf } from './failure.ts';
import { outputTo } from './output.ts';
import { globals, type Run } from './run.ts';
import { addQueries } from './query-commands.ts';
import { addDemo } from './demo-command.ts';
import { addLogin } from './login-command.ts';
import { addServe } from './serve-command.ts';
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
  const program = build(run);
  const json = argv.includes('--json');
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return EXIT.done;
    outputTo(json).fail({ exit: EXIT.usage, problem: usageText(error) });
    return EXIT.usage;
  }
  return exit;
}

function build(run: Run): Command {
  const program = new Command('mingbai')
    .description('明白账：教育工会的台账、总结与审计。每个数字都能打开背后的事件。')
    .version(VERSION, '--version', '显示版本')
    .option('--data <dir>', '数据目录（默认 $MINGBAI_DATA 或 ./data）')
    .option('--as <who>', '以谁的身份（工号或姓名）；不写则为操作员')
    .option('--json', '输出 JSON，供脚本使用')
    .helpOption('-h, --help', '显示帮助')
    .helpCommand('help [command]', '显示某个命令的帮助')
    .showHelpAfterError(false)
    .configureOutput({ writeErr: () => {} })
    .configureHelp({ styleTitle: (title) => TITLES[title] ?? title });
  addDirectoryCommands(program, run);
  addWorkbook(program, run);
  addQueries(program, run);
  addAudit(program, run);
  addServe(program, run);
  addDemo(program, run);
  addLogin(program, run);
  addCapabilities(program, run);
  inherit(program);
  return program;
}

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法：', 'Options:': '选项：', 'Commands:': '命令：', 'Arguments:': '参数：', 'Global Options:': '全局选项：',
};

/** Global options may stand before or after the command, and no command ends the process by itself. */
function inherit(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) {
    child.copyInheritedSettings(command).helpOption('-h, --help', '显示帮助');
    if (child.commands.length === 0) child.option('--data <dir>', '数据目录').option('--as <who>', '以谁的身份（工号或姓名）').option('--json', '输出 JSON');
    inherit(child);
  }
}
