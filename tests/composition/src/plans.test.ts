import { auditCheck } from '@mingbai/application';
import { describe, expect, it } from 'vitest';
import {
  auditor,
  codeOf,
  DISTRICT,
  officer,
  on,
  operator,
  OTHER,
  SCHOOL,
  testMingbai,
  visit,
  type Input,
} from './test-mingbai.ts';

/** The tests' today is 2025-03-10. */
const plan = (when: string, more: Input = {}): Input => ({
  org: SCHOOL,
  occurredOn: on(when),
  what: '组织教职工体检',
  field: 'health',
  ...more,
});

describe('work that is planned', () => {
  it('is recorded before its time, and listed and counted there whatever day it is seen from', async () => {
    const test = await testMingbai();
    await test.must(officer, 'plan.record', plan('2026-05-04'));
    for (const asOf of [undefined, '2025-01-01', '2027-01-01']) {
      expect(test.mingbai.list(officer, 'plans', { asOf })).toMatchObject([{ from: '2026-05-04' }]);
      expect(test.mingbai.list(officer, 'plans', { asOf, period: '2025' })).toEqual([]);
      expect(test.value('plan.items', { org: DISTRICT, period: '2026', asOf })).toMatchObject({ value: 1, unit: '项' });
      expect(test.value('plan.items', { period: '2025', asOf }).value).toBeNull();
    }
  });
  it('was not planned yet before it was recorded', async () => {
    const test = await testMingbai();
    test.clock.set('2025-03-12T00:00:00Z');
    await test.must(officer, 'plan.record', plan('2026-05-04'));
    const knownAt = '2025-03-11';
    expect(test.value('plan.items', { period: '2026', knownAt }).value).toBeNull();
    expect(test.mingbai.list(officer, 'plans', { knownAt })).toEqual([]);
  });
  it('counts by field of work and by what became of it, and without that as open', async () => {
    const test = await testMingbai();
    const record = await test.recordOf(officer, 'plan.record', plan('2025-03-08'));
    await test.must(officer, 'plan.record', plan('2025-03-20', { field: 'visit' }));
    const valueOf = (id: string) => test.value(id, { period: '2025' }).value;
    for (const id of ['plan.items', 'plan.open'])
      expect(test.value(id, { period: '2025' })).toMatchObject({ value: 2, precision: 'exact' });
    const done = { outcome: 'done', settledOn: '2025-03-09', reason: '已经办完' };
    await test.must(officer, 'plan.correct', { ...plan('2025-03-08'), ...done, record });
    const ids = [
      'plan.items',
      'plan.items[field=visit]',
      'plan.items[outcome=done]',
      'plan.open',
      'plan.open[field=visit]',
    ];
    expect(ids.map(valueOf)).toEqual([2, 1, 1, 1, 1]);
    expect(valueOf('plan.items[outcome=dropped]')).toBeNull();
  });
  it('has its outcome from the day of that on, and is open before, whatever day it is seen from', async () => {
    const test = await testMingbai();
    await test.must(officer, 'plan.record', plan('2026-05-04', { outcome: 'done', settledOn: '2025-03-08' }));
    const seen = (asOf: string) =>
      ['plan.items', 'plan.items[outcome=done]', 'plan.open'].map(
        (id) => test.value(id, { period: '2026', asOf }).value,
      );
    expect(seen('2025-03-07')).toEqual([1, null, 1]);
    expect(seen('2025-03-08')).toEqual([1, 1, null]);
  });
  it('has no outcome that is still to come', async () => {
    const test = await testMingbai();
    const early = { outcome: 'done', settledOn: '2025-03-11' };
    expect(await test.run(officer, 'plan.record', plan('2025-05-01', early))).toMatchObject({
      refusal: { code: 'outcome-still-to-come', detail: { today: '2025-03-10' } },
    });
  });
  it('leaves the registers of what has happened closed to the future', async () => {
    const test = await testMingbai();
    expect(codeOf(await test.run(officer, 'visit.record', visit('2025-03-11')))).toBe('in-the-future');
  });
  it('is no copy when two schools plan the same', async () => {
    const test = await testMingbai();
    for (const org of [SCHOOL, OTHER]) await test.must(operator, 'plan.record', plan('2025-03-08', { org }));
    expect(await auditCheck(test.mingbai, auditor, {})).toEqual([]);
  });
});
