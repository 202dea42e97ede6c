import type { CellError } from '@mingbai/client';
import Table from 'cli-table3';
import { columns } from './output.ts';
import { widthOf } from './text-width.ts';

const WIDEST = 64;
const NONE = '—';

/** Errors of a workbook as a table that shows every message whole, on as many lines as it takes. */
export function cellErrorsText(errors: readonly CellError[]): string {
  const head = [...columns('sheet', 'row', 'column', 'problem')];
  const table = new Table({ head, style: { head: [], border: [], compact: true } });
  table.push(
    ...errors.map(({ sheet, row, column, message }) => [
      sheet || NONE,
      row > 0 ? String(row) : NONE,
      column || NONE,
      wrapped(message),
    ]),
  );
  return table.toString();
}

/** A line is broken between Chinese characters, but neither within a word or number nor before a closing mark. */
const PIECES = /(?:[!-~]+|\s|[^])[\p{Pe}\p{Pf}\p{Po}]*/gu;

function wrapped(text: string): string {
  const lines = [''];
  for (const [piece] of text.matchAll(PIECES)) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && widthOf(line) + widthOf(piece) > WIDEST) lines.push(piece.trimStart());
    else lines[lines.length - 1] = line + piece;
  }
  return lines.join('\n');
}
