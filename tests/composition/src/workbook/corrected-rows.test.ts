import { importWorkbook, withdrawImport } from '@mingbai/workbook';
import { describe, expect, it } from 'vitest';
import { bookOf, bring, EVERYTHING, testDistrict, type District } from './test-district.ts';

const REASON = '数错了';
const visit = { org: 'S1', occurredOn: '2025-03-08', triggers: '住院', groups: '18人次' };
const countsIn = ({ mingbai, operator }: District): readonly unknown[] =>
  mingbai
    .list(operator, 'visits', {})
    .map(({ row }) => (row['groups'] as readonly { count: { value: number } }[])[0]?.count.value);
const recordIn = ({ mingbai, operator }: District): string => mingbai.list(operator, 'visits', {})[0]?.record ?? '';
/** Brings the first visit back with other numbers, as from an export without the revision. */
const corrected = (district: District, groups: string) =>
  bring(district, { visits: [{ ...visit, record: recordIn(district), groups, reason: REASON }] });
const takeBack = ({ mingbai, operator }: District, importId: string) =>
  withdrawImport(mingbai, operator, { importId, reason: '整批导错' });

describe('a row in another spelling', () => {
  it.each([
    { amount: '800' },
    { amount: '８００．００' },
    { occurredOn: '2025年3月6日' },
    { fund: '工会经费' },
    { org: '第一中学' },
  ])('is the same row: %j', async (spelled) => {
    const district = await testDistrict();
    const entry = { org: 'S1', occurredOn: '2025-03-06', direction: '收入', fund: 'F1', amount: '800.00' };
    const entries = (more: object) => ({ 'fund-entries': [{ ...entry, source: '利息', form: '银行', ...more }] });
    await bring(district, { funds: EVERYTHING['funds'] ?? [] });
    expect(await bring(district, entries({}))).toMatchObject({ recorded: 1, errors: [] });
    expect(await bring(district, entries(spelled))).toMatchObject({ recorded: 0, unchanged: 1, errors: [] });
    expect(await bring(district, entries({ amount: '800.01' }))).toMatchObject({ recorded: 1 });
  });
  it.each([
    [{ groups: '三四十人次' }, { groups: '约30人次' }],
    [{ groups: '近50余人次' }, { groups: '约50人次' }],
    [{ money: '500|行政' }, { money: '500|上级' }],
    [{ occurredOn: '2025年3月' }, { occurredOn: '2025-03-01' }],
    [{ people: '张某、张某' }, { people: '张某' }],
  ])('is another row where it means something else: %j, %j', async (one, other) => {
    const district = await testDistrict();
    expect(await bring(district, { visits: [{ ...visit, ...one }] })).toMatchObject({ recorded: 1, errors: [] });
    expect(await bring(district, { visits: [{ ...visit, ...other }] })).toMatchObject({ recorded: 1, errors: [] });
  });
  it.each([
    [{ money: '500|行政、上级' }, { money: '500.00|上级、行政' }],
    [{ triggers: '住院、手术' }, { triggers: '手术；住院' }],
    [{ people: '张某、李　某' }, { people: '李某、张某' }],
    [{ groups: '不详' }, { groups: '未知' }],
    [{ groups: '约 30人次' }, { groups: '约30人次' }],
  ])('is the same row in another order and other words: %j, %j', async (one, other) => {
    const district = await testDistrict();
    expect(await bring(district, { visits: [{ ...visit, ...one }] })).toMatchObject({ recorded: 1, errors: [] });
    expect(await bring(district, { visits: [{ ...visit, ...other }] })).toMatchObject({ unchanged: 1, errors: [] });
  });
  it('is unchanged in an exported sheet, and needs no reason', async () => {
    const district = await testDistrict();
    await bring(district, { visits: [{ ...visit, money: '500.00|工会经费' }] });
    const exported = { ...visit, record: recordIn(district), money: '500|工会经费' };
    expect(await bring(district, { visits: [exported] })).toMatchObject({ unchanged: 1, corrected: 0, errors: [] });
  });
});

