import type { Cell } from '@mingbai/sheets';
import { describe, expect, it } from 'vitest';
import { readSheets } from './read-rows.ts';

const HEADER = ['单位', '日期', '事由', '慰问对象（人数）', ''];
const text = (words: string): Cell => ({ text: words, kind: words === '' ? 'empty' : 'text' });
const visit = (...more: readonly Cell[]) => ({
  row: 2,
  cells: [...['S1', '2025-03-08', '住院', '18人次'].map(text), ...more],
});
const errorsOf = (header: readonly string[], ...rows: readonly ReturnType<typeof visit>[]) =>
  readSheets([{ name: '慰问台账', header: [...header], rows: [...rows] }]).errors.map(({ row, column, code }) => [
    row,
    column,
    code,
  ]);

describe('what stands in a sheet', () => {
  it('is not left out silently where its column has no title, or the titles have ended', () => {
    expect(errorsOf(HEADER, visit(text('备注一'), text('')), { ...visit(text('备注二')), row: 3 })).toEqual([
      [2, 'E', 'column-untitled'],
    ]);
    expect(errorsOf(HEADER.slice(0, 4), visit(text(''), text('备注')))).toEqual([[2, 'F', 'column-untitled']]);
    expect(errorsOf(HEADER, visit(text(''), text('  ')))).toEqual([]);
  });
  it('is refused where Excel has lost digits of a number, and taken where it is a text', () => {
    const numbered = (cell: Cell) => errorsOf([...HEADER.slice(0, 4), '备注'], visit(cell));
    expect(numbered({ text: '310101199003079000', kind: 'number' })).toEqual([[2, '备注', 'digits-lost']]);
    expect(numbered({ text: '310101199003078888', kind: 'text' })).toEqual([]);
    expect(numbered({ text: '123456789012345', kind: 'number' })).toEqual([]);
  });
});
