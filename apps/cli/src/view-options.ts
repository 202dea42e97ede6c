import { lineText } from '@mingbai/messages';
import type { Command } from 'commander';

export type ViewOptions = {
  readonly org?: string | undefined;
  readonly period?: string | undefined;
  readonly asOf?: string | undefined;
  readonly knownAt?: string | undefined;
};

/** The options that every question takes: where, when, and what had happened and was known. */
export const addView = (command: Command): Command =>
  command
    .option('--org <org>', lineText('view.org'))
    .option('--period <period>', lineText('view.period'))
    .option('--as-of <day>', lineText('view.as-of'))
    .option('--known-at <time>', lineText('view.known-at'));

/** Only what the question knows, without the command's own options. */
export const viewOf = ({ org, period, asOf, knownAt }: ViewOptions): ViewOptions => ({
  ...(org === undefined ? {} : { org }),
  ...(period === undefined ? {} : { period }),
  ...(asOf === undefined ? {} : { asOf }),
  ...(knownAt === undefined ? {} : { knownAt }),
});
