import { describe, expect, it } from 'vitest';
import { titleOfCongress } from './congress-title.ts';
import { periodWords } from './summary.ts';

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
    ['2024-09-01', '2025-08-31', '2024-09-01至2025-08-31'],
    ['2024-01-01', '2025-12-31', '2024-01-01至2025-12-31'],
  ])('says %s to %s as %s', (from, to, words) => expect(periodWords({ from, to })).toBe(words));
});
