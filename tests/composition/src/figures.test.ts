import { Refused } from '@mingbai/application';
import { describe, expect, it } from 'vitest';
import { counted, officer, on, operator, SCHOOL, testMingbai, visit } from './test-mingbai.ts';

const stated = (value: number | null, precision: string, unit: string) => ({ value, precision, unit });
const group = (value: number | null, precision = 'exact', unit = '人次', kind?: string) => ({
  groups: [{ count: stated(value, precision, unit), ...(kind ? { kind } : {}) }],
});
const brief = ({
  value,
  precision,
  notes,
}: {
  value: number | null;
  precision: string;
  notes: readonly { code: string }[];
}) => [value, precision, ...notes.map(({ code }) => code)];

describe('both clocks', () => {
  it('tell what had happened by a day, as it was known at a time', async () => {
    const test = await testMingbai();
    const record = await test.recordOf(officer, 'visit.record', visit('2025-03-05', counted(5)));
    test.clock.set('2025-03-12T02:00:00Z');
    const correction = { ...visit('2025-03-07', counted(8)), record, reason: '漏数三人次' };
    await test.must(officer, 'visit.correct', correction);
    test.clock.set('2025-03-14T02:00:00Z');
    await test.must(officer, 'visit.withdraw', { org: SCHOOL, record, reason: '登记重复' });
    const value = (asOf: string, knownAt?: string) =>
      test.value('visit.person-times', { asOf, ...(knownAt ? { knownAt } : {}) }).value;
    expect([
      value('2025-03-31', '2025-03-09'),
      value('2025-03-31', '2025-03-10'),
      value('2025-03-31', '2025-03-11'),
    ]).toEqual([null, 5, 5]);
    expect([
      value('2025-03-31', '2025-03-12'),
      value('2025-03-31', '2025-03-13'),
      value('2025-03-31', '2025-03-14'),
    ]).toEqual([8, 8, null]);
    expect([value('2025-03-04', '2025-03-11'), value('2025-03-05', '2025-03-11')]).toEqual([null, 5]);
    expect([value('2025-03-06', '2025-03-13'), value('2025-03-07', '2025-03-13')]).toEqual([null, 8]);
    expect(value('2025-03-31')).toBeNull();
  });
  it('take an instant as well as a day, up to the millisecond', async () => {
    const test = await testMingbai();
    test.clock.set('2025-03-10T08:00:00.000Z');
    await test.must(officer, 'visit.record', visit('2025-03-05', counted(5)));
    const at = (knownAt: string) => test.value('visit.person-times', { knownAt }).value;
    expect([
      at('2025-03-10T07:59:59.999Z'),
      at('2025-03-10T08:00:00.000Z'),
      at('2025-03-10T16:00:00.000+08:00'),
    ]).toEqual([null, 5, 5]);
  });
  it('refuse what is neither a day nor an instant', async () => {
    const test = await testMingbai();
    for (const asked of [
      { asOf: '2025-02-30' },
      { asOf: 'heute' },
      { knownAt: '2025-02-30' },
      { knownAt: '2025-03-10T99:00' },
    ]) {
      expect(() => test.value('visit.person-times', asked)).toThrow(Refused);
    }
    expect(() => test.value('visit.person-times', { period: '2025Q5' })).toThrow('period-wrong');
  });
});

