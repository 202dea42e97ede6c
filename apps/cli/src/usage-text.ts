import type { CommanderError } from 'commander';
import { lineText, problemText } from '@mingbai/messages';
import type { Failure } from './failure.ts';
import { inWords } from './placeholders.ts';

const quoted = (message: string): string => inWords(/'([^']+)'/.exec(message)?.[1] ?? '');

/** The parser's codes that have words of their own. */
const WORDS: Readonly<Record<string, string>> = {
  'commander.unknownCommand': 'usage.unknown-command',
  'commander.unknownOption': 'usage.unknown-option',
  'commander.missingArgument': 'usage.missing-argument',
  'commander.missingMandatoryOptionValue': 'usage.missing-mandatory-option-value',
  'commander.optionMissingArgument': 'usage.option-missing-argument',
  'commander.excessArguments': 'usage.excess-arguments',
  'commander.invalidArgument': 'usage.invalid-argument',
  'commander.help': 'usage.help',
};

/** The command parser's complaint in Chinese. */
export function usageText({ code, message }: CommanderError): Failure['problem'] {
  const key = WORDS[code];
  const name = quoted(message);
  const detail = key ? lineText(key, { name }) : problemText('usage', { text: name });
  return { type: `urn:mingbai:problem:usage`, title: detail, status: 400, detail, code: 'usage' };
}
