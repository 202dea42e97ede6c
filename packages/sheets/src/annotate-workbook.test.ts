import { Workbook, type Worksheet } from '@cj-tech-master/excelts';
import { expect, test } from 'vitest';
import { annotateWorkbook } from './annotate-workbook.ts';
import { DEFAULT_READ_LIMITS } from './read-limits.ts';
import { readWorkbook } from './read-workbook.ts';
import { fakeWorkbook, fakeZip } from './test-archive.ts';
import { openParts, partContent } from './workbook-parts.ts';
import { writeWorkbook } from './write-workbook.ts';

const HEADER = '问题';
const COLUMNS = [
  { key: 'a', header: '姓名', note: '必填' },
  { key: 'b', header: '性别', choices: Array.from({ length: 100 }, (_, index) => `选项${index}`) },
];
const ROWS = [
  ['甲', '男'],
  ['乙', '007'],
];

async function sample(): Promise<Uint8Array> {
  return await writeWorkbook(['人员', '项目'].map((name) => ({ name, columns: COLUMNS, rows: ROWS })));
}

async function textsOf(bytes: Uint8Array, index = 0): Promise<string[][]> {
  const result = await readWorkbook(bytes);
  if (!result.ok) throw new Error(result.code);
  const sheet = result.sheets[index];
  return [sheet?.header ?? [], ...(sheet?.rows.map(({ cells }) => cells.map(({ text }) => text)) ?? [])];
}

function sheetOf(workbook: Workbook): Worksheet {
  const [sheet] = workbook.worksheets;
  if (sheet === undefined) throw new Error('no sheet');
  return sheet;
}

test('messages stand beside their rows, several of one row together', async () => {
  const messages = [
    { sheet: '人员', row: 3, message: '一' },
    { sheet: '人员', row: 3, message: '=二' },
  ];
  const annotated = await annotateWorkbook(await sample(), messages, HEADER);
  expect(await textsOf(annotated)).toEqual([
    ['姓名', '性别', HEADER],
    ['甲', '男', ''],
    ['乙', '007', '一\n=二'],
  ]);
  expect(await textsOf(annotated, 1)).toEqual([['姓名', '性别'], ...ROWS]);
});

test('annotating again replaces the column, and takes it away where nothing is left to say', async () => {
  const first = await annotateWorkbook(
    await sample(),
    [
      { sheet: '人员', row: 2, message: '一' },
      { sheet: '人员', row: 1, message: '表头' },
      { sheet: '项目', row: 3, message: '二' },
    ],
    HEADER,
  );
  const second = await annotateWorkbook(first, [{ sheet: '人员', row: 3, message: '三' }], HEADER);
  expect(await textsOf(second)).toEqual([
    ['姓名', '性别', HEADER],
    ['甲', '男', ''],
    ['乙', '007', '三'],
  ]);
  expect(await textsOf(second, 1)).toEqual([['姓名', '性别'], ...ROWS]);
  const workbook = await new Workbook().xlsx.load(second);
  expect(sheetOf(workbook).getCell('C1').note).toBeUndefined();
  expect(sheetOf(workbook).getCell('C2').fill).toBeUndefined();
});

test('what else the workbook holds is kept', async () => {
  const original = await new Workbook().xlsx.load(await sample());
  const sheet = sheetOf(original);
  sheet.mergeCells('A10:B10');
  sheet.getCell('A9').value = { formula: 'SUM(B1:B2)', result: 3 };
  sheet.getCell('A8').value = new Date(Date.UTC(2024, 1, 29));
  sheet.getCell('A8').numFmt = 'yyyy-mm-dd';
  const bytes = new Uint8Array(await original.xlsx.writeBuffer());
  const messages = [
    { sheet: '人员', row: 1, message: '表头' },
    { sheet: '人员', row: 2, message: '一' },
  ];
  const annotated = await new Workbook().xlsx.load(await annotateWorkbook(bytes, messages, HEADER));
  const kept = sheetOf(annotated);
  expect(annotated.worksheets.map(({ name, state }) => [name, state])).toContainEqual(['__choices', 'veryHidden']);
  expect(kept.getCell('A1').note).toBeDefined();
  expect(kept.getCell('C1').note).toBeDefined();
  expect(kept.getCell('A9').formula).toBe('SUM(B1:B2)');
  expect(kept.getCell('A8').value).toEqual(new Date(Date.UTC(2024, 1, 29)));
  expect(kept.getCell('B10').isMerged).toBe(true);
  expect(Object.keys(kept.dataValidations.model)).toEqual(['range:B2:B1048576']);
  expect(kept.getCell('C2').fill).toMatchObject({ pattern: 'solid' });
});