describe('a correction by import', () => {
  it('may go back to what was corrected before, with the same reason', async () => {
    const district = await testDistrict();
    await bring(district, { visits: [visit] });
    for (const groups of ['20人次', '21人次', '20人次']) {
      expect(await corrected(district, groups)).toMatchObject({ corrected: 1, unchanged: 0 });
      expect(countsIn(district)).toEqual([Number.parseInt(groups)]);
    }
  });
  it('is corrected back when its import is withdrawn, and may be made again', async () => {
    const district = await testDistrict();
    await bring(district, { visits: [visit, { ...visit, groups: '5人次' }] });
    const bytes = await bookOf({
      visits: [{ ...visit, record: recordIn(district), groups: '20人次', reason: REASON }],
    });
    for (let each = 0; each < 2; each += 1) {
      const { importId } = await importWorkbook(district.mingbai, district.operator, bytes);
      expect(countsIn(district)).toEqual([5, 20]);
      expect(await takeBack(district, importId)).toMatchObject({ withdrawn: 1, kept: 0 });
      expect(countsIn(district)).toEqual([5, 18]);
      await expect(takeBack(district, importId)).rejects.toThrow('import-withdrawn');
    }
  });
  it('keeps the import from being withdrawn whose row it changed, until it is taken back itself', async () => {
    const district = await testDistrict();
    const first = await bring(district, { visits: [visit] });
    const second = await corrected(district, '20人次');
    const size = district.mingbai.ports.models.size();
    await expect(takeBack(district, first.importId)).rejects.toMatchObject({
      refusal: { code: 'import-has-dependents', detail: { count: 1, list: 'visits S1 2025-03-08' } },
    });
    expect(district.mingbai.ports.models.size()).toBe(size);
    await takeBack(district, second.importId);
    expect(await takeBack(district, first.importId)).toMatchObject({ withdrawn: 1 });
    expect(countsIn(district)).toEqual([]);
  });
  it('by hand keeps it, too', async () => {
    const district = await testDistrict();
    const { mingbai, operator } = district;
    const { importId } = await bring(district, { visits: [visit, { ...visit, groups: '5人次' }] });
    const [held] = mingbai.list(operator, 'visits', {});
    const by = {
      org: 'S1',
      record: held?.record ?? '',
      reason: REASON,
      occurredOn: { from: held?.from, to: held?.to },
    };
    const content = { ...held?.row, place: '家中' };
    expect(await mingbai.run(operator, 'visit.correct', { ...content, ...by })).toMatchObject({ ok: true });
    await expect(takeBack(district, importId)).rejects.toThrow('import-has-dependents');
    expect(countsIn(district)).toHaveLength(2);
  });
});

describe('a person', () => {
  it('is corrected from an exported sheet, and stays the same person', async () => {
    const district = await testDistrict();
    const { mingbai, operator } = district;
    await bring(district, { persons: EVERYTHING['persons'] ?? [], visits: [{ ...visit, people: '黄某（1023）' }] });
    const [held] = mingbai.list(operator, 'persons', {});
    const row = {
      org: 'S1',
      occurredOn: '2025-01-01',
      name: '黄　某',
      staffNumber: '1023',
      kind: '退休',
      gender: '女',
    };
    const corrected = await bring(district, { persons: [{ ...row, record: held?.record ?? '', reason: '已退休' }] });
    expect(corrected).toMatchObject({ corrected: 1, errors: [] });
    const people = mingbai.list(operator, 'persons', {});
    expect(people.map(({ record, row: { kind } }) => [record, kind])).toEqual([[held?.record, 'retired']]);
    expect(await bring(district, { visits: [{ ...visit, people: '1023' }] })).toMatchObject({ unchanged: 1 });
  });
});
