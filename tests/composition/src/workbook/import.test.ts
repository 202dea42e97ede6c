import { annotated, columnsOf, importWorkbook, sheetNameOf } from '@mingbai/workbook';
import { historyOf, trace } from '@mingbai/application';
import { describe, expect, it } from 'vitest';
import { bookOf, briefly, bring, EVERYTHING, PERSONS, register, testDistrict, TOTAL } from './test-district.ts';

const visit = { org: 'S1', occurredOn: '2025-03-08', triggers: '住院', groups: '18人次' };
/** Everything but the persons, who must be known before others name them. */
const { persons: _persons, ...LEDGERS } = EVERYTHING;
const ROWS = TOTAL - PERSONS.length;
const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

describe('importing a workbook', () => {
  it('records every row of every register, in one act', async () => {
    const district = await testDistrict();
    await bring(district, { persons: PERSONS });
    const result = await bring(district, LEDGERS);
    expect(result).toMatchObject({ rows: ROWS, recorded: ROWS, unchanged: 0, corrected: 0, errors: [] });
    const acts = new Set(district.mingbai.ports.models.eventsOf(result.importId).map(({ act }) => act));
    expect([...acts]).toEqual([result.importId]);
  });
  it('changes nothing when the same file comes again', async () => {
    const district = await testDistrict();
    await bring(district, { persons: PERSONS });
    const bytes = await bookOf(LEDGERS);
    await importWorkbook(district.mingbai, district.operator, bytes);
    const size = district.mingbai.ports.models.size();
    const again = await importWorkbook(district.mingbai, district.operator, bytes);
    expect(again).toMatchObject({ rows: ROWS, recorded: 0, unchanged: ROWS, corrected: 0, errors: [] });
    expect(district.mingbai.ports.models.size()).toBe(size);
  });
  it('takes equal rows as several facts, and knows each of them again', async () => {
    const district = await testDistrict();
    expect(await bring(district, { visits: [visit, visit] })).toMatchObject({ recorded: 2, unchanged: 0 });
    expect(await bring(district, { visits: [visit, visit, visit] })).toMatchObject({ recorded: 1, unchanged: 2 });
    expect(await bring(district, { visits: [visit] })).toMatchObject({ recorded: 0, unchanged: 1 });
  });
  it('knows a row again whatever the organisation is called in it, and in another organisation not', async () => {
    const district = await testDistrict();
    await bring(district, { visits: [visit] });
    expect(await bring(district, { visits: [{ ...visit, org: '第一中学' }] })).toMatchObject({
      recorded: 0,
      unchanged: 1,
    });
    expect(await bring(district, { visits: [{ ...visit, org: 'S2' }] })).toMatchObject({ recorded: 1, unchanged: 0 });
  });
  it('takes the organisation that was named for the whole file where a row names none', async () => {
    const district = await testDistrict();
    const { org: _org, ...homeless } = visit;
    expect(briefly(await bring(district, { visits: [homeless] }))).toEqual([
      ['慰问台账', 2, '单位', 'org-cell-required'],
    ]);
    expect(await bring(district, { visits: [homeless] }, { org: '第二中学' })).toMatchObject({ recorded: 1 });
    expect(district.mingbai.list(district.operator, 'visits', { org: 'S2' })).toHaveLength(1);
  });
  it('records nothing in a dry run, and says what it would', async () => {
    const district = await testDistrict();
    await bring(district, { persons: PERSONS });
    const size = district.mingbai.ports.models.size();
    expect(await bring(district, LEDGERS, { dryRun: true })).toMatchObject({ recorded: ROWS, errors: [] });
    expect(district.mingbai.ports.models.size()).toBe(size);
    expect(await bring(district, LEDGERS)).toMatchObject({ recorded: ROWS });
  });
  it('lists the entries that a rule wants looked at', async () => {
    const district = await testDistrict();
    const [income, expense] = EVERYTHING['fund-entries'] ?? [];
    const wrong = { ...expense, purpose: '节日慰问品', festival: '三八妇女节' };
    const result = await bring(district, { funds: EVERYTHING['funds'] ?? [], 'fund-entries': [income ?? {}, wrong] });
    expect(result.needsReview).toHaveLength(1);
    const { models, store } = district.mingbai.ports;
    const { position = -1 } = (await store.eventById(result.needsReview[0] ?? '')) ?? {};
    expect(models.eventAt(position)?.outcome).toBe('needsReview');
  });
  it('knows the persons whom the same workbook registers, by staff number and by name', async () => {
    const persons = [
      { org: 'S1', occurredOn: '2025-01-01', name: '新一', staffNumber: 'A1', kind: '在职' },
      { org: 'S1', occurredOn: '2025-01-01', name: '新二', staffNumber: 'N2', kind: '在职' },
      { org: 'S1', occurredOn: '2025-01-01', name: '新三', kind: '在职' },
    ];
    const on = { org: 'S1', occurredOn: '2025-01-03' };
    const sheets = {
      memberships: [{ ...on, person: 'A1', kind: '入会' }],
      posts: [{ ...on, person: '新三', post: '主席' }],
      roles: [{ ...on, person: 'A1', role: '主席' }],
      visits: [{ ...visit, groups: '', people: '新二（N2）' }],
      persons,
    };
    const district = await testDistrict();
    const { mingbai, operator } = district;
    const size = mingbai.ports.models.size();
    expect(await bring(district, sheets, { dryRun: true })).toMatchObject({ recorded: 7, errors: [] });
    expect(mingbai.ports.models.size()).toBe(size);
    expect(await bring(district, sheets)).toMatchObject({ recorded: 7, errors: [] });
    const idOf = (name: string) =>
      mingbai.list(operator, 'persons', {}).find(({ row }) => row['name'] === name)?.record ?? '?';
    const named = (of: string) => mingbai.list(operator, of, {}).map(({ row }) => row['person']);
    expect([named('memberships'), named('posts'), named('roles')]).toEqual([
      [idOf('新一')],
      [idOf('新三')],
      [idOf('新一')],
    ]);
    expect(mingbai.list(operator, 'visits', {})[0]?.row['people']).toEqual([{ name: '新二', person: idOf('新二') }]);
    expect(await bring(district, sheets)).toMatchObject({ recorded: 0, unchanged: 7, errors: [] });
    expect(await bring(district, { persons })).toMatchObject({ recorded: 0, unchanged: 3 });
  });
  it('calls a person who could not be registered what the workbook calls them', async () => {
    const district = await testDistrict();
    const result = await bring(district, {
      persons: [{ org: 'S1', occurredOn: '2025-07-01', name: '新一', staffNumber: 'A1', kind: '在职' }],
      memberships: [{ org: 'S1', occurredOn: '2025-01-03', person: 'A1', kind: '入会' }],
    });
    expect(result.errors.map(({ sheet, code }) => [sheet, code])).toEqual([
      ['人员', 'in-the-future'],
      ['会籍', 'person-row-broken'],
    ]);
    expect(result.errors[1]?.message).toMatch(/“A1”要先登记/);
  });
  it('judges a cash book in the order of its days, whatever order the sheet has', async () => {
    const district = await testDistrict();
    const [income, expense] = EVERYTHING['fund-entries'] ?? [];
    const funds = [
      { org: 'S1', occurredOn: '2025-01-01', fund: 'F1', name: '工会经费', kind: '工会经费', opening: '0.00' },
    ];
    const result = await bring(district, { funds, 'fund-entries': [expense ?? {}, income ?? {}] });
    expect(result).toMatchObject({ recorded: 3, needsReview: [] });
  });
});

