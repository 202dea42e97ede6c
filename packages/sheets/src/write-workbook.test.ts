import { expect, test } from 'vitest';
import { DEFAULT_READ_LIMITS } from './read-limits.ts';
import { readWorkbook } from './read-workbook.ts';
import type { ColumnSpec } from './sheet-spec.ts';
import { openParts, partContent } from './workbook-parts.ts';
import { writeWorkbook } from './write-workbook.ts';

async function partsOf(columns: ColumnSpec[], rows: string[][] = []) {
  const bytes = await writeWorkbook([{ name: '表', columns, rows }]);
  const parts = openParts(bytes, DEFAULT_READ_LIMITS);
  return (name: string) => new TextDecoder().decode(partContent(parts, name));
}

test('short lists of choices stand in the rule itself', async () => {
  const part = await partsOf([{ key: 'a', header: '性别', choices: ['男', '女'], required: true }]);
  const sheet = part('xl/worksheets/sheet1.xml');
  expect(sheet).toContain('<formula1>&quot;男,女&quot;</formula1>');
  expect(sheet).toMatch(/<dataValidation type="list" showErrorMessage="1" sqref="A2:A1048576">/u);
});

test('open choices accept other text', async () => {
  const part = await partsOf([{ key: 'a', header: 'A', choices: ['x'], openChoices: true }]);
  expect(part('xl/worksheets/sheet1.xml')).toMatch(/<dataValidation type="list" allowBlank="1" sqref/u);
});

test('long lists and lists with commas go to a hidden sheet that reading skips', async () => {
  const long = Array.from({ length: 300 }, (_, index) => `选项${index}`);
  const columns = [
    { key: 'a', header: 'A', choices: long },
    { key: 'b', header: 'B', choices: ['x,y', '"z"'] },
    { key: 'c', header: 'C', choices: [...long] },
  ];
  const part = await partsOf(columns);
  const formulas = [...part('xl/worksheets/sheet1.xml').matchAll(/<formula1>(.*?)<\/formula1>/gu)];
  const [first, second, third] = formulas.map((match) => match[1]?.replaceAll('&apos;', "'"));
  expect([first, second, third]).toEqual(["'__choices'!$A$1:$A$300", "'__choices'!$B$1:$B$2", first]);
  expect(part('xl/workbook.xml')).toMatch(/name="__choices"[^>]*state="veryHidden"/u);
  const result = await readWorkbook(await writeWorkbook([{ name: '表', columns, rows: [] }]));
  expect(result).toMatchObject({ ok: true, sheets: [{ name: '表' }] });
});

test('the header is bold, filled and frozen, and carries its notes', async () => {
  const part = await partsOf([{ key: 'a', header: '姓名', note: '必填' }], [['甲']]);
  expect(part('xl/worksheets/sheet1.xml')).toContain('<pane ySplit="1"');
  expect(part('xl/styles.xml')).toMatch(/<b\/>/u);
  expect(part('xl/comments1.xml')).toContain('必填');
});

test('cells and empty columns have the text format', async () => {
  const part = await partsOf([{ key: 'a', header: 'A' }], [['0012']]);
  const sheet = part('xl/worksheets/sheet1.xml');
  const style = /<c r="A2" s="(\d+)" t="s">/u.exec(sheet)?.[1];
  const formats = [...part('xl/styles.xml').matchAll(/<xf numFmtId="(\d+)"/gu)].map((match) => match[1]);
  expect(sheet).toMatch(new RegExp(`<col [^>]*style="${style}"`, 'u'));
  // The first one is the format of named styles; those of cells follow.
  expect(formats.slice(1)[Number(style)]).toBe('49');
});
