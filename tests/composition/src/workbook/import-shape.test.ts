import { annotated, importWorkbook } from '@mingbai/workbook';
import { writeWorkbook } from '@mingbai/sheets';
import { describe, expect, it } from 'vitest';
import { briefly, bring, testDistrict } from './test-district.ts';

describe('a workbook of another shape', () => {
  const HEADERS = ['单位', '日期', '事由', '慰问对象（人数）'];
  const CELLS = ['S1', '2025-03-08', '住院', '18人次'];
  const book = (sheets: readonly (readonly [string, readonly string[], readonly string[]])[]) =>
    writeWorkbook(
      sheets.map(([name, header, cells]) => ({
        name,
        columns: header.map((each, at) => ({ key: `${at}`, header: each })),
        rows: cells.length > 0 ? [cells] : [],
      })),
    );
  const sheet = (header: readonly string[], cells: readonly string[], name = '慰问台账') =>
    writeWorkbook([{ name, columns: header.map((each) => ({ key: each, header: each })), rows: [cells] }]);
  const codesOf = async (bytes: Uint8Array) => {
    const { mingbai, operator } = await testDistrict();
    return briefly(await importWorkbook(mingbai, operator, bytes));
  };

  it('is told of a column that nobody knows, since nothing typed is left out silently', async () => {
    const bytes = await sheet(
      ['单位', '日期', '事由', '慰问对象（人数）', '心情'],
      ['S1', '2025-03-08', '住院', '18人次', '好'],
    );
    expect(await codesOf(bytes)).toEqual([['慰问台账', 1, '心情', 'unknown-column']]);
  });
  it('is told of a column that must be there', async () => {
    const bytes = await sheet(['单位', '事由', '慰问对象（人数）'], ['S1', '住院', '18人次']);
    expect(await codesOf(bytes)).toContainEqual(['慰问台账', 1, '日期', 'column-missing']);
    const line = ['S1', 'F1', '收入', '5.00', '银行'];
    const [fund, entries] = ['资金', '资金流水'];
    const dayless = await book([
      [fund, ['单位', '资金代码', '资金名称', '资金类别'], ['S1', 'F1', '工会经费', '工会经费']],
      ...[entries, `${entries} `].map((name) => [name, ['单位', '资金', '收支', '金额', '收付方式'], line] as const),
    ]);
    const missing = (await codesOf(dayless)).filter(([, , , code]) => code === 'column-missing');
    expect(missing.map(([name]) => String(name).trim())).toEqual([fund, entries, entries]);
  });
  it('is told of sheets that are no register', async () => {
    expect(await codesOf(await sheet(['单位'], ['S1'], '随便'))).toEqual([['随便', 1, '', 'no-known-sheet']]);
  });
  it('is told of a sheet that is no register beside one that is, and which names there are', async () => {
    const { mingbai, operator } = await testDistrict();
    const size = mingbai.ports.models.size();
    const bytes = await book([
      ['慰问', HEADERS, CELLS],
      ['慰问台账', HEADERS, CELLS],
      ['空表', [], []],
      ['__choices', ['甲'], ['乙']],
    ]);
    const result = await importWorkbook(mingbai, operator, bytes);
    expect(briefly(result)).toEqual([['慰问', 1, '', 'unknown-sheet-name']]);
    expect(result.errors[0]?.message).toMatch(/“慰问”.*可选：.*慰问台账/);
    expect(mingbai.ports.models.size()).toBe(size);
    const back = await importWorkbook(mingbai, operator, await annotated(bytes, result.errors));
    expect(briefly(back)).toEqual([['慰问', 1, '', 'unknown-sheet-name']]);
  });
  it('is read from every sheet that is named after a register', async () => {
    const { mingbai, operator } = await testDistrict();
    const bytes = await book([
      ['慰问台账', HEADERS, CELLS],
      ['visits', HEADERS, ['S2', '2025-03-08', '住院', '3人次']],
    ]);
    expect(await importWorkbook(mingbai, operator, bytes)).toMatchObject({ rows: 2, recorded: 2, errors: [] });
  });
  it('is told of a second column with one title, and where both are', async () => {
    const { mingbai, operator } = await testDistrict();
    const bytes = await sheet([...HEADERS, '事由*'], [...CELLS, '困难']);
    const result = await importWorkbook(mingbai, operator, bytes);
    expect(briefly(result)).toEqual([['慰问台账', 1, '事由*', 'column-twice']]);
    expect(result.errors[0]?.message).toMatch(/“事由”出现了两次（C 列和 E 列）/);
    const key = await sheet([...HEADERS, 'triggers'], [...CELLS, '困难']);
    expect(await codesOf(key)).toEqual([['慰问台账', 1, 'triggers', 'column-twice']]);
  });
  it('is told that headers stand in the first row, where a title stands above them', async () => {
    const columns = ['2025年慰问台账', '', '', ''].map((header, at) => ({ key: `${at}`, header }));
    const bytes = await writeWorkbook([{ name: '慰问台账', columns, rows: [['填表人'], HEADERS, CELLS] }]);
    const { mingbai, operator } = await testDistrict();
    const result = await importWorkbook(mingbai, operator, bytes);
    expect(briefly(result)).toEqual([['慰问台账', 3, '', 'headers-not-first']]);
    expect(result.errors[0]?.message).toMatch(/列标题在第 3 行；列标题必须在第 1 行/);
  });
  it('may have its columns in any order, and be named in either language', async () => {
    const { mingbai, operator } = await testDistrict();
    const bytes = await sheet(
      ['慰问对象（人数）', '事由*', '日期', '单位'],
      ['18人次', '住院', '2025-03-08', 'S1'],
      'visits',
    );
    expect(await importWorkbook(mingbai, operator, bytes)).toMatchObject({ recorded: 1, errors: [] });
  });
  it.each([
    ['an old .xls', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), 'old-xls', '.xlsx'],
    ['a CSV file', new TextEncoder().encode('单位,日期\nS1,2025-03-08\n'), 'not-xlsx-csv', 'CSV'],
    ['an empty file', new Uint8Array(), 'empty-file', '空'],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 1), 'not-xlsx', '.xlsx'],
    ['half a workbook', Uint8Array.of(0x50, 0x4b, 0x03, 0x04, 1, 2, 3, 4), 'damaged', '损坏'],
  ])('is told what it is instead: %s', async (_what, bytes, code, word) => {
    const { mingbai, operator } = await testDistrict();
    const result = await importWorkbook(mingbai, operator, bytes);
    expect(result.errors.map((error) => error.code)).toEqual([code]);
    expect(result.errors[0]?.message).toContain(word);
  });
});

