import { describe, expect, it } from 'vitest';
import { CAPABILITIES, REGISTERS, registerNamed } from './index.ts';
import { eventOf, happened, idOf, on, registerSpecification, Streams } from './testing/index.ts';

const PERSON = idOf('person');
const exactly = (value: number, unit: string) => ({ value, precision: 'exact', unit });

const SAMPLES: Readonly<Record<string, Parameters<typeof registerSpecification>[1]>> = {
  organisations: {
    record: 'S1',
    first: { code: 'S1', name: '第一中学', kind: 'school', administeredBy: 'D1' },
    better: { code: 'S1', name: '第一中学', kind: 'school', administeredBy: 'D2' },
    rekeyed: { code: 'S2', name: '第一中学', kind: 'school', administeredBy: 'D1' },
    refused: { 'own-parent': { code: 'S1', name: '第一中学', kind: 'school', administeredBy: 'S1' } },
  },
  persons: {
    record: PERSON,
    first: { person: PERSON, name: '黄某', staffNumber: '1023', kind: 'serving' },
    better: { person: PERSON, name: '黄某某', staffNumber: '1023', kind: 'retired', gender: 'woman' },
    rekeyed: { person: idOf('somebody else'), name: '黄某', kind: 'serving' },
  },
  memberships: { first: { person: PERSON, kind: 'joined' }, better: { person: PERSON, kind: 'transferred-in' } },
  posts: {
    first: { person: PERSON, post: 'chair', term: 6 },
    better: { person: PERSON, post: 'vice-chair', term: 6, endsOn: '2029-12-31' },
  },
  'head-counts': {
    first: { category: 'staff', count: exactly(135, '人') },
    better: { category: 'staff', count: exactly(136, '人') },
  },
  'stated-shares': {
    first: { category: 'women', value: exactly(71, '%') },
    better: { category: 'women', value: exactly(100, '%') },
    refused: {
      'share-in-other-unit': { category: 'average-age', value: exactly(41, '%') },
      'over-a-hundred-percent': { category: 'women', value: exactly(101, '%') },
    },
  },
  visits: {
    first: { triggers: ['hospital'], people: [{ person: PERSON, name: '黄某' }] },
    better: { triggers: ['surgery'], people: [{ person: PERSON, name: '黄某' }], place: '第一医院' },
    refused: { 'nobody-visited': { triggers: ['hospital'], people: [] } },
  },
  congresses: {
    first: {
      bodies: [{ body: 'staff-congress', term: { number: 6, word: '届' } }],
      entitled: exactly(50, '人'),
      present: exactly(49, '人'),
    },
    better: { bodies: [{ body: 'staff-congress' }], entitled: exactly(50, '人'), present: exactly(50, '人') },
    refused: {
      'more-present-than-entitled': {
        bodies: [{ body: 'staff-congress' }],
        entitled: exactly(50, '人'),
        present: exactly(51, '人'),
      },
      'more-votes-than-present': {
        bodies: [{ body: 'staff-congress' }],
        entitled: exactly(50, '人'),
        present: exactly(49, '人'),
        resolutions: [{ title: '方案', inFavour: exactly(45, '人'), against: exactly(5, '人') }],
      },
      'below-quorum': {
        bodies: [{ body: 'staff-congress' }],
        entitled: exactly(50, '人'),
        present: exactly(33, '人'),
      },
    },
  },
  activities: {
    first: { name: '春游', kind: 'outing', participants: [exactly(99, '人次')] },
    better: {
      name: '春游',
      kind: 'outing',
      participants: [{ value: 80, precision: 'over', unit: '人次', asStated: '80余人次' }],
    },
  },
  plans: {
    first: { what: '组织教职工体检', field: 'health', responsible: '女职工委员会' },
    better: { what: '组织教职工体检', field: 'health', outcome: 'done', settledOn: '2025-03-10' },
    refused: {
      'outcome-without-day': { what: '组织教职工体检', field: 'health', outcome: 'dropped' },
      'outcome-still-to-come': { what: '组织教职工体检', field: 'health', outcome: 'done', settledOn: '2025-03-11' },
    },
  },
};

for (const [name, sample] of Object.entries(SAMPLES)) {
  const register = registerNamed(name);
  if (register) registerSpecification(register, sample);
}

describe('the row of an organisation', () => {
  it('belongs to the organisation itself, whoever has recorded it', () => {
    const unit = eventOf('OrganisationRegistered')({ record: 'S1', code: 'S1', name: '第一中学', kind: 'school' });
    const event = new Streams().add(happened(unit, { org: 'D1' }), 'organisation-S1');
    expect(registerNamed('organisations')?.effects(event)).toMatchObject([{ record: 'S1', org: 'S1' }]);
  });
});

describe('the record of a person', () => {
  it('has a staff number without blanks around it, and a month of retirement', () => {
    const record = registerNamed('persons')?.sheet?.record;
    const takes = (more: object) =>
      record?.input.safeParse({ org: 'S1', occurredOn: on('2025-03-08'), name: '黄某', kind: 'serving', ...more });
    expect(takes({ staffNumber: ' 1023 ', retiresOn: '2026-08' })?.data).toMatchObject({ staffNumber: '1023' });
    for (const retiresOn of ['026-08', '2026-8']) expect(takes({ retiresOn })?.success).toBe(false);
  });
});

describe('the list of registers', () => {
  it('has a specification here for each that records, corrects and withdraws', () => {
    const made = REGISTERS.filter(({ sheet }) => sheet?.correct !== undefined).map(({ name }) => name);
    expect(Object.keys(SAMPLES).toSorted()).toEqual(made.toSorted());
  });
  it('names each register, capability, event and figure once', () => {
    const figures = REGISTERS.flatMap((register) => register.figures.map(({ id }) => id));
    for (const names of [REGISTERS.map(({ name }) => name), CAPABILITIES.map(({ name }) => name), figures]) {
      expect(new Set(names).size).toBe(names.length);
    }
    const types = REGISTERS.flatMap(({ events }) => events);
    expect(new Set(types).size).toBe(new Set(types.map(({ type }) => type)).size);
  });
  it('names capabilities after their context, and figures after theirs', () => {
    for (const { context, capabilities, figures } of REGISTERS) {
      expect(capabilities.map(({ name }) => name.split('.')[0])).toEqual(capabilities.map(() => context));
      expect(figures.map(({ id, over }) => [id.split('.')[0], registerNamed(over)?.context])).toEqual(
        figures.map(() => [context, context]),
      );
    }
  });
  it('lists each rejection once a capability', () => {
    for (const { rejections } of CAPABILITIES) expect(new Set(rejections).size).toBe(rejections.length);
  });
  it('has a way to take back what its sheet takes in, except a fund’s opening', () => {
    const kept = REGISTERS.filter(({ sheet, undo }) => sheet && !undo).map(({ name }) => name);
    expect(kept).toEqual(['funds']);
  });
});
