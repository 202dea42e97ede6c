import type { CommanderError } from 'commander';
import { problemText } from '@mingbai/messages';
import type { Failure } from './failure.ts';

const quoted = (message: string): string => /'([^']+)'/.exec(message)?.[1] ?? '';

const WORDS: Readonly<Record<string, (message: string) => string>> = {
  'commander.unknownCommand': (m) => `没有“${quoted(m)}”这个命令；用 mingbai --help 查看全部命令`,
  'commander.unknownOption': (m) => `没有“${quoted(m)}”这个选项；在命令后加 --help 查看可用选项`,
  'commander.missingArgument': (m) => `缺少参数“${quoted(m)}”；在命令后加 --help 查看用法`,
  'commander.missingMandatoryOptionValue': (m) => `缺少必填选项“${quoted(m)}”；在命令后加 --help 查看用法`,
  'commander.optionMissingArgument': (m) => `选项“${quoted(m)}”后面缺少内容`,
  'commander.excessArguments': () => '参数太多；含空格的内容请用引号括起来',
  'commander.invalidArgument': (m) => `“${quoted(m)}”的内容不对；在命令后加 --help 查看用法`,
  'commander.help': () => '请写明要做什么；用 mingbai --help 查看全部命令',
};

/** The command parser's complaint in Chinese. */
export function usageText({ code, message }: CommanderError): Failure['problem'] {
  const detail = WORDS[code]?.(message) ?? problemText('usage', { text: quoted(message) });
  return { type: `urn:mingbai:problem:usage`, title: detail, status: 400, detail, code: 'usage' };
}
