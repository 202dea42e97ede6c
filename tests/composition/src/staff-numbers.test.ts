import { describe, expect, it } from 'vitest';
import { codeOf, DISTRICT, idOf, officer, on, operator, OTHER, SCHOOL, testMingbai, visit } from './test-mingbai.ts';
import { bring, briefly } from './workbook/test-district.ts';

describe('a person by staff number', () => {
  it('finds a person by staff number, and by name where one person has it', async () => {
    const test = await testMingbai();
    for (const [id, name, staffNumber] of [
      ['1', '黄某', '1001'],
      ['2', '黄某', '1002'],
      ['3', '李某', '1003'],
    ] as const) {
      await test.must(officer, 'organisation.register-person', {
        org: SCHOOL,
        occurredOn: on('2025-03-01'),
        person: idOf(id),
        name,
        staffNumber,
        kind: 'serving',
      });
    }
    const references = test.mingbai.references();
    expect([references.person('1001'), references.person('李某'), references.person(idOf('2'))]).toEqual([
      idOf('1'),
      idOf('3'),
      idOf('2'),
    ]);
    expect(() => references.person('黄某')).toThrow(
      expect.objectContaining({
        refusal: {
          kind: 'malformed',
          code: 'person-ambiguous',
          detail: { text: '黄某', names: '黄某\tS1 1001\n黄某\tS1 1002' },
        },
      }),
    );
    await test.must(
      officer,
      'visit.record',
      visit('2025-03-08', { people: [{ name: '黄某', staffNumber: '1002' }], groups: undefined }),
    );
    const data = (await test.events()).at(-1)?.data as { people: { person: string }[] } | undefined;
    expect(data?.people[0]?.person).toBe(idOf('2'));
    const nobody = visit('2025-03-08', { people: [{ name: '黄某', staffNumber: '9999' }] });
    expect(codeOf(await test.run(officer, 'visit.record', nobody))).toBe('person-not-found');
  });
  it('takes a staff number for somebody of the place itself, and only together with the right name', async () => {
    const test = await testMingbai();
    const register = (id: string, org: string, name: string) => {
      const person = { org, occurredOn: on('2025-03-01'), person: idOf(id), name, staffNumber: '7', kind: 'serving' };
      return test.run(operator, 'organisation.register-person', person, { id: idOf(`command ${id}`) });
    };
    const registered = async (...given: Parameters<typeof register>) => codeOf(await register(...given));
    expect(await registered('1', SCHOOL, '黄某')).toBe('recorded');
    expect(await registered('2', OTHER, '李某')).toBe('recorded');
    expect(await registered('2', OTHER, '李某')).toBe('repeated');
    expect(await register('3', OTHER, '王某')).toMatchObject({
      refusal: { code: 'staff-number-taken', detail: { text: '7', holder: '李某' } },
    });
    const visited = async (org: string, name: string): Promise<string | undefined> => {
      const named = visit('2025-03-08', { org, people: [{ name, staffNumber: '7' }], groups: undefined });
      const code = codeOf(await test.run(operator, 'visit.record', named));
      const data = (await test.events()).at(-1)?.data as { people: { person: string }[] } | undefined;
      return code === 'recorded' ? data?.people[0]?.person : code;
    };
    expect(await visited(SCHOOL, '黄某')).toBe(idOf('1'));
    expect(await visited(OTHER, '李某')).toBe(idOf('2'));
    expect(await visited(SCHOOL, '李某')).toBe('name-of-nobody');
    expect(await visited(DISTRICT, '李某')).toBe(idOf('2'));
    expect(() => test.mingbai.references().person('7')).toThrow(
      expect.objectContaining({
        refusal: { kind: 'malformed', code: 'staff-number-ambiguous', detail: { text: '7', names: 'S1\nS2' } },
      }),
    );
  });
  it('is taken by another one that differs by capitals alone, also of the same moment and in a workbook', async () => {
    const test = await testMingbai();
    const registering = (staffNumber: string, org = SCHOOL) =>
      test.run(operator, 'organisation.register-person', {
        org,
        occurredOn: on('2025-03-01'),
        name: '黄某',
        staffNumber,
        kind: 'serving',
      });
    const answers = await Promise.all([registering('7a'), registering('7A'), registering('7A', OTHER)]);
    expect(answers.map(codeOf)).toEqual(['recorded', 'staff-number-taken', 'recorded']);
    expect(codeOf(await registering('7A'))).toBe('staff-number-taken');
    const row = (staffNumber: string) => ({
      org: SCHOOL,
      occurredOn: '2025-01-01',
      name: '李某',
      staffNumber,
      kind: '在职',
    });
    const brought = await bring({ mingbai: test.mingbai, operator }, { persons: [row('8b'), row('8B'), row('7A')] });
    expect(briefly(brought)).toEqual([
      ['人员', 3, '工号', 'staff-number-taken'],
      ['人员', 4, '工号', 'staff-number-taken'],
    ]);
  });
});
