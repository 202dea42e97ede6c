import { describe, expect, it } from 'vitest';
import { on, operator, SCHOOL, testMingbai } from './test-mingbai.ts';

const people = (value: number, precision = 'exact') => ({ value, precision, unit: '人' });
const votes = (yes: number, no: number, title = '方案') => ({ title, inFavour: people(yes), against: people(no) });

describe('resolutions that were passed', () => {
  it.each([
    ['half of all delegates', people(100), votes(50, 40), 1],
    ['one fewer than half', people(100), votes(49, 1), 0],
    ['more than those against, where nobody knows how many there are', undefined, votes(5, 4), 1],
    ['as many as those against', undefined, votes(5, 5), 1],
    ['fewer than those against', undefined, votes(4, 5), 0],
    ['fewer than half of about so many', people(100, 'about'), votes(40, 5), 1],
    ['votes that nobody has told', people(100), { title: '方案' }, 1],
  ])('are counted by %s', async (_, entitled, resolution, passed) => {
    const test = await testMingbai();
    const sitting = { org: SCHOOL, occurredOn: on('2025-03-08'), bodies: [{ body: 'staff-congress' }], entitled };
    await test.must(operator, 'congress.record', { ...sitting, resolutions: [resolution] });
    expect(test.value('congress.resolutions').value).toBe(passed);
  });
});
