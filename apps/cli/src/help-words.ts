import { lineText } from '@mingbai/messages';
import { Help, type Command, type HelpConfiguration, type Option } from 'commander';
import { inWords } from './placeholders.ts';
import { widthOf } from './text-width.ts';

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': lineText('help.usage'),
  'Options:': lineText('help.options'),
  'Commands:': lineText('help.commands'),
  'Arguments:': lineText('help.arguments'),
  'Global Options:': lineText('help.global-options'),
};

const parsers = new Help();

/** What an option does and what it is without being given; the parser would say `default` and quote like JSON. */
function described({ description, defaultValue, required, optional }: Option): string {
  const takesText = required || optional;
  if (!takesText || defaultValue === undefined) return description;
  return `${description}${lineText('help.default', { value: String(defaultValue) })}`;
}

/** Help pages in Chinese: what the command parser itself would say in English, and columns that align. */
export const HELP: HelpConfiguration = {
  styleTitle: (title) => TITLES[title] ?? title,
  commandUsage: (command: Command) => inWords(parsers.commandUsage(command)),
  subcommandTerm: (command: Command) => inWords(parsers.subcommandTerm(command)),
  argumentTerm: (argument) => inWords(`<${argument.name()}>`),
  optionTerm: (option: Option) => inWords(parsers.optionTerm(option)),
  optionDescription: described,
  displayWidth: widthOf,
};
