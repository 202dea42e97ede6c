import { describe, expect, it } from 'vitest';
import { figure, parseFigureId } from './figure.ts';

describe('the id of a figure', () => {
  it.each([
    ['visit.person-times', 'visit.person-times', {}],
    [' visit.person-times ', 'visit.person-times', {}],
    ['visit.person-times[trigger=hospital]', 'visit.person-times', { trigger: 'hospital' }],
    [
      'visit.person-times[trigger=hospital,beneficiary=retired]',
      'visit.person-times',
      { trigger: 'hospital', beneficiary: 'retired' },
    ],
    [
      'visit.person-times[ trigger = hospital , beneficiary = retired ]',
      'visit.person-times',
      { trigger: 'hospital', beneficiary: 'retired' },
    ],
    ['fund.balance[fund=F-1_a]', 'fund.balance', { fund: 'F-1_a' }],
  ])('%s is read', (text, id, where) => expect(parseFigureId(text)).toEqual({ id, where }));
  it.each([
    '',
    'visit',
    'visit.',
    '.person-times',
    'Visit.person-times',
    'visit.person times',
    'visit.person-times[]',
    'visit.person-times[trigger]',
    'visit.person-times[trigger=]',
    'visit.person-times[=hospital]',
    'visit.person-times[trigger=hospital',
    'visit.person-times]',
    'visit.person-times[trigger=a][b=c]',
    'visit.person-times[trigger=hospital,]',
  ])('%s is none', (text) => expect(parseFigureId(text)).toBeUndefined());
  it('does not narrow one dimension to two values, nor to half of one', () => {
    expect(parseFigureId('visit.person-times[trigger=hospital,trigger=wedding]')).toBeUndefined();
    expect(parseFigureId('visit.person-times[trigger=a=b]')).toBeUndefined();
  });
});

it('a figure sums over no dimension unless it says otherwise', () => {
  const made = figure<{ n: number }>({
    id: 'a.b',
    unit: '人',
    over: 'rows',
    parts: ({ n }) => [{ value: n, precision: 'exact' }],
  });
  expect([made.kind, made.by]).toEqual(['sum', []]);
  const context = { row: { n: 5 }, occurredOn: { from: '2025-03-08', to: '2025-03-08' }, event: 'e' };
  expect(made.parts(context as unknown as Parameters<typeof made.parts>[0])).toEqual([
    { value: 5, precision: 'exact' },
  ]);
});