it('is refused for an organisation that there is not, also where every row names its own', async () => {
  const district = await testDistrict();
  const visits = [{ org: 'S1', occurredOn: '2025-01-02', triggers: '住院', groups: '18人次' }];
  await expect(bring(district, { visits }, { org: 'NOPE' })).rejects.toMatchObject({
    refusal: { code: 'organisation-not-found', detail: { text: 'NOPE' } },
  });
  expect(district.mingbai.list(district.operator, 'visits', {})).toEqual([]);
});

describe('a row that names a person whose own row has an error', () => {
  const own = { org: 'S1', occurredOn: '2025-01-02' };
  const naming = {
    memberships: [{ ...own, person: '1023', kind: '入会' }],
    visits: [{ ...own, triggers: '住院', people: '黄某（1023）' }],
    posts: [{ ...own, person: '黄　某', post: '主席' }],
  };
  it.each([
    ['that cannot be read', { kind: '不知道' }, ['人员类别', 'not-in-list']],
    ['that names no organisation there is', { org: '第九中学' }, ['单位', 'organisation-not-found']],
    ['that is refused by a rule', { occurredOn: '2025-12-31' }, ['日期', 'in-the-future']],
  ])('%s, is told to mend that row first', async (_what, wrong, [column, code]) => {
    const district = await testDistrict();
    const person = { ...own, name: '黄某', staffNumber: '1023', kind: '在职', ...wrong };
    const { errors } = await bring(district, { persons: [person], ...naming });
    const [first, ...others] = errors;
    expect([first?.sheet, first?.row, first?.column, first?.code]).toEqual(['人员', 2, column, code]);
    expect(new Set(others.map((error) => error.code))).toEqual(new Set(['person-row-broken']));
    expect(others.map(({ sheet }) => sheet)).toEqual(expect.arrayContaining(['任职', '会籍']));
    expect(others[0]?.message).toContain('（人员第 2 行）');
  });
  it('is refused as before where nobody of the workbook is meant', async () => {
    const district = await testDistrict();
    const person = { ...own, name: '黄某', staffNumber: '1023', kind: '不知道' };
    const memberships = [{ ...own, person: '1024', kind: '入会' }];
    expect(briefly(await bring(district, { persons: [person], memberships })).map(([, , , code]) => code)).toEqual([
      'not-in-list',
      'no-such-person',
    ]);
  });
});
