import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SheetTable } from './cell.ts';
import { parseWorkbook } from './parse-workbook.ts';
import { DEFAULT_READ_LIMITS } from './read-limits.ts';
import { readWorkbook } from './read-workbook.ts';
import { writeWorkbook } from './write-workbook.ts';

async function readSheets(bytes: Uint8Array): Promise<SheetTable[]> {
  const result = await readWorkbook(bytes);
  if (!result.ok) throw new Error(`${result.code} ${JSON.stringify(result.detail)}`);
  return result.sheets;
}

async function roundTrip(texts: readonly string[]): Promise<string[]> {
  const rows = texts.map((text) => ['x', text]);
  const columns = [
    { key: 'mark', header: 'mark' },
    { key: 'text', header: 'text' },
  ];
  // Read in this thread, which saves starting a worker for every run of the property.
  const [sheet] = parseWorkbook(await writeWorkbook([{ name: 'S', columns, rows }]), DEFAULT_READ_LIMITS);
  return sheet?.rows.map(({ cells }) => cells[1]?.text ?? 'missing') ?? [];
}

test('text of every kind comes back as it was written', async () => {
  const texts = [
    '张三丰',
    '007',
    '110101199003078811',
    '=1+1',
    '+86 10',
    '-5',
    '@me',
    '\t=2',
    ' 两端 ',
    'a\nb',
    '１２３',
  ];
  expect(await roundTrip(texts)).toEqual(texts);
});

test('cells that look like formulas are read as text', async () => {
  const columns = [{ key: 'a', header: 'A' }];
  const [sheet] = await readSheets(await writeWorkbook([{ name: 'S', columns, rows: [['=1+1'], ['0.10'], ['']] }]));
  expect(sheet?.rows).toEqual([
    { row: 2, cells: [{ text: '=1+1', kind: 'text' }] },
    { row: 3, cells: [{ text: '0.10', kind: 'text' }] },
  ]);
});

test('any text comes back, but for line break styles and control characters', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.string({
      unit: fc.constantFrom('_', 'x', 'X', '0', '4', '1', 'a', 'F', ' ', '\n', '&', '<', ']', '>', '"', "'"),
    }),
    fc.constantFrom('_x0041_', '_x00ab_', '_x005F_x0041_', '_X0041_', '_x005f_'),
  );
  // eslint-disable-next-line no-control-regex -- these control characters are the point
  const storable = text.map((value) => value.replace(/[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]/gu, ''));
  await fc.assert(
    fc.asyncProperty(fc.array(storable, { minLength: 40, maxLength: 120 }), async (texts) => {
      expect(await roundTrip(texts)).toEqual(texts);
    }),
    { numRuns: 60 },
  );
});

test('line breaks are kept as line feeds and control characters are dropped', async () => {
  expect(await roundTrip(['a\r\nb\rc', 'd\u0001e\u007f\uffff'])).toEqual(['a\nb\nc', 'de']);
});

test('several sheets keep their order, names, headers and row numbers', async () => {
  const sheet = (name: string) => ({
    name,
    columns: [
      { key: 'a', header: ' 姓名 ' },
      { key: 'b', header: 'e\u0301' },
    ],
    rows: [
      ['甲', ''],
      ['', ''],
      ['', '乙'],
      ['', ''],
    ],
  });
  const sheets = await readSheets(await writeWorkbook([sheet('人员'), sheet('项目')]));
  expect(sheets.map(({ name }) => name)).toEqual(['人员', '项目']);
  expect(sheets[0]?.header).toEqual(['姓名', '\u00e9']);
  expect(sheets[0]?.rows.map(({ row, cells }) => [row, ...cells.map(({ kind }) => kind)])).toEqual([
    [2, 'text', 'empty'],
    [4, 'empty', 'text'],
  ]);
});

test('a cell longer than Excel allows is refused with its place', async () => {
  const spec = { name: 'S', columns: [{ key: 'a', header: 'A' }], rows: [['x'.repeat(32_768)]] };
  await expect(writeWorkbook([spec])).rejects.toMatchObject({
    code: 'cell-too-long',
    detail: { sheet: 'S', row: 2, column: 'A' },
  });
});
