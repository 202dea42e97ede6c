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
    .option('--org <org>', '单位（名称或代码），含下级')
    .option('--period <period>', '期间：2025、2025H1、2025Q3、2025-03、SY2025、2025T1、2025-01-15..2025-03-20')
    .option('--as-of <day>', '截至哪一天已经发生（默认今天）')
    .option('--known-at <time>', '截至何时已经登记（一天表示当天结束）');

/** Only what the question knows, without the command's own options. */
export const viewOf = ({ org, period, asOf, knownAt }: ViewOptions): ViewOptions => ({
  ...(org === undefined ? {} : { org }), ...(period === undefined ? {} : { period }),
  ...(asOf === undefined ? {} : { asOf }), ...(knownAt === undefined ? {} : { knownAt }),
});
