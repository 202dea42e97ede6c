import { describe, expect, it } from 'vitest';
import { briefly, bring, testDistrict } from './test-district.ts';

const visit = { org: 'S1', occurredOn: '2025-03-08', triggers: '住院', groups: '18人次' };

describe('rows that have to do with each other', () => {
  it('registers units after their parents, whatever order the sheet has, and names the rows of a circle', async () => {
    const district = await testDistrict();
    const unit = (code: string, kind: string, administeredBy: string) => ({
      occurredOn: '2025-01-01',
      code,
      name: `单位${code}`,
      kind,
      administeredBy,
    });
    const group = unit('G9', '工会小组', '单位B9');
    const branch = unit('B9', '分工会', 'X9');
    const school = unit('X9', '学校', '某区教育工会');
    const circle = [unit('X7', '学校', 'B7'), unit('B7', '分工会', 'X7')];
    const refused = await bring(district, { organisations: [group, ...circle, branch, school] });
    expect(briefly(refused)).toEqual([3, 4].map((row) => ['单位', row, '上级单位', 'parents-in-circle']));
    expect(refused.errors[0]?.message).toContain('第 3、4 行');
    const visits = [{ ...visit, org: 'G9' }];
    expect(await bring(district, { organisations: [group, branch, school], visits })).toMatchObject({ recorded: 4 });
    expect(district.mingbai.tree().chain('G9').slice(0, 3)).toEqual(['G9', 'B9', 'X9']);
  });
  it('warns of a new row that may be a correction of a record for which no row stands any more', async () => {
    const district = await testDistrict();
    const other = { ...visit, triggers: '困难', people: '李某' };
    const another = { ...visit, org: 'S2' };
    expect(await bring(district, { visits: [visit, other, another] })).toMatchObject({ recorded: 3, warnings: [] });
    const [record = ''] = district.mingbai
      .list(district.operator, 'visits', { org: 'S1' })
      .flatMap((each) => (String(each.row['triggers']) === 'hospital' ? [each.record] : []));
    const changed = { visits: [another, { ...visit, groups: '19人次' }, other] };
    for (const options of [{ dryRun: true }, {}]) {
      const { recorded, unchanged, errors, warnings } = await bring(district, changed, options);
      expect({ recorded, unchanged, errors }).toEqual({ recorded: 1, unchanged: 2, errors: [] });
      expect(warnings.map(({ sheet, row, code }) => [sheet, row, code])).toEqual([['慰问台账', 3, 'like-recorded']]);
      expect(warnings[0]?.message).toContain(`（记录号 ${record}）单位相同，日期、事由也都相同`);
    }
    const added = { visits: [visit, { ...visit, people: '王某' }, { ...visit, occurredOn: '2025年3月' }] };
    expect(await bring(district, added)).toMatchObject({ recorded: 2, warnings: [{ row: 3 }] });
    expect(await bring(district, added)).toMatchObject({ recorded: 0, warnings: [] });
  });
});
