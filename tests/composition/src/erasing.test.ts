import { catchUp, Mingbai, trace } from '@mingbai/application';
import { openReadModels } from '@mingbai/read-models-sqlite';
import { MemoryVault } from '@mingbai/vault';
import { describe, expect, it } from 'vitest';
import {
  auditor,
  codeOf,
  DISTRICT,
  districtOfficer,
  ERASED,
  idOf,
  officer,
  on,
  operator,
  OTHER,
  SCHOOL,
  testMingbai,
  visit,
  type TestMingbai,
} from './test-mingbai.ts';

const PERSON = idOf('the person who is erased');
const NAME = '黄某人';
const erasure = { org: SCHOOL, person: PERSON, ground: '本人申请' };

/** A registered person who was visited, with a follow-up that is of another class. */
async function visited(): Promise<TestMingbai> {
  const test = await testMingbai('erasing');
  const person = { org: SCHOOL, occurredOn: on('2025-01-01'), person: PERSON, name: NAME, staffNumber: '1023' };
  await test.must(officer, 'organisation.register-person', { ...person, kind: 'serving' });
  const named = { people: [{ person: PERSON, name: NAME }], groups: undefined, followUp: '每月探望一次' };
  await test.must(officer, 'visit.record', visit('2025-03-08', named));
  return test;
}

const nameOf = ({ mingbai }: TestMingbai) => mingbai.list(officer, 'persons', { org: SCHOOL })[0]?.row['name'];

const people = ({ mingbai }: TestMingbai) =>
  mingbai
    .list(officer, 'visits', { org: SCHOOL })
    .flatMap(({ row }) => row['people'] as readonly { readonly person: string; readonly name: string }[]);

describe('a person who is erased', () => {
  it('is read by nobody any more as soon as it is answered, and counts as before', async () => {
    const test = await visited();
    expect(test.mingbai.references().person(NAME)).toBe(PERSON); // and is remembered by name
    const before = test.value('visit.person-times').value;
    await test.must(districtOfficer, 'organisation.erase-person', erasure);
    expect(nameOf(test)).toBe(ERASED);
    expect(() => test.mingbai.references().person(NAME)).toThrow('person-not-found');
    const { events } = await trace(test.mingbai, officer, 'visit.person-times', { org: SCHOOL });
    expect(JSON.stringify(events)).toContain(ERASED);
    expect(JSON.stringify(events)).not.toContain(NAME);
    expect(test.value('visit.person-times').value).toBe(before);
    expect(test.mingbai.list(auditor, 'erasures', {})).toMatchObject([
      {
        org: SCHOOL,
        row: { person: PERSON, classes: ['identity', 'health', 'hardship', 'child'], ground: '本人申请' },
      },
    ]);
  });
  it('is not recorded again under the same id', async () => {
    const test = await visited();
    await test.must(operator, 'organisation.erase-person', erasure);
    const again = visit('2025-03-09', { people: [{ person: PERSON, name: NAME }] });
    expect(codeOf(await test.run(officer, 'visit.record', again))).toBe('person-erased');
  });
  it('stays in a record that is corrected, and is counted as before', async () => {
    const test = await visited();
    await test.must(operator, 'organisation.erase-person', erasure);
    const [row] = test.mingbai.list(officer, 'visits', { org: SCHOOL });
    if (!row) throw new Error('there is no visit');
    const { people, followUp } = row.row;
    expect([people, followUp]).toEqual([[{ person: PERSON, name: ERASED }], ERASED]);
    const content = visit('2025-03-08', { people, followUp, groups: undefined, place: '第一医院' });
    const correct = { ...content, record: row.record, reason: '补写地点' };
    await test.must(officer, 'visit.correct', correct);
    const [now] = test.mingbai.list(officer, 'visits', { org: SCHOOL });
    expect(now?.row).toMatchObject({ people, followUp, place: '第一医院' });
    expect(test.value('visit.person-times').value).toBe(1);
    const again = { ...content, people: [{ person: PERSON, name: NAME }] };
    expect(codeOf(await test.run(officer, 'visit.correct', { ...correct, people: again.people }))).toBe(
      'person-erased',
    );
    expect(codeOf(await test.run(officer, 'visit.record', content))).toBe('person-erased');
  });
  it('keeps the classes that were not named', async () => {
    const test = await visited();
    await test.must(operator, 'organisation.erase-person', { ...erasure, classes: ['health'] });
    expect(nameOf(test)).toBe(NAME);
  });
  it('stays erased when the keys come back beside the log, and in every process that reads it', async () => {
    const test = await visited();
    await test.must(operator, 'organisation.erase-person', erasure);
    const { store, clock, random, mingbai } = test;
    // a process of its own, with the vault as it was before: one that was restored, or one that ended in between
    const models = openReadModels(':memory:');
    await catchUp(store, models);
    const [row] = models.rows({ register: 'persons', orgs: 'all', known: models.size() });
    const vault = new MemoryVault({ masterKey: new Uint8Array(32).fill(9), random });
    vault.seal(PERSON, 'identity', 'some context', NAME);
    const other = new Mingbai({ ...mingbai.ports, models, vault, clock });
    expect(row && other.opened(row).row['name']).toBe(ERASED);
    expect(() => vault.seal(PERSON, 'identity', 'some context', NAME)).toThrow(
      expect.objectContaining({ code: 'person-erased' }),
    );
  });
});

