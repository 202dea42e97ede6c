import { lineText } from '@mingbai/messages';

/** What stands for a value in the terms of help pages. The parser knows its options by what goes before it. */
const NAMES = [
  'address',
  'backup',
  'bundle',
  'code',
  'command',
  'day',
  'dir',
  'figure',
  'file',
  'format',
  'fund',
  'id',
  'kind',
  'login',
  'n',
  'name',
  'options',
  'order',
  'org',
  'period',
  'register',
  'text',
  'time',
  'url',
  'uuid',
  'who',
] as const;
const WORDS: ReadonlyMap<string, string> = new Map(NAMES.map((name) => [name, lineText(`placeholder.${name}`)]));

/** A term such as `--out <file>` with what stands for its value in Chinese. */
export const inWords = (term: string): string =>
  term.replaceAll(/(?<=[<[])[a-z]+(?=[>\]])/g, (name) => WORDS.get(name) ?? name);
