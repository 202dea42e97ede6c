import Table from 'cli-table3';
import { lineText } from '@mingbai/messages';
import type { Failure } from './failure.ts';

/** Where a command writes: data on stdout, words on stderr. */
export type Output = {
  readonly json: boolean;
  readonly data: (value: unknown, words: () => string) => void;
  readonly say: (words: string) => void;
  readonly fail: (failure: Failure) => void;
};

export function outputTo(json: boolean): Output {
  const line = (stream: NodeJS.WriteStream, words: string): void =>
    void stream.write(words.endsWith('\n') ? words : `${words}\n`);
  return {
    json,
    data: (value, words) => line(process.stdout, json ? JSON.stringify(value, null, 2) : words()),
    say: (words) => line(process.stderr, words),
    fail: ({ problem }) => line(process.stderr, json ? JSON.stringify(problem) : problem.detail),
  };
}

/** Heads of a table's columns. */
export const columns = (...names: readonly string[]): readonly string[] =>
  names.map((name) => lineText(`table.${name}`));

/** A table whose columns align although Chinese characters are two columns wide. */
export function tableText(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const table = new Table({ head: [...head], style: { head: [], border: [], compact: true } });
  table.push(...rows.map((row) => row.map((cell) => (cell.length > 60 ? `${cell.slice(0, 58)}…` : cell))));
  return table.toString();
}
