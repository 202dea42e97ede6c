import {
  type Actor,
  bytesOf,
  catchUp,
  changesOf,
  classesOpenTo,
  openData,
  readEvent,
  rebuild,
  sealData,
  verifyStore,
} from '@mingbai/application';
import { fullOf } from '@mingbai/domain/testing';
import { openReadModels } from '@mingbai/read-models-sqlite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { envelopeOf, PERSONAL, withSecrets } from './personal-events.ts';
import {
  auditor,
  codeOf,
  ERASED,
  idOf,
  MASK,
  officer,
  on,
  SCHOOL,
  signer,
  testMingbai,
  visit,
} from './test-mingbai.ts';

type Row = { readonly row: Readonly<Record<string, unknown>> };
const READER = { classes: classesOpenTo('operator'), mask: MASK, erased: ERASED };
const ALTERED = expect.objectContaining({ code: 'altered' });

describe('personal text', () => {
  it('stands in the events that name persons, and in no others', () => {
    expect(PERSONAL.map(({ type }) => type).toSorted()).toEqual(
      [
        'ActivityCorrected',
        'ActivityHeld',
        'FundDisbursed',
        'MemberVisitCorrected',
        'MemberVisited',
        'PaymentRequested',
        'PersonCorrected',
        'PersonRegistered',
      ].toSorted(),
    );
  });
  it.each(PERSONAL.map((each) => [each.type, each] as const))(
    'of %s stands neither in its bytes nor in the read models',
    async (_type, definition) => {
      const { vault } = await testMingbai();
      const models = openReadModels(':memory:');
      let position = 0;
      fc.assert(
        fc.property(fullOf(definition.data), (content) => {
          const { data, secrets } = withSecrets(definition, content);
          const bare = envelopeOf(definition, data, position);
          const context = { vault, eventId: bare.id, fallbackPerson: idOf('fallback') };
          const sealed = { ...bare, data: sealData(definition, data, context) };
          const bytes = bytesOf(sealed);
          models.apply([changesOf(readEvent(bytes), position++)]);
          const seen = new TextDecoder().decode(bytes) + [...models.dump()].join('\n');
          expect(secrets.length).toBeGreaterThan(0);
          expect(secrets.filter((secret) => seen.includes(secret))).toEqual([]);
          expect(openData(sealed.data, { ...READER, vault, eventId: bare.id, type: bare.type })).toEqual(data);
        }),
        { numRuns: 15 },
      );
      expect([...models.dump()].join('\n')).not.toContain('秘密');
      models.close();
    },
  );
  it('does not open in another event, under another type or in another place', async () => {
    const { vault } = await testMingbai();
    const definition = PERSONAL.find(({ type }) => type === 'MemberVisited');
    if (!definition) throw new Error('no MemberVisited');
    const people = ['甲', '乙'].map((name) => ({ person: idOf('one person'), name }));
    const data = { record: 'r', triggers: ['hospital'], people };
    const sealed = sealData(definition, data, { vault, eventId: idOf('e'), fallbackPerson: 'r' }) as typeof data;
    const open =
      (value: unknown, eventId = idOf('e'), type = 'MemberVisited') =>
      () =>
        openData(value, { ...READER, vault, eventId, type });
    expect(open(sealed)()).toEqual(data);
    expect(open(sealed, idOf('other'))).toThrow(ALTERED);
    expect(open(sealed, idOf('e'), 'ActivityHeld')).toThrow(ALTERED);
    expect(open({ ...sealed, people: sealed.people.toReversed() })).toThrow(ALTERED);
  });
});

const PERSON = idOf('黄某');
const NAME = '黄某某';

async function visited() {
  const test = await testMingbai();
  await test.must(officer, 'organisation.register-person', {
    org: SCHOOL,
    occurredOn: on('2025-03-01'),
    person: PERSON,
    name: NAME,
    staffNumber: '1023',
    kind: 'serving',
  });
  await test.must(
    officer,
    'visit.record',
    visit('2025-03-08', { people: [{ person: PERSON, name: NAME }], groups: undefined, followUp: '每月探望一次' }),
  );
  await test.must(officer, 'visit.record', visit('2025-03-09', { people: [{ name: '李某人' }], groups: undefined }));
  return test;
}

