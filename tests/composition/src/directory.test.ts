import { findByCodeOrName, POLICY, Refused, roleFor } from '@mingbai/application';
import { CAPABILITIES, REGISTERS } from '@mingbai/domain';
import { ROLES } from '@mingbai/kernel';
import { describe, expect, it } from 'vitest';
import {
  cashier,
  chair,
  codeOf,
  counted,
  DISTRICT,
  districtOfficer,
  member,
  officer,
  on,
  operator,
  OTHER,
  SCHOOL,
  somebody,
  testMingbai,
  visit,
  type TestMingbai,
} from './test-mingbai.ts';

const STAFF = 'organisation.head-count[category=staff]';

/** S1 under town T1 until the end of August, then under T2. */
async function moved(): Promise<TestMingbai> {
  const test = await testMingbai();
  test.clock.set('2025-10-01T00:00:00Z');
  for (const code of ['T1', 'T2']) {
    const town = { occurredOn: on('2020-01-01'), code, name: `${code}镇工会`, kind: 'town', administeredBy: DISTRICT };
    await test.must(operator, 'organisation.register', town);
  }
  for (const [day, administeredBy] of [
    ['2020-01-01', 'T1'],
    ['2025-09-01', 'T2'],
  ] as const) {
    const school = {
      org: SCHOOL,
      record: SCHOOL,
      occurredOn: on(day),
      code: SCHOOL,
      name: '第一中学',
      kind: 'school',
      administeredBy,
    };
    await test.must(operator, 'organisation.correct', { ...school, reason: '隶属关系调整' });
  }
  await test.must(operator, 'organisation.count-heads', {
    org: SCHOOL,
    occurredOn: on('2025-01-01'),
    category: 'staff',
    count: { value: 100, precision: 'exact', unit: '人' },
  });
  return test;
}

describe('the tree of organisations', () => {
  it('is that of the day asked about', async () => {
    const test = await moved();
    const below = (org: string, asOf: string) => test.value(STAFF, { org, asOf }).value;
    expect([below('T1', '2025-08-31'), below('T2', '2025-08-31')]).toEqual([100, null]);
    expect([below('T1', '2025-09-01'), below('T2', '2025-09-01')]).toEqual([null, 100]);
    expect([below(DISTRICT, '2025-08-31'), below(DISTRICT, '2025-09-01')]).toEqual([100, 100]);
  });
  it('is what lists and numbers of units are of, too', async () => {
    const test = await moved();
    const seen = (org: string, asOf: string) => [
      test.value('organisation.units', { org, asOf }).value,
      test.mingbai.list(operator, 'organisations', { org, asOf }).map(({ record }) => record),
    ];
    expect(seen('T1', '2025-08-31')).toEqual([2, ['T1', SCHOOL]]);
    expect(seen('T2', '2025-08-31')).toEqual([1, ['T2']]);
    expect(seen('T1', '2025-09-01')).toEqual([1, ['T1']]);
    expect(seen('T2', '2025-09-01')).toEqual([2, ['T2', SCHOOL]]);
    expect(seen(DISTRICT, '2025-08-31')[0]).toEqual(seen(DISTRICT, '2025-09-01')[0]);
    expect(test.value('organisation.units[kind=town]')).toMatchObject({ value: 2, precision: 'exact' });
  });
  it('is that which was known', async () => {
    const test = await testMingbai();
    const knownThen = test.mingbai.view({ knownAt: '2025-03-10' });
    test.clock.set('2025-10-01T00:00:00Z');
    await test.must(districtOfficer, 'organisation.withdraw', { org: OTHER, record: OTHER, reason: '登记错误' });
    expect(knownThen.tree.below(DISTRICT)).toEqual([DISTRICT, SCHOOL, OTHER]);
    expect(test.mingbai.view({ knownAt: '2025-03-10' }).tree.below(DISTRICT)).toEqual([DISTRICT, SCHOOL, OTHER]);
    expect(test.mingbai.view({}).tree.below(DISTRICT)).toEqual([DISTRICT, SCHOOL]);
  });
  it('leads from an organisation up to the district', async () => {
    const { mingbai } = await moved();
    expect(mingbai.view({}).tree.chain(SCHOOL)).toEqual([SCHOOL, 'T2', DISTRICT]);
    expect(mingbai.view({ asOf: '2025-08-31' }).tree.chain(SCHOOL)).toEqual([SCHOOL, 'T1', DISTRICT]);
    expect(mingbai.tree().chain('S9')).toEqual([]);
    expect(mingbai.tree().root()?.code).toBe(DISTRICT);
  });
  it('never goes round in a circle', async () => {
    const test = await moved();
    const correct = (code: string, administeredBy: string) =>
      test.run(operator, 'organisation.correct', {
        org: code,
        record: code,
        occurredOn: on('2025-09-01'),
        code,
        name: `${code}工会`,
        kind: 'town',
        administeredBy,
        reason: '隶属关系调整',
      });
    const answer = await correct('T2', SCHOOL);
    expect(answer).toMatchObject({ refusal: { code: 'circular-parents', field: 'administeredBy' } });
    expect(codeOf(await correct('T2', 'T2'))).toBe('own-parent');
    expect(codeOf(await correct('T2', 'T1'))).toBe('parent-of-lower-kind');
    expect(test.mingbai.tree().chain(SCHOOL)).toEqual([SCHOOL, 'T2', DISTRICT]);
  });
  it('has one root, and nobody stands above a higher kind', async () => {
    const test = await moved();
    const register = (code: string, kind: string, administeredBy?: string) =>
      test.run(operator, 'organisation.register', {
        occurredOn: on('2025-01-01'),
        code,
        name: `${code}工会`,
        kind,
        ...(administeredBy === undefined ? {} : { administeredBy }),
      });
    expect(await register('D9', 'district')).toMatchObject({
      refusal: { kind: 'rejected', code: 'parent-required', detail: { root: '某区教育工会' } },
    });
    expect(await register('T9', 'town', SCHOOL)).toMatchObject({
      refusal: { kind: 'rejected', code: 'parent-of-lower-kind', detail: { parent: '第一中学' } },
    });
    expect(codeOf(await register('D9', 'district', DISTRICT))).toBe('parent-of-lower-kind');
    expect(codeOf(await register('B9', 'branch', SCHOOL))).toBe('recorded');
    expect(codeOf(await register('O9', 'other-unit', SCHOOL))).toBe('recorded');
    const renamed = { org: DISTRICT, record: DISTRICT, code: DISTRICT, name: '某区总工会', kind: 'district' };
    await test.must(operator, 'organisation.correct', { ...renamed, occurredOn: on('2025-06-01'), reason: '更名' });
  });
});

