import { canonicalText } from '@mingbai/kernel';
import type { Command } from './command.ts';

/** 128 bits: enough to know a content again, and whoever could forge one would have to hold the key. */
const HEX_DIGITS = 32;

type Content = Pick<Command, 'capability' | 'input' | 'actor' | 'imported'>;

/**
 * The keyed hash by which a command's content is known again. The content itself is not kept. A command is its
 * author's: from somebody else it is another one. A row of a workbook is the same whoever brings it.
 */
export const requestHashOf = (
  keyedHash: (text: string) => string,
  { capability, input, actor, imported = false }: Content,
): string =>
  keyedHash(canonicalText(imported ? [capability, input] : [capability, input, actor.id])).slice(0, HEX_DIGITS);
