import { auditCheck, Refused, replay, type Actor } from '@mingbai/application';
import { describe, expect, it } from 'vitest';
import {
  accountant,
  auditor,
  chair,
  DISTRICT,
  officer,
  on,
  operator,
  OTHER,
  SCHOOL,
  somebody,
  testMingbai,
  visit,
} from './test-mingbai.ts';

describe('a question', () => {
  it('takes the one organisation that somebody acts in where nobody says which', async () => {
    const test = await testMingbai();
    await test.must(officer, 'visit.record', visit('2025-03-08'));
    await test.must(operator, 'visit.record', visit('2025-03-08', { org: OTHER }));
    const orgsOf = (actor: Actor) => test.mingbai.list(actor, 'visits', {}).map(({ org }) => org);
    expect(orgsOf(officer)).toEqual([SCHOOL]);
    expect(orgsOf(auditor)).toEqual([SCHOOL, OTHER]);
    expect(test.mingbai.figure(officer, 'visit.person-times', {}).figure.value).toBe(1);
    expect(await auditCheck(test.mingbai, somebody('chair'), {})).toEqual([]);
    const both = { ...officer, roles: [...officer.roles, ...somebody('officer', OTHER).roles] };
    expect(() => orgsOf(both)).toThrow('outside-own-organisation');
    expect(() => orgsOf({ ...officer, roles: [] })).toThrow('forbidden');
  });
  it('about a fund of an organisation finds it there or below, and nowhere else', async () => {
    const test = await testMingbai();
    const opening = { org: SCHOOL, fund: 'F1', occurredOn: on('2025-03-01'), name: '经费', kind: 'union', opening: 1 };
    await test.must(operator, 'fund.open', opening);
    const replayed = (org?: string) => replay(test.mingbai, auditor, { fund: 'F1', org });
    for (const org of [undefined, SCHOOL, DISTRICT]) expect((await replayed(org)).fund.code).toBe('F1');
    await expect(replayed(OTHER)).rejects.toThrow('fund-not-found');
  });
});

describe('a figure', () => {
  it('has no dimension values beside those of its enumeration', async () => {
    const { mingbai } = await testMingbai();
    const refusalFor = (id: string) => {
      try {
        return mingbai.figure(auditor, id, {}).figure.id;
      } catch (error) {
        return error instanceof Refused ? error.refusal : error;
      }
    };
    expect(refusalFor('visit.person-times[trigger=nope]')).toMatchObject({
      kind: 'not-found',
      code: 'dimension-value-not-found',
      detail: { text: 'nope', list: expect.stringContaining('hospital'), words: 'trigger' },
    });
    for (const id of [
      'visit.money[payer=me]',
      'organisation.units[kind=shop]',
      'fund.balance[kind=mine]',
      'activity.count[role=x]',
      'activity.count[occasion=x]',
      'congress.sessions[body=x]',
      'organisation.head-count[category=x]',
      'fund.expenditure[fund=F1,purpose=x]',
    ]) {
      expect([id, refusalFor(id)]).toMatchObject([id, { code: 'dimension-value-not-found' }]);
    }
    for (const id of ['visit.person-times[trigger=hospital]', 'activity.results[rank=9]'])
      expect(refusalFor(id)).toBe(id);
    expect(refusalFor('fund.balance[fund=any]')).toMatchObject({ code: 'fund-not-found', detail: { text: 'any' } });
  });
});

describe('an answer', () => {
  it('answers an act that changed nothing without the position of an event', async () => {
    const test = await testMingbai();
    const fund = { org: SCHOOL, fund: 'F1', occurredOn: on('2025-03-01') };
    await test.must(operator, 'fund.open', { ...fund, name: '经费', kind: 'union', opening: 100_000 });
    const request = await test.recordOf(accountant, 'fund.request', { ...fund, amount: 5, purpose: 'office' });
    const approve = () => test.run(chair, 'fund.approve', { ...fund, request });
    expect(await approve()).toHaveProperty('position', (await test.size()) - 1);
    expect(await approve()).toEqual({ ok: true, repeated: false, eventIds: [], findings: [] });
    const dry = await test.run(officer, 'visit.record', visit('2025-03-08'), { dryRun: true });
    expect(dry).not.toHaveProperty('position');
  });
});
