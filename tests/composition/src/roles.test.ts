import { describe, expect, it } from 'vitest';
import { idOf, on, operator, OTHER, SCHOOL, testMingbai, type TestMingbai } from './test-mingbai.ts';
import { bring, testDistrict } from './workbook/test-district.ts';

const PERSON = idOf('whoever audits');
const grant = (org: string, role: string) => ({ org, occurredOn: on('2025-03-01'), person: PERSON, role });
const refusal = async (test: TestMingbai, org: string, role: string) => {
  const answer = await test.run(operator, 'organisation.grant-role', grant(org, role));
  return answer.ok ? undefined : [answer.refusal.code, answer.refusal.detail];
};

describe('whoever audits the district', () => {
  const auditing = async () => {
    const test = await testMingbai();
    const common = { org: 'D1', occurredOn: on('2024-01-01') };
    await test.must(operator, 'organisation.register-person', {
      ...common,
      person: PERSON,
      name: 'x',
      kind: 'serving',
    });
    await test.must(operator, 'organisation.grant-role', grant('D1', 'auditor'));
    return test;
  };

  it('keeps the money of no school below it, also of one that came later', async () => {
    const test = await auditing();
    const place = test.mingbai.tree().root()?.name;
    expect(await refusal(test, SCHOOL, 'cashier')).toEqual([
      'audits-own-work',
      { held: 'auditor', asked: 'cashier', place },
    ]);
    const later = { code: 'S9', name: 'S9', kind: 'school', administeredBy: 'D1', occurredOn: on('2025-03-02') };
    await test.must(operator, 'organisation.register', later);
    expect(await refusal(test, 'S9', 'accountant')).toMatchObject(['audits-own-work', {}]);
    await test.must(operator, 'organisation.revoke-role', grant('D1', 'auditor'));
    expect(await refusal(test, OTHER, 'cashier')).toBeUndefined();
    expect(await refusal(test, 'D1', 'auditor')).toMatchObject(['audits-own-work', { held: 'cashier' }]);
  });
  it('gets no unit moved below them in which they ask for money', async () => {
    const test = await auditing();
    const since = { occurredOn: on('2024-01-01') };
    const town = { ...since, code: 'T1', name: '某镇工会', kind: 'town', administeredBy: 'D1' };
    const branch = { ...since, code: 'B1', name: '分会', kind: 'branch', administeredBy: SCHOOL };
    for (const each of [town, branch]) await test.must(operator, 'organisation.register', each);
    await test.must(operator, 'organisation.revoke-role', grant('D1', 'auditor'));
    await test.must(operator, 'organisation.grant-role', grant('T1', 'auditor'));
    await test.must(operator, 'organisation.grant-role', grant('B1', 'officer'));
    const school = { code: SCHOOL, name: '第一中学', kind: 'school', administeredBy: 'T1' };
    const move = { ...school, org: SCHOOL, record: SCHOOL, occurredOn: on('2025-03-03'), reason: '调整' };
    expect(await test.run(operator, 'organisation.correct', move)).toMatchObject({
      refusal: {
        code: 'auditor-above-own-work',
        field: 'administeredBy',
        detail: { person: PERSON, held: 'officer', place: '分会', above: '某镇工会' },
      },
    });
    await test.must(operator, 'organisation.revoke-role', grant('B1', 'officer'));
    await test.must(operator, 'organisation.correct', move);
    expect(await refusal(test, 'B1', 'officer')).toMatchObject(['audits-own-work', { held: 'auditor' }]);
  });
  it('does not get both out of one workbook either', async () => {
    const district = await testDistrict();
    const persons = [{ org: 'S1', occurredOn: '2025-01-01', name: '黄某', staffNumber: '1023', kind: '在职' }];
    const row = (org: string, role: string) => ({ org, occurredOn: '2025-01-03', person: '1023', role });
    const { recorded, errors } = await bring(district, { persons, roles: [row('D1', '经审员'), row('S1', '出纳')] });
    expect([recorded, errors.map(({ sheet, row: at, column, code }) => [sheet, at, column, code])]).toEqual([
      0,
      [['角色', 3, '角色', 'audits-own-work']],
    ]);
  });
});
