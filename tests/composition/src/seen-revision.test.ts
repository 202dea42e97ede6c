import { describe, expect, it } from 'vitest';
import {
  codeOf,
  DISTRICT,
  on,
  operator,
  SCHOOL,
  testMingbai,
  visit,
  type Input,
  type TestMingbai,
} from './test-mingbai.ts';

/** The revision that the list shows of the record that a command has made. */
const revisionIn = (test: TestMingbai, register: string, record: string) =>
  test.mingbai.list(operator, register, {}).find((row) => row.record === record)?.revision;

describe('the revision that a list shows', () => {
  it('is the one that a visit is corrected from, once', async () => {
    const test = await testMingbai();
    const record = await test.recordOf(operator, 'visit.record', visit('2025-03-05'));
    const correct = (remark: string, revision: number | undefined) =>
      test.run(operator, 'visit.correct', { ...visit('2025-03-05'), record, remark, revision, reason: '补记' });
    for (const revision of [0, 1]) {
      expect(revisionIn(test, 'visits', record)).toBe(revision);
      expect(codeOf(await correct(`of one ${revision}`, revision))).toBe('recorded');
      expect(codeOf(await correct(`of another ${revision}`, revision))).toBe('record-changed-meanwhile');
    }
    expect(codeOf(await correct('of somebody who did not look', undefined))).toBe('recorded');
    const withdrawal = { org: SCHOOL, record, reason: '重复' };
    expect(codeOf(await test.run(operator, 'visit.withdraw', { ...withdrawal, revision: 2 }))).toBe(
      'record-changed-meanwhile',
    );
    expect(codeOf(await test.run(operator, 'visit.withdraw', { ...withdrawal, revision: 3 }))).toBe('recorded');
  });
  it('counts the changes of an organisation, told in whatever order of their days', async () => {
    const test = await testMingbai();
    const school = { code: SCHOOL, kind: 'school', administeredBy: DISTRICT, record: SCHOOL, reason: '更名' };
    const rename = (name: string, day: string, more: Input = {}) =>
      test.run(operator, 'organisation.correct', { ...school, name, org: SCHOOL, occurredOn: on(day), ...more });
    for (const [name, day] of [
      ['甲', '2025-02-01'],
      ['乙', '2025-01-15'],
    ] as const) {
      const revision = revisionIn(test, 'organisations', SCHOOL);
      expect(codeOf(await rename(name, day, { revision }))).toBe('recorded');
    }
    expect(revisionIn(test, 'organisations', SCHOOL)).toBe(2);
    expect(codeOf(await rename('丙', '2025-03-01', { revision: 1 }))).toBe('record-changed-meanwhile');
    expect(codeOf(await rename('丙', '2025-03-01', { revision: 2 }))).toBe('recorded');
  });
});