describe('an organisation, fund or person by name', () => {
  const items = [
    { code: 'A', name: '甲校' },
    { code: 'B', name: '乙校' },
    { code: 'C', name: '乙校' },
    { code: '甲校', name: '丙校' },
  ];
  it('is meant by its code first, then by its name, and not where two have it', () => {
    expect(findByCodeOrName(items, ' A ')).toEqual({ kind: 'one', value: items[0] });
    expect(findByCodeOrName(items, '甲校')).toEqual({ kind: 'one', value: items[3] });
    expect(findByCodeOrName(items, '乙校')).toEqual({ kind: 'many', names: ['乙校\tB', '乙校\tC'] });
    expect(findByCodeOrName(items, '丁校')).toEqual({ kind: 'none' });
  });
  it('is refused where the name fits two, with both of them', async () => {
    const test = await testMingbai();
    await test.must(operator, 'organisation.register', {
      occurredOn: on('2020-01-01'),
      code: 'S3',
      name: '第一中学',
      kind: 'school',
      administeredBy: DISTRICT,
    });
    expect(() => test.value(STAFF, { org: '第一中学' })).toThrow(Refused);
    const answer = await test.run(operator, 'visit.record', visit('2025-03-08', { org: '第一中学' }));
    expect(answer).toMatchObject({
      refusal: {
        kind: 'malformed',
        code: 'organisation-ambiguous',
        detail: { names: '第一中学\tS1\n第一中学\tS3' },
      },
    });
    expect(codeOf(await test.run(operator, 'visit.record', visit('2025-03-08', { org: 'S3' })))).toBe('recorded');
    expect(() => test.value(STAFF, { org: '没有的学校' })).toThrow('organisation-not-found');
  });
  it('finds a fund in its organisation first', async () => {
    const test = await testMingbai();
    for (const [org, fund] of [
      [SCHOOL, 'F1'],
      [OTHER, 'F2'],
    ] as const) {
      await test.must(operator, 'fund.open', {
        org,
        fund,
        occurredOn: on('2025-01-01'),
        name: '工会经费',
        kind: 'union',
      });
    }
    const references = test.mingbai.references();
    expect([references.fund('工会经费', SCHOOL), references.fund('工会经费', OTHER), references.fund('F2')]).toEqual([
      'F1',
      'F2',
      'F2',
    ]);
    expect(() => references.fund('工会经费')).toThrow('fund-ambiguous');
    expect(() => references.fund('没有', SCHOOL)).toThrow('fund-not-found');
  });
});

