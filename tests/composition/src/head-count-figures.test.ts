import { describe, expect, it } from 'vitest';
import { codeOf, DISTRICT, on, operator, OTHER, SCHOOL, testMingbai } from './test-mingbai.ts';
import { bring, briefly, testDistrict } from './workbook/test-district.ts';

const stated = (value: number | null, precision: string, unit: string) => ({ value, precision, unit });
const brief = ({
  value,
  precision,
  notes,
}: {
  value: number | null;
  precision: string;
  notes: readonly { code: string }[];
}) => [value, precision, ...notes.map(({ code }) => code)];

describe('a head count', () => {
  const count = (org: string, day: string, value: number | null, category = 'staff') =>
    [
      'organisation.count-heads',
      { org, occurredOn: on(day), category, count: stated(value, value === null ? 'unknown' : 'exact', '人') },
    ] as const;
  const staff = 'organisation.head-count[category=staff]';

  it('is the last statement on or before the day', async () => {
    const test = await testMingbai();
    await test.must(operator, ...count(SCHOOL, '2025-03-01', 120));
    await test.must(operator, ...count(SCHOOL, '2025-01-01', 100));
    const asOf = (day: string) => test.value(staff, { org: SCHOOL, asOf: day }).value;
    expect([asOf('2024-12-31'), asOf('2025-01-01'), asOf('2025-02-28'), asOf('2025-03-01')]).toEqual([
      null,
      100,
      100,
      120,
    ]);
  });
  it('of one day is the one that was recorded last', async () => {
    const test = await testMingbai();
    for (const value of [100, 101]) await test.must(operator, ...count(SCHOOL, '2025-01-01', value));
    expect(test.value(staff, { org: SCHOOL }).value).toBe(101);
  });
  it('of the district is its own, or else the sum of its schools', async () => {
    const test = await testMingbai();
    await test.must(operator, ...count(SCHOOL, '2025-01-01', 100));
    await test.must(operator, ...count(OTHER, '2025-01-01', 50));
    expect(brief(test.value(staff))).toEqual([150, 'exact']);
    await test.must(operator, ...count(OTHER, '2025-02-01', null));
    expect(brief(test.value(staff))).toEqual([100, 'over', 'unknown-parts']);
    await test.must(operator, ...count(DISTRICT, '2025-02-01', 160));
    expect(brief(test.value(staff))).toEqual([160, 'exact']);
  });
  it('of a district is over what is known while a school has stated nothing, which is said', async () => {
    const test = await testMingbai();
    await test.must(operator, ...count(SCHOOL, '2025-01-01', 100));
    const silent = { code: 'units-silent', detail: { count: 1, list: test.mingbai.tree().get(OTHER)?.name } };
    const figure = test.value(staff);
    expect(brief(figure)).toEqual([100, 'over', 'unknown-parts', 'units-silent']);
    expect(figure.notes).toEqual([{ code: 'unknown-parts', detail: { count: 1 } }, silent]);
    expect([figure.count, figure.contributions().length]).toEqual([1, 1]);
    await test.must(operator, ...count(OTHER, '2025-02-01', 50));
    expect(brief(test.value(staff))).toEqual([150, 'exact']);
    expect(brief(test.value(staff, { asOf: '2025-01-31' }))).toEqual([100, 'over', 'unknown-parts', 'units-silent']);
  });
  it('of units below a school is asked of the school alone, unless one of them has stated its own', async () => {
    const test = await testMingbai();
    for (const code of ['B1', 'B2'])
      await test.must(operator, 'organisation.register', {
        code,
        name: code,
        kind: 'branch',
        administeredBy: OTHER,
        occurredOn: on('2024-01-01'),
      });
    await test.must(operator, ...count(SCHOOL, '2025-01-01', 100));
    const silent = () => test.value(staff).notes.find(({ code }) => code === 'units-silent')?.detail;
    expect(silent()).toEqual({ count: 1, list: test.mingbai.tree().get(OTHER)?.name });
    await test.must(operator, ...count('B1', '2025-01-01', 20));
    expect(brief(test.value(staff))).toEqual([120, 'over', 'unknown-parts', 'units-silent']);
    expect(silent()).toEqual({ count: 1, list: 'B2' });
  });
  it('that nobody has stated is unknown, and nobody is named for it', async () => {
    const test = await testMingbai();
    expect(brief(test.value(staff))).toEqual([null, 'unknown']);
  });
  it('gives a share of the units that have stated both sides, and says how many have not', async () => {
    const test = await testMingbai();
    await test.must(operator, ...count(SCHOOL, '2025-01-01', 100));
    await test.must(operator, ...count(SCHOOL, '2025-01-01', 60, 'women'));
    await test.must(operator, ...count(OTHER, '2025-01-01', 50));
    const share = test.value('organisation.women-share');
    expect(brief(share)).toEqual([60, 'about', 'units-silent']);
    expect(share.ratio).toMatchObject({ numerator: 60, denominator: 100 });
    await test.must(operator, ...count(OTHER, '2025-01-01', 10, 'women'));
    expect(brief(test.value('organisation.women-share'))).toEqual([46.7, 'exact']);
  });
  it('in percent or years is each unit’s own: shares of schools make no share of the district', async () => {
    const test = await testMingbai();
    for (const org of [SCHOOL, OTHER])
      await test.must(operator, 'organisation.state-share', {
        org,
        occurredOn: on('2025-01-01'),
        category: 'women',
        value: stated(70, 'exact', '%'),
      });
    const share = 'organisation.stated-share[category=women]';
    expect(brief(test.value(share, { org: SCHOOL }))).toEqual([70, 'exact']);
    expect(brief(test.value(share))).toEqual([null, 'unknown']);
  });
  it('is of people or of things, and an age is no share', async () => {
    const test = await testMingbai();
    const then = { org: SCHOOL, occurredOn: on('2025-01-01') };
    await test.must(operator, ...count(SCHOOL, '2025-01-01', 100));
    const groups = { ...then, category: 'groups', count: stated(8, 'exact', '个') };
    await test.must(operator, 'organisation.count-heads', groups);
    const share = { ...then, category: 'women', value: stated(70, 'exact', '%') };
    await test.must(operator, 'organisation.state-share', share);
    const age = { ...then, category: 'average-age', value: stated(41, 'exact', '岁') };
    await test.must(operator, 'organisation.state-share', age);
    const value = (id: string) => test.value(`organisation.${id}`, { org: SCHOOL }).value;
    expect(['staff', 'groups'].map((each) => value(`head-count[category=${each}]`))).toEqual([100, null]);
    expect(['staff', 'groups'].map((each) => value(`count[category=${each}]`))).toEqual([null, 8]);
    expect(['women', 'average-age'].map((each) => value(`stated-share[category=${each}]`))).toEqual([70, null]);
    expect(brief(test.value('organisation.average-age', { org: SCHOOL }))).toEqual([41, 'exact']);
  });
  it('gives a share with both of its sides and the day', async () => {
    const test = await testMingbai();
    await test.must(operator, ...count(SCHOOL, '2025-01-01', 135));
    await test.must(operator, ...count(SCHOOL, '2025-01-01', 71, 'women'));
    const share = test.value('organisation.women-share', { org: SCHOOL, asOf: '2025-02-01' });
    expect(share).toMatchObject({
      value: 52.6,
      precision: 'exact',
      unit: '%',
      ratio: { numerator: 71, denominator: 135, asOf: '2025-02-01' },
    });
    expect(test.value('organisation.members-share', { org: SCHOOL })).toMatchObject({
      value: null,
      ratio: { numerator: null },
    });
    await test.must(operator, ...count(SCHOOL, '2025-02-01', 0));
    expect(test.value('organisation.women-share', { org: SCHOOL }).value).toBeNull();
  });
  it.each(['staff', 'members'])(
    'leaves out of a share, by name, the school that does not know its %s',
    async (side) => {
      const test = await testMingbai();
      await test.must(operator, ...count(SCHOOL, '2025-01-01', 135));
      await test.must(operator, ...count(SCHOOL, '2025-01-01', 81, 'members'));
      for (const category of ['staff', 'members'])
        await test.must(operator, ...count(OTHER, '2025-01-01', category === side ? null : 200, category));
      const share = test.value('organisation.members-share');
      expect(share).toMatchObject({ value: 60, precision: 'about', ratio: { numerator: 81, denominator: 135 } });
      expect(share.notes).toEqual([
        { code: 'units-unsure', detail: { count: 1, list: test.mingbai.tree().get(OTHER)?.name } },
      ]);
      expect([share.count, share.contributions().length]).toEqual([2, 2]);
      expect(test.value('organisation.members-share', { org: OTHER })).toMatchObject({ value: null, notes: [] });
    },
  );
  it('of a part is refused where it is larger than the staff of the day, or the staff smaller', async () => {
    const test = await testMingbai();
    await test.must(operator, ...count(SCHOOL, '2025-01-01', 100));
    const women = await test.recordOf(operator, ...count(SCHOOL, '2025-01-01', 100, 'women'));
    const [name, input] = count(SCHOOL, '2025-01-01', 101, 'young-teachers');
    expect(await test.run(operator, name, input)).toMatchObject({
      refusal: { code: 'part-over-staff', field: 'count', detail: { part: 'young-teachers', count: 101, staff: 100 } },
    });
    expect(codeOf(await test.run(operator, ...count(SCHOOL, '2025-01-01', 99)))).toBe('part-over-staff');
    const correct = { ...count(SCHOOL, '2025-01-01', 140, 'women')[1], record: women, reason: '改正' };
    expect(codeOf(await test.run(operator, 'organisation.correct-head-count', correct))).toBe('part-over-staff');
    for (const about of [stated(101, 'about', '人'), stated(140, 'nearly', '人'), stated(99, 'over', '人')])
      await test.must(operator, name, { ...input, count: about });
    expect(codeOf(await test.run(operator, name, { ...input, count: stated(100, 'over', '人') }))).toBe(
      'part-over-staff',
    );
    for (const other of [count(OTHER, '2025-01-01', 140, 'women'), count(SCHOOL, '2025-01-02', 140, 'women')])
      await test.must(operator, ...other);
  });
  it('of a part is refused in a workbook in whatever order, and corrected with the staff', async () => {
    const row = (category: string, value: string) => ({
      org: SCHOOL,
      occurredOn: '2025-01-01',
      category,
      count: value,
    });
    const district = await testDistrict();
    const rows = [row('女教职工', '140'), row('党员', '500'), row('教职工', '100')];
    const { recorded, errors } = await bring(district, { 'head-counts': rows });
    expect([recorded, briefly({ errors })]).toEqual([0, [2, 4].map((at) => ['人数', at, '数量', 'part-over-staff'])]);
    expect(errors[0]?.message).toBe(
      '同一单位同一天登记的女教职工有 140 人，多于教职工 100 人；请核对这两个人数，先改错的那一个',
    );
    await bring(district, { 'head-counts': [row('女教职工', '40'), row('教职工', '100')] });
    const records = district.mingbai.list(operator, 'head-counts', { org: SCHOOL }).map(({ record }) => record);
    const larger = [row('女教职工', '140'), row('教职工', '200')].map((each, at) => ({
      ...each,
      record: records[at] ?? '',
      reason: '合并',
    }));
    expect(await bring(district, { 'head-counts': larger })).toMatchObject({ corrected: 2, errors: [] });
  });
  it('makes no share of more than all, which two days or rough numbers may state', async () => {
    const test = await testMingbai();
    await test.must(operator, ...count(SCHOOL, '2025-01-01', 100));
    await test.must(operator, ...count(SCHOOL, '2025-02-01', 140, 'women'));
    const share = test.value('organisation.women-share', { org: SCHOOL });
    expect(brief(share)).toEqual([null, 'unknown', 'part-over-whole']);
    expect(share.ratio).toMatchObject({ numerator: 140, denominator: 100 });
    const [name, input] = count(SCHOOL, '2025-01-01', 0, 'young-teachers');
    await test.must(operator, name, { ...input, count: stated(110, 'about', '人') });
    expect(brief(test.value('organisation.young-teachers-share', { org: SCHOOL }))[0]).toBeNull();
  });
  it('of members may be larger than the staff: temporary teachers can join', async () => {
    const test = await testMingbai();
    await test.must(operator, ...count(SCHOOL, '2025-01-01', 125));
    await test.must(operator, ...count(SCHOOL, '2025-01-01', 130, 'members'));
    expect(brief(test.value('organisation.members-share', { org: SCHOOL }))).toEqual([104, 'exact']);
  });
});
