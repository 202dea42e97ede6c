import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { livedThrough, steps } from './random-district.ts';
import { DISTRICT, idOf, officer, on, operator, OTHER, SCHOOL, testMingbai, visit } from './test-mingbai.ts';

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

const named = (...names: readonly string[]) => ({ groups: undefined, people: names.map((name) => ({ name })) });

describe('named and counted statements', () => {
  it.each([
    ['of one day and occasion are not added: the larger counts', '2025-03-05', {}, [5, 'atLeast', 'named-and-counted']],
    ['of different days are added', '2025-03-06', {}, [7, 'exact']],
    ['of different occasions are added', '2025-03-05', { triggers: ['wedding'] }, [7, 'exact']],
    ['of different organisations are added', '2025-03-05', { org: OTHER }, [7, 'exact']],
  ])('%s', async (_title, day, more, expected) => {
    const test = await testMingbai();
    await test.must(operator, 'visit.record', visit('2025-03-05', named('甲', '乙')));
    await test.must(operator, 'visit.record', visit(day, { ...group(5), ...more }));
    expect(brief(test.value('visit.person-times'))).toEqual(expected);
  });
  it('are both shown, the smaller with nothing', async () => {
    const test = await testMingbai();
    await test.must(operator, 'visit.record', visit('2025-03-05', named('甲', '乙', '丙')));
    await test.must(operator, 'visit.record', visit('2025-03-05', group(2)));
    const figure = test.value('visit.person-times');
    expect(figure.contributions().map(({ value }) => value)).toEqual([3, 0]);
    expect(figure.notes[0]).toEqual({ code: 'named-and-counted', detail: { named: 3, counted: 2 } });
  });
});

