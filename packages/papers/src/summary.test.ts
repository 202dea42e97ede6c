import { noteText } from '@mingbai/messages';
import { describe, expect, it } from 'vitest';
import { titleOfCongress } from './congress-title.ts';
import { periodWords } from './day-words.ts';
import { figureWords } from './telling.ts';

const staff = { body: 'staff-congress', term: { number: 6, word: '届' } };
const members = { body: 'members-congress', term: { number: 7, word: '次' } };

describe('the title of a sitting', () => {
  it('has a session number that the bodies share once, at the end', () => {
    const bodies = [
      { ...staff, session: 2 },
      { ...members, session: 2 },
    ];
    expect(titleOfCongress({ bodies })).toBe('第六届教职工代表大会暨第七次工会会员代表大会第二次会议');
  });
  it('has each body carry its own session number where they differ', () => {
    const bodies = [
      { ...staff, session: 2 },
      { ...members, session: 3 },
    ];
    expect(titleOfCongress({ bodies })).toBe('第六届教职工代表大会第二次会议暨第七次工会会员代表大会第三次会议');
  });
  it('leaves out what was not stated', () => {
    expect(titleOfCongress({ bodies: [{ body: 'staff-congress' }] })).toBe('教职工代表大会');
    expect(titleOfCongress({ bodies: [staff] })).toBe('第六届教职工代表大会');
  });
});

describe('a period in words', () => {
  it.each([
    ['2025-01-01', '2025-12-31', '2025年'],
    ['2025-01-01', '2025-06-30', '2025年上半年'],
    ['2025-07-01', '2025-12-31', '2025年下半年'],
    ['2025-07-01', '2025-09-30', '2025年第三季度'],
    ['2025-03-01', '2025-03-31', '2025年3月'],
    ['2024-02-01', '2024-02-29', '2024年2月'],
    ['2024-09-01', '2025-08-31', '2024—2025学年'],
    ['2025-09-01', '2026-01-31', '2025—2026学年第一学期'],
    ['2026-02-01', '2026-08-31', '2025—2026学年第二学期'],
    ['2025-03-08', '2025-03-08', '2025-03-08至2025-03-08'],
    ['2024-09-01', '2025-08-30', '2024-09-01至2025-08-30'],
    ['2024-09-01', '2026-08-31', '2024-09-01至2026-08-31'],
    ['2024-01-01', '2025-12-31', '2024-01-01至2025-12-31'],
  ])('says %s to %s as %s', (from, to, words) => expect(periodWords({ from, to })).toBe(words));
});

describe('a figure in a sentence', () => {
  const figure = { id: 'fund.balance', unit: '分', count: 2, contributions: () => [] } as const;
  const notes = [{ code: 'unknown-parts', detail: { count: 1 } }];
  it.each([
    ['37元', { value: 3700, precision: 'exact', notes: [] }],
    ['37余元（另有1条未知）', { value: 3700, precision: 'over', notes }],
    ['-37元（已知部分，另有1条未知）', { value: -3700, precision: 'over', notes }],
    ['-37元', { value: -3700, precision: 'exact', notes: [] }],
    ['—', { value: null, precision: 'unknown', notes }],
  ] as const)('reads %s', (words, more) => expect(figureWords({ ...figure, ...more })).toBe(words));
});

it('a note names the records that only touch the period', () => {
  const list = ['2025-02-25至2025-03-01\tS01', '2025-03-30至2025-04-02\tS02', '…'].join('\n');
  expect(noteText('only-overlapping', { count: 9, events: '', list })).toBe(
    '另有 9 条只有部分日期在本期间内，未计入：2025-02-25至2025-03-01（S01）、2025-03-30至2025-04-02（S02）、…',
  );
});