describe('a period', () => {
  it('counts what lies inside with both days, and names what only touches it', async () => {
    const test = await testMingbai();
    const spans = [
      ['2025-02-25', '2025-03-01'],
      ['2025-03-01', '2025-03-05'],
      ['2025-02-01', '2025-02-28'],
    ] as const;
    const ids: string[] = [];
    for (const [from, to] of spans)
      ids.push(
        (await test.must(officer, 'visit.record', { ...visit(from, counted(10)), occurredOn: { from, to } }))[0] ?? '',
      );
    const march = test.value('visit.person-times', { period: '2025-03' });
    expect(brief(march)).toEqual([10, 'exact', 'only-overlapping']);
    const list = '2025-02-25至2025-03-01\tS1';
    expect(march.notes[0]?.detail).toEqual({ count: 1, events: ids[0], list });
    expect(brief(test.value('visit.person-times', { period: '2025-02' }))).toEqual([10, 'exact', 'only-overlapping']);
    expect(brief(test.value('visit.person-times', { period: '2025-02-25..2025-03-05' }))).toEqual([
      20,
      'exact',
      'only-overlapping',
    ]);
    expect(brief(test.value('visit.person-times', { period: '2025Q1' }))).toEqual([30, 'exact']);
  });
  it('names five of the records that only touch it, and leaves the others at their number', async () => {
    const test = await testMingbai();
    const names = async (count: number) => {
      for (let left = count; left > 0; left -= 1)
        await test.must(officer, 'visit.record', {
          ...visit('2025-02-25', counted(1)),
          occurredOn: { from: '2025-02-25', to: '2025-03-01' },
        });
      const detail = test.value('visit.person-times', { period: '2025-03' }).notes[0]?.detail;
      return [detail?.['count'], String(detail?.['list']).split('\n').length];
    };
    expect(await names(5)).toEqual([5, 5]);
    expect(await names(2)).toEqual([7, 6]);
  });
  it('does not count what had not ended by the day asked for', async () => {
    const test = await testMingbai();
    await test.must(officer, 'visit.record', {
      ...visit('2025-03-01'),
      occurredOn: { from: '2025-03-01', to: '2025-03-05' },
    });
    const asOf = (day: string) => brief(test.value('visit.person-times', { period: '2025-03', asOf: day }));
    expect([asOf('2025-03-04'), asOf('2025-03-05')]).toEqual([
      [null, 'unknown', 'only-overlapping'],
      [1, 'exact'],
    ]);
  });
  it('without any event is unknown, never zero', async () => {
    const test = await testMingbai();
    for (const id of [
      'visit.person-times',
      'visit.persons',
      'visit.money',
      'fund.balance',
      'organisation.head-count[category=staff]',
      'organisation.women-share',
    ]) {
      expect([id, ...brief(test.value(id, { period: '2025' }))]).toEqual([id, null, 'unknown']);
    }
  });
});

describe('sums', () => {
  it('carry the precision of their parts, and count those that are unknown', async () => {
    const test = await testMingbai();
    await test.must(officer, 'visit.record', visit('2025-03-01', group(18)));
    await test.must(officer, 'visit.record', visit('2025-03-02', group(20, 'over')));
    expect(brief(test.value('visit.person-times'))).toEqual([38, 'over']);
    await test.must(officer, 'visit.record', visit('2025-03-03', group(30, 'nearly')));
    expect(brief(test.value('visit.person-times'))).toEqual([68, 'about']);
    await test.must(officer, 'visit.record', visit('2025-03-04', group(null, 'unknown')));
    expect(brief(test.value('visit.person-times'))).toEqual([68, 'over', 'unknown-parts']);
  });
  it('take a number of people as at least so many person-times, and never the other way round', async () => {
    const test = await testMingbai();
    await test.must(officer, 'visit.record', visit('2025-03-01', group(5, 'exact', '人')));
    expect(brief(test.value('visit.person-times'))).toEqual([5, 'atLeast']);
    expect(brief(test.value('visit.persons'))).toEqual([5, 'exact']);
    await test.must(officer, 'visit.record', visit('2025-03-02', group(7, 'exact', '人次')));
    expect(brief(test.value('visit.persons'))).toEqual([5, 'over', 'unknown-parts']);
    expect(test.value('visit.households').value).toBeNull();
  });
  it.each([
    ['exact', 'atLeast'],
    ['nearly', 'about'],
    ['about', 'about'],
    ['over', 'over'],
  ])('take a number of people that is %s for person-times that are %s', async (told, taken) => {
    const test = await testMingbai();
    await test.must(officer, 'visit.record', visit('2025-03-01', group(9, told, '人')));
    expect(brief(test.value('visit.person-times'))).toEqual([9, taken]);
  });
  it('count households apart, and whoever is named as no household', async () => {
    const test = await testMingbai();
    await test.must(officer, 'visit.record', visit('2025-03-01', group(3, 'exact', '户')));
    expect(brief(test.value('visit.households'))).toEqual([3, 'exact']);
    for (const id of ['visit.person-times', 'visit.persons'])
      expect(brief(test.value(id))).toEqual([null, 'unknown', 'unknown-parts']);
    await test.must(officer, 'visit.record', visit('2025-03-02', { groups: undefined, people: [{ name: '黄某' }] }));
    await test.must(officer, 'visit.record', visit('2025-03-03', { groups: undefined, kind: 'retired' }));
    expect(brief(test.value('visit.households'))).toEqual([3, 'exact']);
    expect(brief(test.value('visit.person-times[beneficiary=retired]'))).toEqual([null, 'unknown', 'unknown-parts']);
    expect(brief(test.value('visit.occasions[trigger=hospital]'))).toEqual([3, 'exact']);
  });
  it('give a joint statement in full, and nothing of it to one of its occasions', async () => {
    const test = await testMingbai();
    await test.must(officer, 'visit.record', visit('2025-03-01', { ...group(20), triggers: ['hospital', 'wedding'] }));
    await test.must(officer, 'visit.record', visit('2025-03-02', { ...group(3), triggers: ['hospital'] }));
    expect(brief(test.value('visit.person-times'))).toEqual([23, 'exact']);
    expect(brief(test.value('visit.person-times[trigger=hospital]'))).toEqual([3, 'over', 'unknown-parts']);
    expect(brief(test.value('visit.person-times[trigger=wedding]'))).toEqual([null, 'unknown', 'unknown-parts']);
    expect(brief(test.value('visit.person-times[trigger=funeral]'))).toEqual([null, 'unknown']);
  });
  it('take a value that is named twice as one', async () => {
    const test = await testMingbai();
    const twice = { ...group(5), triggers: ['hospital', 'hospital'] };
    await test.must(officer, 'visit.record', visit('2025-03-01', twice));
    const money = { money: [{ amount: stated(300, 'exact', '分'), payers: ['union', 'union'] }] };
    await test.must(officer, 'visit.record', visit('2025-03-02', { ...money, triggers: ['wedding'] }));
    expect(brief(test.value('visit.person-times[trigger=hospital]'))).toEqual([5, 'exact']);
    expect(brief(test.value('visit.money[payer=union]'))).toEqual([300, 'exact']);
  });
  it('are narrowed by several dimensions at once', async () => {
    const test = await testMingbai();
    await test.must(officer, 'visit.record', visit('2025-03-01', group(4, 'exact', '人次', 'retired')));
    await test.must(
      officer,
      'visit.record',
      visit('2025-03-02', { ...group(6, 'exact', '人次', 'serving'), triggers: ['wedding'] }),
    );
    expect(test.value('visit.person-times[beneficiary=retired]').value).toBe(4);
    expect(test.value('visit.person-times[trigger=wedding,beneficiary=serving]').value).toBe(6);
    expect(test.value('visit.person-times[trigger=wedding,beneficiary=retired]').value).toBeNull();
  });
  it('tell money apart by who paid', async () => {
    const test = await testMingbai();
    const money = (amount: number, payers?: readonly string[]) => ({
      money: [{ amount: stated(amount, 'exact', '分'), ...(payers ? { payers } : {}) }],
    });
    await test.must(officer, 'visit.record', visit('2025-03-01', money(50_000, ['union'])));
    await test.must(officer, 'visit.record', visit('2025-03-02', money(20_000, ['union', 'employer'])));
    await test.must(officer, 'visit.record', visit('2025-03-03', money(7000)));
    expect(brief(test.value('visit.money'))).toEqual([77_000, 'exact']);
    expect(brief(test.value('visit.money[payer=union]'))).toEqual([50_000, 'over', 'unknown-parts']);
    expect(brief(test.value('visit.money[payer=employer]'))).toEqual([null, 'unknown', 'unknown-parts']);
  });
});