test('cells of one style are not highlighted along with the message', async () => {
  const data =
    '<row r="1"><c r="A1" s="1" t="inlineStr"><is><t>H</t></is></c></row>' +
    '<row r="2"><c r="A2" s="1"><v>1</v></c><c r="B2" s="1"/></row>';
  const styles =
    '<styleSheet><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/>' +
    '</borders><cellXfs><xf numFmtId="0"/><xf numFmtId="10" applyNumberFormat="1"/></cellXfs></styleSheet>';
  const bytes = fakeWorkbook(data, { 'xl/styles.xml': styles });
  const messages = [{ sheet: 'Sheet1', row: 2, message: '一' }];
  const annotated = await new Workbook().xlsx.load(await annotateWorkbook(bytes, messages, HEADER));
  expect(sheetOf(annotated).getCell('A2').fill).not.toMatchObject({ pattern: 'solid' });
  expect(sheetOf(annotated).getCell('B2').fill).toMatchObject({ pattern: 'solid' });
});

test('fills without a named pattern survive: none for cells, solid for conditions', async () => {
  const data =
    '<row r="1"><c r="A1" s="1" t="inlineStr"><is><t>H</t></is></c></row>' +
    '<row r="2"><c r="A2" s="2"><v>1</v></c><c r="B2" s="1"><v>2</v></c></row>';
  const styles =
    '<styleSheet><fonts count="1"><font/></fonts><fills count="4"><fill><patternFill /></fill>' +
    '<fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="lightUp"/></fill>' +
    '<fill><patternFill><fgColor rgb="FF00FF00"/></patternFill></fill></fills>' +
    '<borders count="2"><border/><border><left style="thin"/></border></borders>' +
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="0" fillId="0" borderId="1" applyFill="1" applyBorder="1"/>' +
    '<xf numFmtId="0" fillId="2" applyFill="1"/></cellXfs>' +
    '<dxfs count="1"><dxf><fill><patternFill><bgColor rgb="FFFFC7CE"/></patternFill></fill></dxf></dxfs></styleSheet>';
  const rule = '<cfRule type="cellIs" dxfId="0" priority="1" operator="equal"><formula>1</formula></cfRule>';
  const sheet =
    `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${data}</sheetData>` +
    `<conditionalFormatting sqref="B2">${rule}</conditionalFormatting></worksheet>`;
  const bytes = fakeWorkbook('', { 'xl/styles.xml': styles, 'xl/worksheets/sheet1.xml': sheet });
  const annotated = await annotateWorkbook(bytes, [{ sheet: 'Sheet1', row: 2, message: '一' }], HEADER);
  const written = new TextDecoder().decode(partContent(openParts(annotated, DEFAULT_READ_LIMITS), 'xl/styles.xml'));
  expect(written).not.toContain('undefined');
  expect(written).toContain('<patternFill patternType="lightUp"');
  expect(written).toContain('<left style="thin"/>');
  expect(written).toMatch(/<dxf><fill><patternFill patternType="solid"><bgColor rgb="FFFFC7CE"\/>/u);
  const allowed = /^(?:none|gray125|lightUp|solid)$/u;
  const patterns = [...written.matchAll(/<patternFill([^>]*)>/gu)].map(([, attributes = '']) => attributes);
  for (const each of patterns) expect(/patternType="(\w+)"/u.exec(each)?.[1]).toMatch(allowed);
});

test('files that reading refuses, and unknown sheets, are refused here too', async () => {
  const messages = [{ sheet: 'Nowhere', row: 2, message: '一' }];
  const annotate = async (bytes: Uint8Array) => await annotateWorkbook(bytes, messages, HEADER);
  await expect(annotate(await sample())).rejects.toMatchObject({ code: 'unknown-sheet', detail: { sheet: 'Nowhere' } });
  await expect(annotate(new Uint8Array())).rejects.toMatchObject({ code: 'empty-file' });
  await expect(annotate(fakeZip({ 'a.xml': '<!DOCTYPE a>' }))).rejects.toMatchObject({ code: 'doctype' });
});

test('a workbook the library would garble is refused instead of returned with less in it', async () => {
  const content =
    '<x:worksheet xmlns:x="u"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>H</x:t></x:is>' +
    '</x:c></x:row></x:sheetData></x:worksheet>';
  const bytes = fakeWorkbook('', { 'xl/worksheets/sheet1.xml': content });
  const messages = [{ sheet: 'Sheet1', row: 2, message: '一' }];
  await expect(annotateWorkbook(bytes, messages, HEADER)).rejects.toMatchObject({ code: 'cannot-annotate' });
});
