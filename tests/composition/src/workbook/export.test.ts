import { SHEET_REGISTERS, exportWorkbook, importWorkbook } from '@mingbai/workbook';
import { beforeAll, describe, expect, it } from 'vitest';
import { bring, EVERYTHING, register as registerOf, testDistrict, type District } from './test-district.ts';

describe('an exported workbook', () => {
  let district: District;
  beforeAll(async () => {
    district = await testDistrict();
    const { persons = [], ...ledgers } = EVERYTHING;
    for (const sheets of [{ persons }, ledgers]) expect((await bring(district, sheets)).errors).toEqual([]);
  });

  it.each(SHEET_REGISTERS.map((register) => [register.name, register] as const))(
    'of %s comes back without a change',
    async (name, register) => {
      const { mingbai, operator } = district;
      const bytes = await exportWorkbook(mingbai, operator, register, {});
      const size = mingbai.ports.models.size();
      const back = await importWorkbook(mingbai, operator, bytes);
      const lines = EVERYTHING[name]?.length ?? 0;
      expect(back).toMatchObject({ recorded: 0, corrected: 0, unchanged: back.rows, errors: [] });
      expect(back.rows).toBeGreaterThanOrEqual(lines);
      expect(mingbai.ports.models.size()).toBe(size);
      expect(lines).toBeGreaterThan(0);
    },
  );
});

describe('a workbook from before a person was erased', () => {
  const persons = [{ org: 'S1', occurredOn: '2025-01-01', name: '黄某人', staffNumber: '1023', kind: '在职' }];
  const visits = [
    { org: 'S1', occurredOn: '2025-03-08', triggers: '住院', people: '黄某人（1023）、李某' },
    { org: 'S1', occurredOn: '2025-03-09', triggers: '住院', people: '李某' },
  ];
  const exported = ({ mingbai, operator }: District, name: string) =>
    exportWorkbook(mingbai, operator, registerOf(name), {});
  let district: District;
  const before: Record<string, Uint8Array> = {};
  beforeAll(async () => {
    district = await testDistrict();
    for (const sheets of [{ persons }, { visits }]) expect((await bring(district, sheets)).errors).toEqual([]);
    const { mingbai, operator } = district;
    before['persons'] = await exported(district, 'persons');
    before['visits'] = await exported(district, 'visits');
    const erasure = {
      org: 'S1',
      person: '1023',
      ground: '本人申请',
      occurredOn: { from: '2025-05-06', to: '2025-05-06' },
    };
    expect(await mingbai.run(operator, 'organisation.erase-person', erasure)).toMatchObject({ ok: true });
  });

  it.each(['persons', 'visits'])(
    'that was an export of %s says who was erased, when, and which row goes',
    async (name) => {
      const { errors, unchanged } = await importWorkbook(
        district.mingbai,
        district.operator,
        before[name] ?? new Uint8Array(),
      );
      expect(errors).toMatchObject([{ row: 2, code: 'erased-since-export' }]);
      expect(errors[0]?.message).toMatch(/已于 2025-05-06 依法删除.*请删去这一行/);
      expect(unchanged).toBe(0);
    },
  );
  it('that was typed changes nothing', async () => {
    for (const sheets of [{ persons }, { visits }])
      expect(await bring(district, sheets)).toMatchObject({ errors: [], recorded: 0, corrected: 0 });
  });
  it('lets nobody record the person again', async () => {
    const [first] = visits;
    const { errors } = await bring(district, { visits: [{ ...first, occurredOn: '2025-03-10' }] });
    expect(errors).toMatchObject([
      { code: 'person-erased', message: expect.stringContaining('已依法删除，不能再登记；请') },
    ]);
  });
  it('is followed by an export whose row may be corrected, and tells of the same people', async () => {
    const { mingbai, operator } = district;
    const row = () => mingbai.list(operator, 'visits', {}).find(({ from }) => from === '2025-03-08');
    const [first, was] = [visits[0], row()];
    const changed = {
      ...first,
      people: '（已依法删除）、李某',
      place: '第一医院',
      reason: '补写',
      record: was?.record ?? '',
    };
    expect(await bring(district, { visits: [changed] })).toMatchObject({ corrected: 1, errors: [] });
    expect(row()?.row).toMatchObject({ place: '第一医院', people: was?.row['people'] });
  });
  it('is followed by an export that comes back without a change', async () => {
    for (const name of ['persons', 'visits']) {
      const { mingbai, operator } = district;
      const back = await importWorkbook(mingbai, operator, await exported(district, name));
      expect(back).toMatchObject({ recorded: 0, corrected: 0, errors: [] });
    }
  });
});