describe('a stock', () => {
  it('is everything up to the day, and only its known part where an opening is unknown', async () => {
    const test = await testMingbai();
    const fund = { org: SCHOOL, fund: 'F1', occurredOn: on('2025-01-01') };
    await test.must(operator, 'fund.open', { ...fund, name: '工会经费', kind: 'union', opening: 100 });
    await test.must(operator, 'fund.receive', {
      ...fund,
      occurredOn: on('2025-02-01'),
      amount: 50,
      source: 'dues',
      form: 'bank',
    });
    const asOf = (day: string) => test.value('fund.balance', { asOf: day }).value;
    expect([asOf('2024-12-31'), asOf('2025-01-31'), asOf('2025-02-01')]).toEqual([null, 100, 150]);
    expect(test.value('fund.balance', { period: '2025-01' }).value).toBe(100);
    await test.must(operator, 'fund.open', { ...fund, fund: 'F2', name: '会费', kind: 'union' });
    expect(brief(test.value('fund.balance'))).toEqual([150, 'over', 'unknown-parts']);
    expect(brief(test.value('fund.balance[fund=F2]'))).toEqual([null, 'unknown', 'unknown-parts']);
  });
});

describe('what is no figure', () => {
  it.each([
    'visit.nothing',
    'visit',
    'visit.person-times[colour=red]',
    'organisation.women-share[category=members]',
    'organisation.women-share[a=b]',
    'visit.person-times[trigger]',
    '',
  ])('%s is refused', async (id) => {
    const test = await testMingbai();
    expect(() => test.value(id)).toThrow('figure-not-found');
  });
  it('is a figure that only a value of its dimension gives a meaning', async () => {
    const test = await testMingbai();
    expect(() => test.value('organisation.head-count')).toThrow('dimension-required');
    expect(() => test.value('organisation.stated-share[x=y]')).toThrow('dimension-required');
  });
});
