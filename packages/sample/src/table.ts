import type { Cells } from './fact.ts';

/** Rows by column key from lines in the order of the keys; blank cells are left out. */
export const table = (keys: readonly string[], lines: readonly (readonly string[])[]): readonly Cells[] =>
  lines.map((line) =>
    Object.fromEntries(keys.flatMap((key, index) => (line[index] ? [[key, line[index]] as const] : []))),
  );
