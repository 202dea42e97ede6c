import { expect, test } from 'vitest';
import type { SheetTable } from './cell.ts';
import { parseWorkbook } from './parse-workbook.ts';
import { DEFAULT_READ_LIMITS, type ReadLimits } from './read-limits.ts';
import { readWorkbook } from './read-workbook.ts';
import { toFailure, type SheetFailure } from './sheet-problem.ts';
import { fakeWorkbook, fakeZip, workbookXml } from './test-archive.ts';
import { writeWorkbook } from './write-workbook.ts';

const OLE2 = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const GBK_CSV = Uint8Array.from([0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xb5, 0xe7, 0xbb, 0xb0, 0x0d, 0x0a]);
const SHEET = 'xl/worksheets/sheet1.xml';
const MEGABYTE = 1024 * 1024;

/** The code of the answer, which has to come soon even on a busy machine. */
async function codeOf(bytes: Uint8Array, limits: Partial<ReadLimits> = {}): Promise<string> {
  const start = performance.now();
  const result = await readWorkbook(bytes, limits);
  expect(performance.now() - start).toBeLessThan(3_000);
  return result.ok ? 'ok' : `${result.code} ${result.detail['reason'] ?? ''}`.trim();
}

/** Read in this thread, which saves starting a worker for each of many files. */
function parsed(bytes: Uint8Array): SheetTable[] | SheetFailure {
  try {
    return parseWorkbook(bytes, DEFAULT_READ_LIMITS);
  } catch (error) {
    return toFailure(error);
  }
}

function rowsOf(count: number, cell: (row: number) => string): string {
  return Array.from({ length: count }, (_, index) => `<row r="${index + 1}">${cell(index + 1)}</row>`).join('');
}

test('files that are no workbooks are told apart', async () => {
  expect(await codeOf(new Uint8Array())).toBe('empty-file');
  expect(await codeOf(new Uint8Array(30 * MEGABYTE))).toBe('too-large');
  expect(await codeOf(new Uint8Array(1_000))).toBe('not-xlsx');
  expect(await codeOf(Uint8Array.from([...OLE2, ...new Uint8Array(600)]))).toBe('old-xls');
  const encrypted = Buffer.concat([Buffer.from(OLE2), Buffer.alloc(999), Buffer.from('EncryptedPackage', 'utf16le')]);
  expect(await codeOf(encrypted)).toBe('encrypted');
  expect(await codeOf(fakeZip({ 'word/document.xml': '<document/>' }))).toBe('not-xlsx');
  expect(await codeOf(fakeWorkbook('', { [SHEET]: { content: '', encrypted: true } }))).toBe('encrypted');
});

test('text files are recognised in every encoding they come in', async () => {
  expect(await codeOf(GBK_CSV)).toBe('not-xlsx-csv');
  expect(await codeOf(Buffer.from('\ufeff姓名,电话\r\n'))).toBe('not-xlsx-csv');
  expect(await codeOf(Buffer.from('\ufeff姓名\t电话', 'utf16le'))).toBe('not-xlsx-csv');
  expect(await codeOf(Buffer.from(`${'中'.repeat(30_000)}`))).toBe('not-xlsx-csv');
});

test('zip bombs are refused by what they declare', async () => {
  const zeros = new Uint8Array(60 * MEGABYTE);
  expect(await codeOf(fakeWorkbook('', { [SHEET]: { content: zeros } }))).toBe('zip-bomb ratio');
  const huge = { content: 'x', declaredSize: 300 * MEGABYTE };
  expect(await codeOf(fakeWorkbook('', { [SHEET]: huge }))).toBe('zip-bomb size');
  const many = Object.fromEntries(Array.from({ length: 2_001 }, (_, index) => [`p${index}`, '']));
  expect(await codeOf(fakeZip(many))).toBe('zip-bomb entries');
});

test('a zip bomb with a lying header is stopped while inflating', async () => {
  const content = new Uint8Array(60 * MEGABYTE);
  expect(await codeOf(fakeZip({ [SHEET]: { content, declaredSize: 1_000 } }))).toBe('zip-bomb false-size');
  expect(await codeOf(fakeZip({ [SHEET]: { content: 'abc', declaredSize: 9 } }))).toBe('damaged size');
});

test('document types are refused in every encoding, wherever they stand', async () => {
  const bomb = '<?xml version="1.0"?><!-- x --><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>';
  expect(await codeOf(fakeWorkbook('', { [SHEET]: bomb }))).toBe('doctype');
  const wide = { content: Buffer.from(`\ufeff${bomb}`, 'utf16le') };
  expect(await codeOf(fakeWorkbook('', { [SHEET]: wide }))).toBe('doctype');
  expect(await codeOf(fakeWorkbook('', { 'docProps/app.xml': bomb }))).toBe('doctype');
  expect(await codeOf(fakeWorkbook('', { 'xl/media/image1.svg': bomb }))).toBe('ok');
});