describe('a name that stands under other ids', () => {
  it('is told of before the keys go: where it stands, and under which id', async () => {
    const test = await visited();
    const typed = (day: string, name: string, org = SCHOOL) =>
      test.recordOf(operator, 'visit.record', visit(day, { org, people: [{ name }], groups: undefined }));
    const record = await typed('2025-03-09', '黄 某人');
    await typed('2025-03-09', '李某人');
    const elsewhere = await typed('2025-03-08', NAME, OTHER);
    await test.must(operator, 'visit.withdraw', { org: OTHER, record: elsewhere, reason: '重复登记' });
    const [, other] = people(test);
    const found = [
      { register: 'visits', record, org: SCHOOL, from: '2025-03-09', to: '2025-03-09', person: other?.person },
      { register: 'visits', record: elsewhere, org: OTHER, person: expect.any(String) },
    ];
    expect(await test.run(operator, 'organisation.erase-person', erasure, { dryRun: true })).toMatchObject({
      namesakes: found,
    });
    expect(await test.run(operator, 'organisation.erase-person', erasure)).toMatchObject({ namesakes: found });
    // by the id that was told the other one goes as well, and tells of what is left
    const again = { ...erasure, person: other?.person };
    const answer = await test.run(operator, 'organisation.erase-person', again);
    expect(answer).toMatchObject({ namesakes: [{ record: elsewhere }] });
    expect(people(test).map(({ name }) => name)).toEqual([ERASED, ERASED, '李某人']);
  });
  it('is not told of where nobody else has it', async () => {
    const test = await visited();
    expect(await test.run(operator, 'organisation.erase-person', erasure)).not.toHaveProperty('namesakes');
  });
});

describe('erasing', () => {
  it('is refused for somebody who still holds a role, and for somebody unknown', async () => {
    const test = await visited();
    const role = { org: SCHOOL, occurredOn: on('2025-01-02'), person: PERSON, role: 'officer' };
    await test.must(operator, 'organisation.grant-role', role);
    const answer = await test.run(operator, 'organisation.erase-person', erasure);
    expect(answer).toMatchObject({
      refusal: { kind: 'rejected', code: 'person-holds-role', field: 'person', detail: { roles: 'officer' } },
    });
    expect(nameOf(test)).toBe(NAME);
    await test.must(operator, 'organisation.revoke-role', role);
    await test.must(operator, 'organisation.erase-person', erasure);
    expect(nameOf(test)).toBe(ERASED);
    const nobody = { ...erasure, person: '李某人' };
    expect(codeOf(await test.run(operator, 'organisation.erase-person', nobody))).toBe('no-such-person');
  });
  it('reaches whoever is in no register, by the id beside the name', async () => {
    const test = await visited();
    await test.must(officer, 'visit.record', visit('2025-03-09', { people: [{ name: '李某人' }], groups: undefined }));
    const unregistered = people(test).find(({ name }) => name === '李某人')?.person ?? '';
    await test.must(operator, 'organisation.erase-person', { ...erasure, person: unregistered });
    expect(people(test).map(({ name }) => name)).toEqual([NAME, ERASED]);
  });
  it('is refused in the name of a unit that is not the person’s, and on a ground that names the person', async () => {
    const test = await visited();
    const erase = (more: object) => test.run(operator, 'organisation.erase-person', { ...erasure, ...more });
    expect(await erase({ org: 'S2' })).toMatchObject({
      refusal: { kind: 'rejected', code: 'person-of-other-organisation', field: 'org', detail: { org: SCHOOL } },
    });
    expect(await erase({ ground: `${NAME}本人申请` })).toMatchObject({
      refusal: { kind: 'rejected', code: 'ground-names-person', field: 'ground' },
    });
    expect(codeOf(await erase({ ground: ' ' }))).toBe('too-short');
    expect(nameOf(test)).toBe(NAME);
    expect(codeOf(await erase({ org: DISTRICT }))).toBe('recorded');
  });
  it('is for the district’s officer and the operator', async () => {
    const test = await visited();
    expect(codeOf(await test.run(officer, 'organisation.erase-person', erasure))).toBe('forbidden');
    expect(() => test.mingbai.list(officer, 'erasures', { org: SCHOOL })).toThrow('forbidden');
    expect(test.mingbai.list(auditor, 'erasures', { org: DISTRICT })).toEqual([]);
  });
  it('changes nothing as a trial or when it was done already', async () => {
    const test = await visited();
    await test.must(operator, 'organisation.erase-person', erasure, { dryRun: true });
    expect(nameOf(test)).toBe(NAME);
    await test.must(operator, 'organisation.erase-person', erasure);
    const size = await test.size();
    await test.must(operator, 'organisation.erase-person', erasure);
    expect(await test.size()).toBe(size);
  });
});
