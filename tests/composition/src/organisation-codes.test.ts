import { describe, expect, it } from 'vitest';
import { codeOf, on, operator, OTHER, SCHOOL, testMingbai } from './test-mingbai.ts';
import { bring, briefly, testDistrict } from './workbook/test-district.ts';

const school = (code: string) => ({
  code,
  name: `the ${code}`,
  kind: 'school',
  administeredBy: 'D1',
  occurredOn: on('2025-01-01'),
});

describe('the code of an organisation', () => {
  it('is refused where another one differs from it by capitals alone, and may be sent again', async () => {
    const test = await testMingbai();
    const id = test.mingbai.newId();
    await test.must(operator, 'organisation.register', school('S9a'), { id });
    await test.must(operator, 'organisation.register', school('S9a'), { id });
    const answer = await test.run(operator, 'organisation.register', school('s9A'));
    expect(answer).toMatchObject({
      refusal: { kind: 'rejected', code: 'code-alike', field: 'code', detail: { code: 'S9a', name: 'the S9a' } },
    });
    await test.must(operator, 'organisation.register', school('S9ab'));
  });
  it('is refused also where both are sent at the same moment', async () => {
    const test = await testMingbai();
    const both = ['S9a', 's9A'].map((code) => test.run(operator, 'organisation.register', school(code)));
    expect((await Promise.all(both)).map(codeOf)).toEqual(['recorded', 'code-alike']);
  });
  it('is refused twice in one workbook, and in full-width letters', async () => {
    const district = await testDistrict();
    const row = (code: string) => ({
      code,
      name: `第${code}小学`,
      kind: '学校',
      administeredBy: 'D1',
      occurredOn: '2025-01-01',
    });
    const alike = await bring(district, { organisations: [row('S09'), row('s09')] });
    expect(briefly(alike)).toEqual([
      ['单位', 2, '代码', 'code-alike'],
      ['单位', 3, '代码', 'code-alike'],
    ]);
    expect(alike.errors[1]?.message).toContain('S09');
    const wide = await bring(district, { organisations: [row('Ｓ０９'), row(SCHOOL.replace('S', 'Ｓ'))] });
    expect([wide.recorded, wide.errors.length]).toEqual([0, 2]);
  });
});

describe('the code of a fund', () => {
  const fund = (code: string, org = SCHOOL) => ({
    org,
    fund: code,
    name: `the ${code}`,
    kind: 'union',
    occurredOn: on('2025-01-01'),
  });

  it('is refused where another one of the district differs from it by capitals alone', async () => {
    const test = await testMingbai();
    const both = [fund('F9a'), fund('f9A', OTHER)].map((each) => test.run(operator, 'fund.open', each));
    expect((await Promise.all(both)).map(codeOf)).toEqual(['recorded', 'code-alike']);
    expect(await test.run(operator, 'fund.open', fund('F9A'))).toMatchObject({
      refusal: { kind: 'rejected', code: 'code-alike', field: 'fund', detail: { code: 'F9a' } },
    });
    await test.must(operator, 'fund.open', fund('F9ab'));
  });
  it('is refused in one workbook too', async () => {
    const row = (code: string) => ({ org: 'S1', fund: code, name: code, kind: '工会经费', occurredOn: '2025-01-01' });
    expect(briefly(await bring(await testDistrict(), { funds: [row('F7'), row('f7')] }))).toEqual([
      ['资金', 2, '资金代码', 'code-alike'],
      ['资金', 3, '资金代码', 'code-alike'],
    ]);
  });
});