describe('named and counted statements of several schools or times', () => {
  type Telling = readonly [org: string, day: string, people: Parameters<typeof visit>[1]];
  const told = async (...tellings: readonly Telling[]) => {
    const test = await testMingbai();
    for (const [org, day, people] of tellings)
      await test.must(operator, 'visit.record', { ...visit(day, people), org });
    return test;
  };
  const names = (count: number) => named(...Array.from({ length: count }, (_, at) => `某${at}`));

  it('are weighed school by school: the district has the sum of its schools', async () => {
    const test = await told(
      [SCHOOL, '2025-03-05', names(5)],
      [SCHOOL, '2025-03-05', group(3)],
      [OTHER, '2025-03-05', names(1)],
      [OTHER, '2025-03-05', group(10)],
    );
    const of = (org: string) => brief(test.value('visit.person-times', { org }));
    expect([of(SCHOOL), of(OTHER), of(DISTRICT)]).toEqual([
      [5, 'atLeast', 'named-and-counted'],
      [10, 'atLeast', 'named-and-counted'],
      [15, 'atLeast', 'named-and-counted'],
    ]);
    const figure = test.value('visit.person-times');
    expect(figure.contributions().map(({ value, precision }) => [value, precision])).toEqual([
      [5, 'atLeast'],
      [0, 'exact'],
      [0, 'exact'],
      [10, 'atLeast'],
    ]);
    expect(figure.notes[0]?.detail).toEqual({ named: 6, counted: 13 });
  });
  it('are weighed month by month: the half-year has the sum of its months', async () => {
    const test = await told(
      [SCHOOL, '2025-02-05', names(5)],
      [SCHOOL, '2025-02-05', group(3)],
      [SCHOOL, '2025-03-05', names(1)],
      [SCHOOL, '2025-03-05', group(20)],
    );
    const inPeriod = (period: string) => test.value('visit.person-times', { period }).value;
    expect([inPeriod('2025-02'), inPeriod('2025-03'), inPeriod('2025H1')]).toEqual([5, 20, 25]);
    expect(test.value('visit.person-times', { asOf: '2025-03-04' }).value).toBe(5);
  });
  it('are one group where a longer one overlaps them all', async () => {
    const test = await told([SCHOOL, '2025-02-05', names(5)], [SCHOOL, '2025-03-05', names(20)]);
    const long = { ...visit('2025-01-01', group(22)), occurredOn: { from: '2025-01-01', to: '2025-03-09' } };
    await test.must(operator, 'visit.record', long);
    const inPeriod = (period: string) => brief(test.value('visit.person-times', { period }));
    expect(inPeriod('2025H1')).toEqual([25, 'atLeast', 'named-and-counted']);
    expect(inPeriod('2025-03')).toEqual([20, 'exact', 'only-overlapping']);
  });
  it('make what is nearly so many about so many', async () => {
    const test = await told([SCHOOL, '2025-03-05', names(2)], [SCHOOL, '2025-03-05', group(30, 'nearly')]);
    expect(brief(test.value('visit.person-times'))).toEqual([30, 'about', 'named-and-counted']);
  });
  it('are weighed by persons where persons are counted', async () => {
    const test = await told(
      [SCHOOL, '2025-03-05', { groups: undefined, people: Array(4).fill({ name: '甲', person: idOf('甲') }) }],
      [SCHOOL, '2025-03-05', group(3, 'exact', '人')],
    );
    expect(brief(test.value('visit.persons'))).toEqual([3, 'atLeast', 'named-and-counted']);
  });
  it('give the district the sum of its schools, whatever happened', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        const test = await livedThrough(taken);
        for (const id of ['visit.person-times', 'visit.person-times[trigger=hospital]', 'activity.participants']) {
          const values = [SCHOOL, OTHER].map((org) => test.value(id, { org, period: '2025' }).value);
          const known = values.filter((value) => value !== null);
          const sum = known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
          expect([id, test.value(id, { period: '2025' }).value]).toEqual([id, sum]);
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('distinct people', () => {
  const register = async (test: Awaited<ReturnType<typeof testMingbai>>, ...names: readonly string[]) => {
    for (const name of names) {
      await test.must(officer, 'organisation.register-person', {
        org: SCHOOL,
        occurredOn: on('2025-03-01'),
        person: idOf(name),
        name,
        kind: 'serving',
      });
    }
  };
  const people = (...names: readonly string[]) => ({
    groups: undefined,
    people: names.map((name) => ({ name, person: idOf(name) })),
  });

  it('are counted once each, and every time as person-times', async () => {
    const test = await testMingbai();
    await register(test, '甲', '乙');
    await test.must(officer, 'visit.record', visit('2025-03-01', people('甲', '乙')));
    await test.must(officer, 'visit.record', visit('2025-03-02', people('甲')));
    expect(brief(test.value('visit.persons'))).toEqual([2, 'exact']);
    expect(brief(test.value('visit.person-times'))).toEqual([3, 'exact']);
  });
  it('are counted once where one visit names them several times', async () => {
    const test = await testMingbai();
    await register(test, '甲', '乙');
    await test.must(officer, 'visit.record', visit('2025-03-01', people('甲', '乙', '甲', '甲')));
    expect(brief(test.value('visit.persons'))).toEqual([2, 'exact']);
    expect(brief(test.value('visit.person-times'))).toEqual([2, 'exact']);
    await test.must(officer, 'visit.record', visit('2025-03-02', people('乙', '乙')));
    expect(brief(test.value('visit.person-times'))).toEqual([3, 'exact']);
    const figure = test.value('visit.persons');
    expect(brief(figure)).toEqual([2, 'exact']);
    expect(figure.contributions().map(({ value }) => value)).toEqual([2, 0]);
  });
  it('are about so many where nobody can say whether two names are one person', async () => {
    const test = await testMingbai();
    await test.must(officer, 'visit.record', visit('2025-03-01', named('甲')));
    expect(brief(test.value('visit.persons'))).toEqual([1, 'exact']);
    await test.must(officer, 'visit.record', visit('2025-03-02', named('甲')));
    expect(brief(test.value('visit.persons'))).toEqual([2, 'about', 'may-repeat']);
  });
});

describe('who took part in an activity', () => {
  const held = async (...participants: readonly object[]) => {
    const test = await testMingbai();
    const activity = { org: SCHOOL, occurredOn: on('2025-03-08'), name: '健身班', kind: 'exercise', participants };
    await test.must(operator, 'activity.record', activity);
    const { value, precision } = test.value('activity.participants');
    return [value, precision];
  };
  const count = (value: number, unit: string, precision = 'exact') => ({ value, unit, precision });

  it('is added up in one unit, and never people and the times that they came', async () => {
    expect(await held(count(40, '人'), count(20, '人'))).toEqual([60, 'exact']);
    expect(await held(count(60, '人'), count(300, '人次'))).toEqual([300, 'atLeast']);
    expect(await held(count(80, '人'), count(30, '人次'))).toEqual([80, 'atLeast']);
    expect(await held(count(60, '人'), count(300, '人次', 'nearly'))).toEqual([300, 'about']);
  });
});