describe('a workbook with mistakes', () => {
  it('is refused whole, with every mistake and its cell at once', async () => {
    const district = await testDistrict();
    const size = district.mingbai.ports.models.size();
    const result = await bring(district, {
      visits: [
        visit,
        { ...visit, occurredOn: '2025年2月30日', groups: '18件' },
        { ...visit, triggers: '出差' },
        { org: 'S1', occurredOn: '', triggers: '住院', groups: '3' },
        { ...visit, occurredOn: '2025-07-01' },
        { ...visit, org: '没有的学校' },
        { org: 'S1', occurredOn: '2025-03-08', triggers: '住院' },
        { ...visit, people: '黄某（9999）' },
        { ...visit, org: '没有的学校', occurredOn: '坏日期', people: '黄某（9999）' },
      ],
      organisations: [{ code: 'S9', name: '第九中学', kind: '学校', administeredBy: 'D1', occurredOn: '坏日期' }],
      'fund-entries': [
        {
          org: 'S1',
          occurredOn: '2025-02-01',
          fund: 'F9',
          direction: '收入',
          amount: '1,000',
          form: '银行',
          source: '会费收入',
        },
      ],
    });
    expect(briefly(result).toSorted(byText)).toEqual(
      [
        ['慰问台账', 3, '日期', 'no-such-day'],
        ['慰问台账', 3, '慰问对象（人数）', 'wrong-unit'],
        ['慰问台账', 4, '事由', 'not-in-list'],
        ['慰问台账', 5, '日期', 'cell-required'],
        ['慰问台账', 6, '日期', 'in-the-future'],
        ['慰问台账', 7, '单位', 'organisation-not-found'],
        ['慰问台账', 8, '', 'nobody-visited'],
        ['慰问台账', 9, '慰问对象（姓名）', 'person-not-found'],
        ['慰问台账', 10, '单位', 'organisation-not-found'],
        ['慰问台账', 10, '日期', 'not-a-date'],
        ['慰问台账', 10, '慰问对象（姓名）', 'person-not-found'],
        ['单位', 2, '日期', 'not-a-date'],
        ['资金流水', 2, '资金', 'no-such-fund'],
        ['资金流水', 2, '金额', 'money-as-text'],
      ].toSorted(byText),
    );
    expect(result).toMatchObject({ rows: 11, recorded: 0 });
    for (const { message } of result.errors) expect(message).toMatch(/\p{Script=Han}/u);
    expect(district.mingbai.ports.models.size()).toBe(size);
  });
  it('gets its mistakes written beside its own rows, and may come back corrected', async () => {
    const district = await testDistrict();
    const bytes = await bookOf({ visits: [visit, { ...visit, triggers: '出差' }] });
    const { errors } = await importWorkbook(district.mingbai, district.operator, bytes);
    const back = await annotated(bytes, errors);
    const again = await importWorkbook(district.mingbai, district.operator, back);
    expect(briefly(again)).toEqual([['慰问台账', 3, '事由', 'not-in-list']]);
  });

  it('shows its mistakes in the order of its sheets, rows and columns', async () => {
    const district = await testDistrict();
    const funds = EVERYTHING['funds'] ?? [];
    const entry = { ...EVERYTHING['fund-entries']?.[0], occurredOn: '2025-02-01' };
    const bytes = await bookOf({
      'fund-entries': [
        { ...entry, fund: '没有' },
        { ...entry, amount: '一百' },
      ],
      visits: [
        { ...visit, occurredOn: '2025-07-01' },
        { ...visit, triggers: '出差', occurredOn: '3月8日' },
      ],
      funds,
    });
    const result = await importWorkbook(district.mingbai, district.operator, bytes);
    expect(briefly(result)).toEqual([
      ['资金流水', 2, '资金', 'no-such-fund'],
      ['资金流水', 3, '金额', 'not-money'],
      ['慰问台账', 2, '日期', 'in-the-future'],
      ['慰问台账', 3, '日期', 'year-missing'],
      ['慰问台账', 3, '事由', 'not-in-list'],
    ]);
    expect(result.errors[0]?.message).toMatch(/没有这个资金（没有）/);
  });
  it('names the column of a fund that nobody has opened, whatever it looks like', async () => {
    const district = await testDistrict();
    const entry = EVERYTHING['fund-entries']?.[0] ?? {};
    expect(briefly(await bring(district, { 'fund-entries': [{ ...entry, fund: 'F9' }] }))).toEqual([
      ['资金流水', 2, '资金', 'no-fund'],
    ]);
  });
});

