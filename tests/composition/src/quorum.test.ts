import { auditCheck } from '@mingbai/application';
import { describe, expect, it } from 'vitest';
import { auditor, codeOf, officer, on, operator, SCHOOL, testMingbai } from './test-mingbai.ts';

const people = (value: number | null, precision = value === null ? 'unknown' : 'exact') => ({
  value,
  precision,
  unit: '人',
});
const sitting = (entitled: object | undefined, present: object | undefined, day = '2025-03-08') => ({
  org: SCHOOL,
  occurredOn: on(day),
  bodies: [{ body: 'staff-congress' }],
  entitled,
  present,
});

describe('a sitting with too few delegates', () => {
  it.each([
    ['two thirds', people(90), people(60), undefined],
    ['one fewer', people(90), people(59), 'below-quorum'],
    ['one fewer of a number that is no multiple of three', people(50), people(33), 'below-quorum'],
    ['about so many', people(90, 'about'), people(10), undefined],
    ['nearly so many', people(90), people(59, 'nearly'), undefined],
    ['nobody knows how many', people(90), people(null), undefined],
    ['a number that is not told', people(90), undefined, undefined],
    ['a number entitled that is not told', undefined, people(10), undefined],
  ])('is refused by hand: %s', async (_, entitled, present, code) => {
    const test = await testMingbai();
    const answer = await test.run(officer, 'congress.record', sitting(entitled, present));
    expect(answer.ok ? undefined : codeOf(answer)).toBe(code);
    if (!answer.ok) expect(Object.keys(answer.refusal.detail ?? {}).toSorted()).toEqual(['entitled', 'present']);
  });
  it('is not judged of a day on which there was no rule', async () => {
    const test = await testMingbai();
    await test.must(officer, 'congress.record', sitting(people(90), people(59), '2011-12-31'));
    expect(codeOf(await test.run(officer, 'congress.record', sitting(people(90), people(59), '2012-01-01')))).toBe(
      'below-quorum',
    );
  });
  it('is recorded from an old book, listed for review, and no longer once it is mended', async () => {
    const test = await testMingbai();
    const imported = { imported: true };
    await test.must(operator, 'congress.record', sitting(people(90), people(60)), imported);
    expect(await auditCheck(test.mingbai, auditor, {})).toEqual([]);
    const [event = ''] = await test.must(operator, 'congress.record', sitting(people(90), people(59)), imported);
    const [found, ...others] = await auditCheck(test.mingbai, auditor, {});
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      code: 'below-quorum',
      org: SCHOOL,
      event,
      detail: { on: '2025-03-08', entitled: 90, present: 59 },
    });
    expect((await test.events()).at(-1)?.rule).toMatchObject({
      outcome: 'needsReview',
      findings: [{ rule: 'CONGRESS-01', code: 'below-quorum' }],
    });
    const { record } = test.mingbai.list(operator, 'congresses', { event })[0] ?? { record: '' };
    const correction = { ...sitting(people(90), people(61)), record, reason: 'counted again' };
    expect(codeOf(await test.run(officer, 'congress.correct', { ...correction, present: people(58) }))).toBe(
      'below-quorum',
    );
    await test.must(officer, 'congress.correct', correction);
    expect(await auditCheck(test.mingbai, auditor, {})).toEqual([]);
  });
});

describe('a sitting', () => {
  it('counts once, and under each of its bodies, with those who were there as far as that is known', async () => {
    const test = await testMingbai();
    const bodies = [{ body: 'staff-congress' }, { body: 'members-congress' }];
    await test.must(officer, 'congress.record', { ...sitting(people(90), people(80)), bodies });
    const exactly = (value: number) => ({ value, precision: 'exact' });
    for (const id of ['sessions', 'sessions[body=staff-congress]', 'sessions[body=members-congress]'])
      expect(test.value(`congress.${id}`)).toMatchObject(exactly(1));
    expect(test.value('congress.sessions[body=staff-assembly]').value).toBeNull();
    expect(test.value('congress.present')).toMatchObject(exactly(80));
    await test.must(officer, 'congress.record', sitting(people(90), undefined, '2025-03-09'));
    expect(test.value('congress.present')).toMatchObject({ value: 80, precision: 'over' });
  });
});
