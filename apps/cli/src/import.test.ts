import { linkSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { registerNamed } from '@mingbai/domain';
import { filledWorkbook } from '@mingbai/workbook';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, file, makeGood, mingbai, root } from './testing/bad-input.ts';
import { zipSync } from './testing/zip.ts';

describe('importing a workbook with mistakes', () => {
  const row = { org: '第一小学', occurredOn: '2025-03-08', triggers: '住院', people: '黄某' };
  let bytes: Uint8Array = new Uint8Array();
  beforeAll(async () => {
    await makeGood();
    const register = registerNamed('visits') ?? expect.fail('no visits');
    const rows = [
      { ...row, triggers: '睡觉' },
      { ...row, occurredOn: '2025年第一学期' },
    ];
    bytes = await filledWorkbook([{ register, rows }]);
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('shows every message whole, on lines that fit', () => {
    const { said, status } = mingbai(['import', file('whole.xlsx', bytes)]);
    const inOneLine = said
      .split('\n')
      .map((line) => line.split('│').at(-2)?.trim() ?? '')
      .join('');
    expect(inOneLine).toMatch(/“睡觉”不在可选范围内；可选：住院、.*“2025年第一学期”看不出.*或写起止日期/);
    expect(said).not.toContain('…');
    for (const line of said.split('\n')) expect(line.length).toBeLessThan(140);
    expect(status).toBe(2);
  });
  it('shows a dash where a problem has no row', () => {
    const { said } = mingbai(['import', file('empty.xlsx', '')]);
    expect(said).toMatch(/│ — +│ — +│ — +│ 文件是空的/);
  });
  it('does not write over the workbook that is imported, whatever the path is called', () => {
    const input = file('mine.xlsx', bytes);
    const link = at('linked.xlsx');
    linkSync(input, link);
    for (const out of [input, join(root, '.', 'mine.xlsx'), relative(process.cwd(), input), link]) {
      const { said, status } = mingbai(['import', input, '--errors-out', out]);
      expect(said).toMatch(/会盖掉您的原文件；请换一个文件名/);
      expect(status).toBe(1);
    }
    expect(readFileSync(input)).toEqual(Buffer.from(bytes));
  });
  it('is refused as told when the problems cannot be written into it', () => {
    const input = file('prefixed.xlsx', prefixedWorkbook());
    const { said, status } = mingbai(['import', input, '--errors-out', at('prefixed-errors.xlsx')]);
    expect(said).toMatch(/睡觉.*[^]*这个工作簿写不回错误列；请看屏幕上的错误清单/);
    expect(status).toBe(2);
  });
  it('says in its help how to name the store, the actor and the output', () => {
    const { said } = mingbai(['import', '--help']);
    for (const option of [/--data <目录>/, /--as <人员>/, /--json/]) expect(said).toMatch(option);
  });
});

/** A workbook whose sheet is written with a prefix: we read it, and the library that writes workbooks does not. */
function prefixedWorkbook(): Uint8Array {
  const document = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const related = (id: string, type: string, target: string): string =>
    `<Relationships><Relationship Id="${id}" Type="${document}/${type}" Target="${target}"/></Relationships>`;
  const cells = (texts: readonly string[]): string =>
    texts.map((text) => `<x:c t="inlineStr"><x:is><x:t>${text}</x:t></x:is></x:c>`).join('');
  const rows = [
    ['单位', '日期', '事由', '慰问对象（姓名）'],
    ['第一小学', '2025-03-08', '睡觉', '黄某'],
  ].map((texts, index) => `<x:row r="${index + 1}">${cells(texts)}</x:row>`);
  const parts = {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': related('a', 'officeDocument', 'xl/workbook.xml'),
    'xl/workbook.xml': `<workbook xmlns:r="${document}"><sheets><sheet name="慰问台账" r:id="b"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': related('b', 'worksheet', 'worksheets/sheet1.xml'),
    'xl/worksheets/sheet1.xml': `<x:worksheet xmlns:x="u"><x:sheetData>${rows.join('')}</x:sheetData></x:worksheet>`,
  };
  return zipSync(Object.entries(parts).map(([name, content]) => ({ name, content: Buffer.from(content) })));
}
