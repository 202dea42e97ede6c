import { expect, test } from 'vitest';
import { dateShown, monthText } from './date-formats.ts';
import { plainNumber } from './plain-number.ts';
import { readWorkbook } from './read-workbook.ts';
import { serialToDay } from './serial-date.ts';
import { fakeWorkbook, workbookXml } from './test-archive.ts';

const STYLES = `<styleSheet><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>
  <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
  <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="20"/></cellXfs></styleSheet>`;

async function cellsOf(cells: string, parts: Parameters<typeof fakeWorkbook>[1] = {}) {
  const header = '<row r="1"><c r="A1" t="inlineStr"><is><t>H</t></is></c></row>';
  const data = `${header}<row r="2">${cells}</row>`;
  const result = await readWorkbook(fakeWorkbook(data, { 'xl/styles.xml': STYLES, ...parts }));
  return result.ok ? result.sheets[0]?.rows[0]?.cells.map(({ kind, text }) => `${kind} ${text}`) : result;
}

test('numbers, dates, booleans and errors keep their kind', async () => {
  const cells = `<c r="A2"><v>0.30000000000000004</v></c><c r="B2" s="1"><v>45366.75</v></c>
    <c r="C2" s="2"><v>60</v></c>
    <c r="D2" s="3"><v>0.5</v></c><c r="E2" t="b"><v>1</v></c><c r="F2" t="e"><v>#N/A</v></c>
    <c r="H2"><v>1.10101199003078E+17</v></c><c t="d"><v>2024-02-29T00:00:00</v></c>`;
  expect(await cellsOf(cells)).toEqual([
    'number 0.3',
    'date 2024-03-15',
    'date 1900年2月',
    'number 0.5',
    'boolean TRUE',
    'error #N/A',
    'empty ',
    'number 110101199003078000',
    'date 2024-02-29',
  ]);
});

test('a percentage is read as it is shown', async () => {
  const styles = `<styleSheet><numFmts><numFmt numFmtId="176" formatCode="0.0%;[Red]-0.0%"/>
    <numFmt numFmtId="177" formatCode="0.00&quot;%&quot;"/><numFmt numFmtId="178" formatCode="0.0#%"/></numFmts>
    <cellXfs><xf numFmtId="9"/><xf numFmtId="10"/><xf numFmtId="176"/><xf numFmtId="177"/><xf numFmtId="178"/></cellXfs>
    </styleSheet>`;
  const shown = async (style: number, value: number) =>
    cellsOf(`<c s="${style}"><v>${value}</v></c>`, { 'xl/styles.xml': styles });
  expect(await shown(0, 0.7)).toEqual(['number 70%']);
  expect(await shown(0, 0.29)).toEqual(['number 29%']);
  expect(await shown(1, 0.665)).toEqual(['number 66.5%']);
  expect(await shown(2, 71 / 135)).toEqual(['number 52.6%']);
  expect(await shown(2, 1)).toEqual(['number 100%']);
  expect(await shown(3, 66.5)).toEqual(['number 66.5']);
  expect(await shown(4, 0.665)).toEqual(['number 66.5%']);
});

test('formulas are told from text, shared ones included', async () => {
  const cells = `<c r="A2" t="str"><f>A1&amp;"x"</f><v>Hx</v></c>
    <c r="B2"><f t="shared" ref="B2:C2" si="0">A2+1</f><v>1</v></c>
    <c r="C2"><f t="shared" si="0"/><v>2</v></c><c r="D2" t="str"><v>=1</v></c>`;
  expect(await cellsOf(cells)).toEqual(['formula =A1&"x"', 'formula =A2+1', 'formula =A2+1', 'text =1']);
});

test('what a merge covers below its first row is told from what is empty', async () => {
  const text = (ref: string) => `<c r="${ref}" t="inlineStr"><is><t>${ref}</t></is></c>`;
  const rowsUnder = (cells: readonly string[]) =>
    cells.map((all, index) => `<row r="${index + 1}">${all.split(' ').map(text).join('')}</row>`).join('');
  const kindsOf = async (...merges: readonly string[]) => {
    const ranges = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
    const rows = rowsUnder(['A1 B1 C1', 'A2 B2', 'A3 C3', 'A4 B4 C4']);
    const sheet = `<worksheet><sheetData>${rows}</sheetData><mergeCells>${ranges}</mergeCells></worksheet>`;
    const read = await readWorkbook(fakeWorkbook('', { 'xl/worksheets/sheet1.xml': sheet }));
    return read.ok ? read.sheets[0]?.rows.map(({ cells }) => cells.map(({ kind }) => kind).join(' ')) : read.code;
  };
  const apart = ['text text empty', 'text empty text', 'text text text'];
  expect(await kindsOf()).toEqual(apart);
  expect(await kindsOf('B2:B3')).toEqual([apart[0], 'text merged text', apart[2]]);
  expect(await kindsOf('B2:C4', 'C1:E1')).toEqual([apart[0], 'text merged merged', 'text merged merged']);
  expect(await kindsOf('B2:C2', 'D2:F4')).toEqual(apart);
  expect(await kindsOf('B:B')).toBe('damaged');
});