describe('a changed row', () => {
  it('becomes a correction that names what it corrects, and is traced to it', async () => {
    const district = await testDistrict();
    const { mingbai, operator } = district;
    await bring(district, { visits: [visit] });
    const [stored] = mingbai.list(operator, 'visits', {});
    const exported = { ...visit, record: stored?.record ?? '', revision: '0' };
    const corrected = await bring(district, { visits: [{ ...exported, groups: '20人次', reason: '漏数二人次' }] });
    expect(corrected).toMatchObject({ recorded: 0, corrected: 1, errors: [] });
    const { figure, events } = await trace(mingbai, operator, 'visit.person-times', {});
    expect([figure.value, events[0]?.type, events[0]?.supersedes?.length]).toEqual([20, 'MemberVisitCorrected', 1]);
    const history = await historyOf(mingbai, `visit-${stored?.record}`, 'operator');
    expect(history.map(({ type }) => type)).toEqual(['MemberVisited', 'MemberVisitCorrected']);
  });
  it('without a reason, of a record that changed since, or twice in one file is refused', async () => {
    const district = await testDistrict();
    await bring(district, { visits: [visit] });
    const [stored] = district.mingbai.list(district.operator, 'visits', {});
    const exported = { ...visit, record: stored?.record ?? '', revision: '0', groups: '20人次' };
    expect(briefly(await bring(district, { visits: [exported] }))).toEqual([
      ['慰问台账', 2, '更正原因', 'reason-required'],
    ]);
    await bring(district, { visits: [{ ...exported, reason: '漏数二人次' }] });
    const stale = await bring(district, { visits: [{ ...exported, groups: '21人次', reason: '又漏一人次' }] });
    expect(briefly(stale)).toEqual([['慰问台账', 2, '版本', 'record-changed-since']]);
    const twice = await bring(district, { visits: [exported, exported].map((row) => ({ ...row, revision: '1' })) });
    expect(briefly(twice)).toEqual([['慰问台账', 3, '记录号', 'duplicate-record']]);
    const moved = await bring(district, { visits: [{ ...exported, org: 'S2', revision: '1' }] });
    expect(briefly(moved)).toEqual([['慰问台账', 2, '单位', 'record-of-other-organisation']]);
    const unknown = await bring(district, { visits: [{ ...exported, record: 'nothing' }] });
    expect(briefly(unknown)).toEqual([['慰问台账', 2, '记录号', 'no-such-record']]);
  });
  it('keeps the persons whom it still names', async () => {
    const district = await testDistrict();
    await bring(district, { visits: [{ ...visit, groups: '', people: '黄某、李某' }] });
    const people = () =>
      district.mingbai.list(district.operator, 'visits', {})[0]?.row['people'] as { name: string; person: string }[];
    const before = people();
    const [stored] = district.mingbai.list(district.operator, 'visits', {});
    const exported = {
      ...visit,
      groups: '',
      people: '李某、王某',
      record: stored?.record ?? '',
      revision: '0',
      reason: '名单更正',
    };
    expect(await bring(district, { visits: [exported] })).toMatchObject({ corrected: 1, errors: [] });
    const idOf = (name: string, among = people()) => among.find((each) => each.name === name)?.person;
    expect(idOf('李某')).toBe(idOf('李某', before));
    expect(idOf('王某')).not.toBe(idOf('黄某', before));
  });
});

it('headers are those of the sheets that tests fill', () => {
  expect(sheetNameOf(register('visits'))).toBe('慰问台账');
  expect(columnsOf(register('visits')).map(({ header }) => header)).toContain('慰问对象（人数）');
});
