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
  it('is asked for in every row that a merged cell covers, required or not', () => {
    const merged: Cell = { text: '', kind: 'merged' };
    const header = [...HEADER.slice(0, 4), '慰问人', '备注'];
    expect(errorsOf(header, visit(text('主席'), text('')), { ...visit(merged, text('')), row: 3 })).toEqual([
      [3, '慰问人', 'merged-cell'],
    ]);
    expect(errorsOf(header, visit(), { row: 3, cells: [merged, merged, merged] })).toEqual([]);
  });
  it('is no record where it adds up the rows above, and is told so once', () => {
    const total = (at: number) => ({ row: 3, cells: ['', '', '', '180人次'].map(text).with(at, text('合  计')) });
    expect(errorsOf(HEADER.slice(0, 4), visit(), total(0))).toEqual([[3, '单位', 'totals-row']]);
    expect(errorsOf(HEADER.slice(0, 4), total(1))).toEqual([[3, '日期', 'totals-row']]);
  });
  it('is refused where Excel has lost digits of a number, and taken where it is a text', () => {
    const numbered = (cell: Cell) => errorsOf([...HEADER.slice(0, 4), '备注'], visit(cell));
    expect(numbered({ text: '310101199003079000', kind: 'number' })).toEqual([[2, '备注', 'digits-lost']]);
    expect(numbered({ text: '310101199003078888', kind: 'text' })).toEqual([]);
    expect(numbered({ text: '123456789012345', kind: 'number' })).toEqual([]);
  });
  it('is refused where Excel may have made January of October', () => {
    const dated = (cell: Cell) => errorsOf(HEADER.slice(0, 4), { row: 2, cells: visit().cells.with(1, cell) });
    expect(dated({ text: '2025.1', kind: 'number' })).toEqual([[2, '日期', 'month-unclear']]);
    for (const text of ['2025.10', '2025.11', '2025.2']) expect(dated({ text, kind: 'number' })).toEqual([]);
    expect(dated({ text: '2025.1', kind: 'text' })).toEqual([]);
  });
});