describe('the policy', () => {
  const chain = [SCHOOL, 'T1', DISTRICT];
  it('lets everybody act at home, and the district’s officer and the operator below too', () => {
    for (const role of ROLES) {
      const permitted = { allow: [role], kind: 'capability' } as const;
      expect(roleFor(somebody(role, SCHOOL), permitted, chain)).toBe(role);
      const below = role === 'district-officer' || role === 'operator' ? role : undefined;
      expect([role, roleFor(somebody(role, DISTRICT), permitted, chain)]).toEqual([role, below]);
      expect(roleFor(somebody(role, OTHER), permitted, chain)).toBeUndefined();
    }
  });
  it('lets everybody but a member read below, and nobody above', () => {
    for (const role of ROLES) {
      const permitted = { allow: [role], kind: 'register' } as const;
      expect([role, roleFor(somebody(role, 'T1'), permitted, chain)]).toEqual([
        role,
        role === 'member' ? undefined : role,
      ]);
      expect(roleFor(somebody(role, SCHOOL), permitted, ['T1', DISTRICT])).toBeUndefined();
    }
  });
  it('asks for a role that is allowed, and takes the one held at home first', () => {
    const both = {
      ...chair,
      roles: [
        { org: DISTRICT, role: 'operator' as const },
        { org: SCHOOL, role: 'chair' as const },
      ],
    };
    expect(roleFor(both, { allow: ['chair', 'operator'], kind: 'capability' }, chain)).toBe('chair');
    expect(roleFor(both, { allow: ['operator'], kind: 'capability' }, chain)).toBe('operator');
    expect(roleFor(both, { allow: ['auditor'], kind: 'capability' }, chain)).toBeUndefined();
  });
  it('has a line for every capability and register and each role it allows', () => {
    const lines = [...CAPABILITIES, ...REGISTERS].flatMap(({ name, allow }) =>
      [...new Set(allow)].map((role) => `${name} ${role}`),
    );
    expect(POLICY.map(({ action, role }) => `${action} ${role}`).toSorted()).toEqual(lines.toSorted());
  });
  it('keeps the operator from approving and paying, and those who decide on money from auditing it', () => {
    const of = (role: string) =>
      POLICY.filter((line) => line.kind === 'capability' && line.role === role).map(({ action }) => action);
    expect(
      of('operator').filter((action) => ['fund.approve', 'fund.decline', 'fund.disburse'].includes(action)),
    ).toEqual([]);
    expect(of('auditor')).toEqual([]);
    expect(of('member')).toEqual([]);
  });
  it('is asked before anything is decided, and says which roles may', async () => {
    const test = await testMingbai();
    const answer = await test.run(cashier, 'visit.record', { nonsense: true, org: SCHOOL });
    expect(answer).toMatchObject({
      refusal: {
        kind: 'forbidden',
        code: 'forbidden',
        detail: { action: 'visit.record', roles: 'officer\nchair\ndistrict-officer\noperator' },
      },
    });
    for (const actor of [officer, chair, operator, districtOfficer]) {
      expect(codeOf(await test.run(actor, 'visit.record', visit('2025-03-08')))).toBe('recorded');
    }
    expect(await test.run(somebody('officer', OTHER), 'visit.record', visit('2025-03-08'))).toMatchObject({
      refusal: {
        kind: 'forbidden',
        code: 'outside-own-organisation',
        detail: { action: 'visit.record', org: SCHOOL },
      },
    });
    const record = await test.recordOf(officer, 'visit.record', visit('2025-03-08'));
    const stranger = somebody('officer', OTHER);
    const foreign = { ...visit('2025-03-08', counted(99)), org: OTHER, record, reason: '别校来改' };
    const taken = { org: OTHER, record, reason: '别校来撤' };
    expect(codeOf(await test.run(stranger, 'visit.correct', foreign))).toBe('no-such-record');
    expect(codeOf(await test.run(stranger, 'visit.withdraw', taken))).toBe('no-such-record');
    expect(codeOf(await test.run(districtOfficer, 'visit.withdraw', taken))).toBe('record-of-other-organisation');
    expect(() => test.mingbai.list(member, 'fund-entries', { org: SCHOOL })).toThrow('forbidden');
    expect(() => test.mingbai.list(officer, 'visits', { org: OTHER })).toThrow('outside-own-organisation');
    expect(() => test.mingbai.list(officer, 'visits', { org: DISTRICT })).toThrow('outside-own-organisation');
  });
});