test('macros and external links are refused', async () => {
  expect(await codeOf(fakeWorkbook('', { 'xl/vbaProject.bin': 'x' }))).toBe('macros');
  expect(await codeOf(fakeWorkbook('', { 'xl/externalLinks/externalLink1.xml': '<x/>' }))).toBe('macros');
  const types = '<Types><Override ContentType="application/vnd.ms-office.vbaProject" PartName="/a.bin"/></Types>';
  expect(await codeOf(fakeWorkbook('', { '[Content_Types].xml': types, 'a.bin': 'x' }))).toBe('macros');
  const byExtension = '<Types><Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>';
  expect(await codeOf(fakeWorkbook('', { '[Content_Types].xml': byExtension, 'a.bin': 'x' }))).toBe('macros');
  expect(await codeOf(fakeWorkbook('', { '[Content_Types].xml': byExtension }))).toBe('ok');
});

test('a truncated workbook is damaged wherever it was cut', async () => {
  const whole = await writeWorkbook([{ name: 'S', columns: [{ key: 'a', header: 'A' }], rows: [['x']] }]);
  for (const share of [0.001, 0.2, 0.5, 0.9, 0.99]) {
    expect(await codeOf(whole.subarray(0, Math.ceil(whole.length * share)))).toMatch(/^damaged|^not-xlsx/u);
  }
});

test('a workbook with any byte changed gives an answer, and no wrong one', async () => {
  const whole = await writeWorkbook([{ name: 'S', columns: [{ key: 'a', header: 'A' }], rows: [['x']] }]);
  const right = JSON.stringify(parsed(whole));
  const wrong = Array.from({ length: Math.floor(whole.length / 7) }, (_, index) => {
    const changed = Uint8Array.from(whole);
    changed[index * 7] = (changed[index * 7] ?? 0) ^ 0xff;
    return parsed(changed);
  }).filter((answer) => !('ok' in answer) && JSON.stringify(answer) !== right);
  expect(wrong).toEqual([]);
});

test('malformed parts are damaged', async () => {
  const workbooks = [
    fakeWorkbook('<row r="1">'),
    fakeWorkbook('<row r="2"/><row r="1"/>'),
    fakeWorkbook('<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>'),
    fakeWorkbook('<row r="1"><c r="??"><v>1</v></c></row>'),
    fakeWorkbook('<row r="1"><c r="A1" t="s"><v>5</v></c></row>'),
    fakeWorkbook('&undefined;'),
    fakeWorkbook('<a>'.repeat(100_000)),
    fakeWorkbook('', { [SHEET]: { content: Buffer.from([0x3c, 0x61, 0xff]) } }),
    fakeWorkbook('', { 'xl/workbook.xml': workbookXml('').replace('"worksheet"', '"gone"') }),
    fakeZip({ 'XL/a.xml': 'x', 'xl/A.xml': 'y' }),
  ];
  for (const workbook of workbooks) expect(await codeOf(workbook)).toMatch(/^damaged/u);
});

test('workbooks beyond the limits are refused', async () => {
  const number = (row: number) => `<c r="A${row}"><v>1</v></c>`;
  expect(await codeOf(fakeWorkbook(rowsOf(4, number)), { rows: 3 })).toBe('ok');
  expect(await codeOf(fakeWorkbook(rowsOf(5, number)), { rows: 3 })).toBe('too-many-rows');
  expect(await codeOf(fakeWorkbook('<row r="1"><c r="GS1"><v>1</v></c></row>'))).toBe('too-many-columns');
  expect(await codeOf(fakeWorkbook(rowsOf(5, number)), { cells: 4 })).toBe('too-many-cells');
  const columns = [{ key: 'a', header: 'A' }];
  const sheets = Array.from({ length: 65 }, (_, index) => ({ name: `S${index}`, columns, rows: [] }));
  expect(await codeOf(await writeWorkbook(sheets))).toBe('too-many-sheets');
});

test('one long string used by many cells does not fill the memory', async () => {
  const strings = `<sst><si><t>${'x'.repeat(32_000)}</t></si></sst>`;
  const sheet = rowsOf(40_000, (row) => `<c r="A${row}" t="s"><v>0</v></c>`);
  expect(await codeOf(fakeWorkbook(sheet, { 'xl/sharedStrings.xml': strings }))).toBe('too-much-text');
});

test('rows and columns that are only formatted do not count', async () => {
  const styled = rowsOf(60_000, (row) => `<c r="XFD${row}" s="0"/>`);
  const result = await readWorkbook(fakeWorkbook(styled));
  expect(result).toEqual({ ok: true, sheets: [{ name: 'Sheet1', header: [], rows: [] }] });
});

test('a worker that takes too long or too much memory is killed', async () => {
  const sheet = rowsOf(50_000, (row) => `<c r="A${row}"><v>${row}</v></c><c r="B${row}"><v>0.${row}</v></c>`);
  expect(await codeOf(fakeWorkbook(sheet), { milliseconds: 30 })).toBe('timed-out');
  expect(await codeOf(fakeWorkbook(sheet), { heapMegabytes: 8 })).toBe('out-of-memory');
});