const namesOf = (rows: readonly Row[]) =>
  rows.flatMap(({ row }) => ((row['people'] ?? []) as { name: string }[]).map(({ name }) => name));

describe('a person in the record', () => {
  it('is a random id that every event of the person carries, and a made one where nobody is registered', async () => {
    const test = await visited();
    const people = (await test.events()).flatMap(
      ({ data }) => (data as { people?: { person: string }[] }).people ?? [],
    );
    expect(people[0]?.person).toBe(PERSON);
    expect(people[1]?.person).toMatch(/^[0-9a-f-]{36}$/);
    expect(people[1]?.person).not.toBe(PERSON);
  });
  it('is read by each role as far as its work needs, and not at all by a member', async () => {
    const test = await visited();
    const seen = (actor: Actor) => {
      const [row] = test.mingbai.list(actor, 'visits', { org: SCHOOL });
      return [namesOf(row ? [row] : []), row?.row['followUp']];
    };
    expect(seen(officer)).toEqual([[NAME], '每月探望一次']);
    expect(seen(auditor)).toEqual([[NAME], MASK]);
    const [row] = test.models.rows({ register: 'visits', orgs: 'all', known: 99 });
    if (!row) throw new Error('no visit');
    expect(test.mingbai.opened(row, classesOpenTo('member')).row).toMatchObject({
      people: [{ name: MASK }],
      followUp: MASK,
    });
  });
  it('stands sealed in what is stored', async () => {
    const test = await visited();
    expect(namesOf(test.mingbai.list(officer, 'visits', { org: SCHOOL }))).toEqual([NAME, '李某人']);
    const stored =
      JSON.stringify(test.models.rows({ register: 'visits', orgs: 'all', known: 99 })) +
      [...test.models.dump()].join('\n');
    for (const secret of [NAME, '李某人', '每月探望一次']) expect(stored).not.toContain(secret);
  });
});

describe('a person whose key was destroyed', () => {
  it('is erased from every list, and from no sum', async () => {
    const test = await visited();
    const before = ['visit.person-times', 'visit.persons', 'visit.occasions'].map((id) => test.value(id).value);
    test.vault.destroy(PERSON);
    expect(namesOf(test.mingbai.list(officer, 'visits', { org: SCHOOL }))).toEqual([ERASED, '李某人']);
    expect(test.mingbai.list(officer, 'persons', { org: SCHOOL })[0]?.row['name']).toBe(ERASED);
    expect(['visit.person-times', 'visit.persons', 'visit.occasions'].map((id) => test.value(id).value)).toEqual(
      before,
    );
  });
  it('leaves a log that verifies and read models that can be made again', async () => {
    const test = await visited();
    const dump = [...test.models.dump()].join('\n');
    test.vault.destroy(PERSON);
    expect(await verifyStore(test.store, signer)).toMatchObject({ ok: true, problems: [] });
    await rebuild(test.store, test.models);
    expect([...test.models.dump()].join('\n')).toBe(dump);
    const fresh = openReadModels(':memory:');
    await catchUp(test.store, fresh);
    expect([...fresh.dump()].join('\n')).toBe(dump);
    fresh.close();
  });
  it('is not recorded again, and nobody else’s command suffers from the attempt', async () => {
    const test = await visited();
    test.vault.destroy(PERSON);
    const answers = await Promise.all([
      test.run(officer, 'visit.record', visit('2025-03-05')),
      test.run(officer, 'visit.record', visit('2025-03-06', { people: [{ person: PERSON, name: NAME }] })),
      test.run(officer, 'visit.record', visit('2025-03-07')),
    ]);
    expect(answers.map(codeOf)).toEqual(['recorded', 'person-erased', 'recorded']);
  });
  it('keeps what was sealed under another class', async () => {
    const test = await visited();
    test.vault.destroy(PERSON, 'health');
    expect(namesOf(test.mingbai.list(officer, 'visits', { org: SCHOOL }))).toEqual([NAME, '李某人']);
  });
});