test('rich text is flattened without its phonetic hints, and escapes are resolved', async () => {
  const strings = `<sst><si><r><rPr><b/></rPr><t xml:space="preserve">张 </t></r><r><t>三</t></r>
    <rPh sb="0" eb="1"><t>zhang</t></rPh></si><si><t>a_x000D_b_x005F_x0041_</t></si></sst>`;
  const cells = '<c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2" t="s"><v>0</v></c>';
  expect(await cellsOf(cells, { 'xl/sharedStrings.xml': strings })).toEqual([
    'text 张 三',
    'text a\rb_x0041_',
    'text 张 三',
  ]);
});

test('the 1904 date system counts from its own beginning', async () => {
  const parts = { 'xl/workbook.xml': workbookXml('<workbookPr date1904="1"/>') };
  expect(await cellsOf('<c r="A2" s="1"><v>0</v></c><c r="B2" s="1"><v>43904</v></c>', parts)).toEqual([
    'date 1904-01-01',
    'date 2024-03-15',
  ]);
});

test('element prefixes, 64-bit sizes and a sheet in UTF-16 make no difference', async () => {
  const xml =
    '<x:worksheet xmlns:x="u"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c></x:row>' +
    '</x:sheetData></x:worksheet>';
  const content = Buffer.from(`\ufeff${xml}`, 'utf16le');
  const result = await readWorkbook(fakeWorkbook('', { 'xl/worksheets/sheet1.xml': { content, bigSizes: true } }));
  expect(result).toEqual({ ok: true, sheets: [{ name: 'Sheet1', header: ['甲'], rows: [] }] });
});

test('serial numbers become days without time zones', () => {
  const days = [1, 59, 61, 25_569, 45_657.999_999_9, 2_958_465].map((serial) => serialToDay(serial, false));
  expect(days).toEqual(['1900-01-01', '1900-02-28', '1900-03-01', '1970-01-01', '2025-01-01', '9999-12-31']);
  expect([-1, 0.5, 2_958_466].map((serial) => serialToDay(serial, false))).toEqual([undefined, undefined, undefined]);
});

test('numbers are written out plainly', () => {
  const numbers = ['1e21', '-1.5E-7', '1234567890123456', '100', '.5', '-0', '1.005', '123456.789', '1.25e2'];
  expect(numbers.map(plainNumber)).toEqual([
    '1000000000000000000000',
    '-0.00000015',
    '1234567890123460',
    '100',
    '0.5',
    '0',
    '1.005',
    '123456.789',
    '125',
  ]);
  expect(['', '0x10', 'NaN', '1e999', '1 2'].map(plainNumber)).toEqual(Array(5).fill(undefined));
});

test('a date that is shown without its day is only its month, in the words of its format', async () => {
  const formats = ['yyyy"年"m"月"', 'yyyy-mm', 'mmm-yy', 'yyyy/m', '[$-804]yyyy"年"mm"月";@', 'm"月"', 'yyyy'];
  const shown = ['2025年3月', '2025-03', '2025-03', '2025/3', '2025年03月', '2025-03', '2025'];
  expect(formats.map((code) => monthText(code, '2025-03-08'))).toEqual(shown);
  const styles = `<styleSheet><numFmts><numFmt numFmtId="176" formatCode="mmm-yy"/></numFmts>
    <cellXfs><xf numFmtId="17"/><xf numFmtId="57"/><xf numFmtId="176"/></cellXfs></styleSheet>`;
  const cells =
    '<c s="0"><v>45724</v></c><c s="1"><v>45724</v></c><c s="2"><v>45724.75</v></c>' +
    '<c s="2" t="d"><v>2025-03-08T00:00:00</v></c>';
  expect(await cellsOf(cells, { 'xl/styles.xml': styles })).toEqual(Array(4).fill('date 2025-03'));
});

test('a number that can be a year and a month has the decimals that are seen', async () => {
  const styles = `<styleSheet><numFmts><numFmt numFmtId="176" formatCode="0.00_ "/>
    <numFmt numFmtId="177" formatCode="0.00E+00"/></numFmts>
    <cellXfs><xf/><xf numFmtId="2"/><xf numFmtId="176"/><xf numFmtId="177"/></cellXfs></styleSheet>`;
  const shown = async (value: string) =>
    cellsOf([0, 1, 2, 3].map((style) => `<c s="${style}"><v>${value}</v></c>`).join(''), { 'xl/styles.xml': styles });
  expect(await shown('2025.1')).toEqual(['2025.1', '2025.10', '2025.10', '2025.1'].map((text) => `number ${text}`));
  expect(await shown('2025')).toEqual(Array(4).fill('number 2025'));
  expect(await shown('2025.12')).toEqual(Array(4).fill('number 2025.12'));
  expect(await shown('12.5')).toEqual(Array(4).fill('number 12.5'));
});

test('date formats are told from numbers and times', () => {
  const days = ['yyyy-mm-dd', '[$-804]yyyy"年"m"月"d"日";@', 'm/d', 'yyyy/m/d h:mm', 'aaaa', 'yyyy-mm h:mm'];
  const months = ['mmm-yy', '[DBNum1]m"月"', 'yyyy"年"m"月"', 'yyyy-mm', 'yyyy'];
  const others = [
    'General',
    '0.00_ ',
    'h:mm:ss',
    '[h]:mm',
    'h:mm AM/PM',
    '0"day"',
    '#,##0;[Red]-#,##0',
    '@',
    '0.00E+00',
  ];
  expect(days.map(dateShown)).toEqual(days.map(() => 'day'));
  expect(months.map(dateShown)).toEqual(months.map(() => 'month'));
  expect(others.map(dateShown)).toEqual(others.map(() => undefined));
});
