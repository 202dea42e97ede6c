import { describe, expect, it } from 'vitest';
import { on } from '../testing/index.ts';
import { activities } from './activities.ts';

const exactly = (value: number, unit: string) => ({ value, precision: 'exact', unit });
const plain = { name: '合唱比赛', kind: 'contest' };
const by = { kind: ['contest'], occasion: [], audience: [] };

/** What an activity is to a figure. */
const partsOf = (figure: string, more: object = {}) =>
  activities.figures
    .find(({ id }) => id === `activity.${figure}`)
    ?.parts({ row: { ...plain, ...more }, occurredOn: on('2025-03-08'), event: 'E1' });

describe('an activity', () => {
  it('counts once, under its kind, its occasions, its audience and the union’s part in it', () => {
    expect(partsOf('count')).toEqual([{ value: 1, precision: 'exact', by }]);
    const told = { occasions: ['womens-day', 'spring'], audience: ['women'], role: 'co-hosted' };
    const kinds = { kind: ['contest'], occasion: told.occasions, audience: ['women'], role: ['co-hosted'] };
    expect(partsOf('count', told)).toEqual([{ value: 1, precision: 'exact', by: kinds }]);
  });
  it('has its participants each in their own unit, adds no people to times, and knows none where none are told', () => {
    const units = ['人', '人次', '件', '幅', '队', '所'];
    const more = { participants: units.map((unit, index) => exactly(index + 1, unit)) };
    const values = (figure: string) => partsOf(figure, more)?.map(({ value }) => value);
    expect(['participants', 'works', 'paintings', 'teams', 'schools'].map(values)).toEqual([[2], [3], [4], [5], [6]]);
    const told = (people: number, times: number) =>
      partsOf('participants', { participants: [exactly(people, '人'), exactly(times, '人次')] });
    expect(told(3, 2)).toMatchObject([{ value: 3, precision: 'atLeast' }]);
    expect(told(2, 3)).toMatchObject([{ value: 3, precision: 'atLeast' }]);
    expect(partsOf('participants')).toEqual([{ value: null, precision: 'unknown', by }]);
    expect(partsOf('works')).toEqual([]);
  });
  it('tells its participants jointly where it is for several', () => {
    const participants = [{ ...exactly(80, '人次'), precision: 'over' }];
    const part = (audience: readonly string[]) => partsOf('participants', { participants, audience })?.[0];
    expect(part(['women'])).toMatchObject({ value: 80, precision: 'over', joint: false, by: { audience: ['women'] } });
    expect(part(['women', 'retired'])).toMatchObject({ joint: true });
    expect(partsOf('participants', { participants })?.[0]).toMatchObject({ joint: false, by });
  });
  it('has its results by rank and level, as far as they are told', () => {
    const results = [{ event: '合唱', rank: 1, level: 'district' }, { event: '朗诵' }];
    expect(partsOf('results', { results })).toEqual([
      { value: 1, precision: 'exact', by: { rank: ['1'], level: ['district'] } },
      { value: 1, precision: 'exact', by: { rank: [], level: [] } },
    ]);
    expect(partsOf('results')).toEqual([]);
  });
  it('costs what it is told to cost, by who paid, jointly where several did', () => {
    const costs = (payers?: readonly string[]) => partsOf('cost', { cost: exactly(300, '分'), payers });
    expect(costs(['union'])).toMatchObject([
      { value: 300, precision: 'exact', by: { payer: ['union'] }, joint: false },
    ]);
    expect(costs(['union', 'employer'])).toMatchObject([{ joint: true }]);
    expect(costs()).toMatchObject([{ by: { payer: [] }, joint: false }]);
    expect(partsOf('cost')).toEqual([]);
  });
});
