import { lineText } from '@mingbai/messages';
import type { Command } from 'commander';

export type ViewOptions = {
  readonly org?: string | undefined;
  readonly period?: string | undefined;
  readonly asOf?: string | undefined;
  readonly knownAt?: string | undefined;
};

/** The options that every question takes but one about a fund, which is replayed from its first fen: where and when. */
export const addView = (command: Command): Command =>
  addClocks(command).option('--period <period>', lineText('view.period'));

/** Where, and what had happened and was known. */
export const addClocks = (command: Command): Command =>
  command
    .option('--org <org>', lineText('view.org'))
    .option('--as-of <day>', lineText('view.as-of'))
    .option('--known-at <time>', lineText('view.known-at'));

/** Only what the question knows, without the command's own options. */
export const viewOf = ({ org, period, asOf, knownAt }: ViewOptions): ViewOptions => ({
  ...(org === undefined ? {} : { org }),
  ...(period === undefined ? {} : { period }),
  ...(asOf === undefined ? {} : { asOf }),
  ...(knownAt === undefined ? {} : { knownAt }),
});
