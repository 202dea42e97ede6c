import type { Command } from 'commander';
import type { Output } from './output.ts';

export type Globals = { readonly data: string; readonly json: boolean; readonly as?: string | undefined };
/** Runs a command's body; every failure ends in one message and an exit code. */
export type Run = (command: Command, body: (output: Output) => Promise<number>) => Promise<void>;

export const globals = (command: Command): Globals => {
  const { data, json, as } = command.optsWithGlobals<{ data?: string; json?: boolean; as?: string }>();
  return { data: data ?? process.env['MINGBAI_DATA'] ?? 'data', json: json === true, as };
};
