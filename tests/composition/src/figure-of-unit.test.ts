import { Refused, type Actor } from '@mingbai/application';
import { registerNamed } from '@mingbai/domain';
import { parseFigureId } from '@mingbai/kernel';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  auditor,
  chair,
  counted,
  DISTRICT,
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

let test: TestMingbai;
const BRANCH = 'S1-F1';

beforeAll(async () => {
  test = await testMingbai();
  const branch = { code: BRANCH, name: '东校区', kind: 'branch', administeredBy: SCHOOL, occurredOn: on('2020-01-01') };
  await test.must(operator, 'organisation.register', branch);
  const visits = [
    [SCHOOL, 5],
    [BRANCH, 2],
    [OTHER, 7],
  ] as const;
  for (const [org, count] of visits)
    await test.must(operator, 'visit.record', visit('2025-03-08', { ...counted(count), org }));
  for (const [org, women] of [
    [SCHOOL, 30],
    [OTHER, 40],
  ] as const)
    for (const [category, value] of [
      ['staff', 100],
      ['women', women],
    ] as const) {
      const count = { value, precision: 'exact', unit: '人' };
      await test.must(operator, 'organisation.count-heads', { org, occurredOn: on('2025-03-01'), category, count });
    }
});

const asked = { org: DISTRICT, period: '2025' };
const refusalFor = (actor: Actor, id: string, org: string) => {
  try {
    return test.mingbai.figure(actor, id, { ...asked, org }).figure.value;
  } catch (error) {
    return error instanceof Refused ? error.refusal.code : error;
  }
};

describe('a figure of one unit', () => {
  it('is what the unit and those below it have, and says whose it is', () => {
    expect(test.value(`visit.person-times[org=${SCHOOL}]`, asked)).toMatchObject({ value: 7, orgName: '第一中学' });
    expect(test.value(`visit.person-times[org=${BRANCH}]`, asked).value).toBe(2);
    expect(test.value(`visit.person-times[org=${DISTRICT}]`, asked).value).toBe(14);
    expect(test.value(`visit.person-times[trigger=hospital,org=${OTHER}]`, asked).value).toBe(7);
    expect(test.value(`visit.person-times[trigger=wedding,org=${OTHER}]`, asked).value).toBeNull();
    expect(test.value('visit.person-times', asked)).not.toHaveProperty('orgName');
  });
  it('is asked for a share and for a last statement as for a sum', () => {
    expect(test.value(`organisation.women-share[org=${OTHER}]`, asked).value).toBe(40);
    expect(test.value(`organisation.head-count[category=women,org=${SCHOOL}]`, asked).value).toBe(30);
    expect(test.value('organisation.women-share', asked).value).toBe(35);
  });
  it('is the same as the figure that the unit itself asks for', () => {
    for (const org of [SCHOOL, OTHER, BRANCH])
      expect(test.value(`visit.person-times[org=${org}]`, asked).value).toBe(
        test.value('visit.person-times', { ...asked, org }).value,
      );
  });
  it('never lies outside of what is looked at', () => {
    for (const org of [OTHER, DISTRICT, 'S9'])
      expect(refusalFor(auditor, `visit.person-times[org=${org}]`, SCHOOL)).toBe('figure-outside');
    expect(refusalFor(auditor, 'visit.person-times[place=S1]', DISTRICT)).toBe('figure-not-found');
  });
  it('widens nobody’s reading', () => {
    expect(refusalFor(officer, `visit.person-times[org=${SCHOOL}]`, SCHOOL)).toBe(7);
    expect(refusalFor(officer, `visit.person-times[org=${BRANCH}]`, SCHOOL)).toBe(2);
    expect(refusalFor(officer, `visit.person-times[org=${OTHER}]`, DISTRICT)).toBe('outside-own-organisation');
    expect(refusalFor(chair, `visit.person-times[org=${SCHOOL}]`, DISTRICT)).toBe('outside-own-organisation');
    expect(refusalFor(member, `visit.person-times[org=${SCHOOL}]`, SCHOOL)).toBe('forbidden');
    const ofDistrict = somebody('member', DISTRICT);
    expect(refusalFor(ofDistrict, `organisation.units[org=${DISTRICT}]`, DISTRICT)).toBe(4);
    expect(refusalFor(ofDistrict, `organisation.units[org=${SCHOOL}]`, DISTRICT)).toBe('outside-own-organisation');
  });
});

it('every code that an organisation may have can stand in a figure’s id', () => {
  const code = registerNamed('organisations')?.fields.shape['code'];
  const any = fc.stringMatching(/^[\x21-\x7e]{1,40}$/).filter((text) => code?.safeParse(text).success ?? false);
  fc.assert(
    fc.property(any, (org) => {
      expect(parseFigureId(`visit.person-times[trigger=hospital,org=${org}]`)?.where).toEqual({
        trigger: 'hospital',
        org,
      });
    }),
  );
});
