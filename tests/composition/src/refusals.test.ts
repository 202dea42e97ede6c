import { Writer, type Answer } from '@mingbai/application';
import { describe, expect, it } from 'vitest';
import {
  accountant,
  chair,
  codeOf,
  DISTRICT,
  districtOfficer,
  idOf,
  officer,
  on,
  operator,
  OTHER,
  SCHOOL,
  testMingbai,
  visit,
  type Input,
  type TestMingbai,
} from './test-mingbai.ts';

const FUND = { org: SCHOOL, fund: 'F1', occurredOn: on('2025-03-01') };
const FUND_OPENING: Input = { ...FUND, name: '工会经费', kind: 'union' };
const income = (amount: number): Input => ({ ...FUND, amount, source: 'dues', form: 'bank' });

describe('the clock', () => {
  const MINUTES = 60_000;
  const backBy = async (ms: number): Promise<{ test: TestMingbai; last: number; answer: Answer }> => {
    const test = await testMingbai();
    await test.must(officer, 'visit.record', visit('2025-03-08'));
    const last = test.clock.now();
    test.clock.advance(-ms);
    return { test, last, answer: await test.run(officer, 'visit.record', visit('2025-03-07')) };
  };
  it('may be ten minutes behind the last event; what is recorded then has the last event’s time', async () => {
    const { test, last, answer } = await backBy(10 * MINUTES);
    expect(codeOf(answer)).toBe('recorded');
    const times = (await test.events()).map(({ recordedAt }) => Date.parse(recordedAt));
    expect(times.at(-1)).toBe(last);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });
  it('refuses writes from one millisecond more on, saying how far behind it is', async () => {
    const { test, answer } = await backBy(10 * MINUTES + 1);
    const refusal = { kind: 'unavailable', code: 'clock-behind', detail: { minutes: 10 } };
    expect(answer).toMatchObject({ ok: false, refusal });
    expect(await test.size()).toBe(4);
  });
  it('is held against the last event also after a start', async () => {
    const test = await testMingbai();
    test.clock.advance(-11 * MINUTES);
    const writer = new Writer({ ...test.mingbai.ports, recorded: async () => {} });
    expect(codeOf(await writer.run(test.command('1', ['fund.open', FUND_OPENING])))).toBe('clock-behind');
  });
  it('says which day it is in Shanghai', async () => {
    const test = await testMingbai();
    test.clock.set('2025-03-10T15:59:59.999Z');
    expect(codeOf(await test.run(officer, 'visit.record', visit('2025-03-11')))).toBe('in-the-future');
    test.clock.advance(1);
    expect(codeOf(await test.run(officer, 'visit.record', visit('2025-03-11')))).toBe('recorded');
  });
});

describe('references', () => {
  const newSchool = {
    occurredOn: on('2025-03-01'),
    code: 'S9',
    name: '新校',
    kind: 'school',
    administeredBy: DISTRICT,
  };
  const REASON = '登记错误';

  it('must point at something that was recorded', async () => {
    const test = await testMingbai();
    const post = { org: SCHOOL, occurredOn: on('2025-03-01'), person: idOf('nobody'), post: 'chair' };
    const refusals = await Promise.all([
      test.run(operator, 'visit.record', visit('2025-03-08', { org: 'S9' })),
      test.run(operator, 'organisation.register', { ...newSchool, administeredBy: 'D9' }),
      test.run(operator, 'organisation.appoint', post),
      test.run(accountant, 'fund.receive', income(5)),
    ]);
    expect(refusals.map(codeOf)).toEqual(['no-such-organisation', 'no-such-organisation', 'no-such-person', 'no-fund']);
    expect(refusals[1]).toMatchObject({
      refusal: { kind: 'rejected', field: 'administeredBy', detail: { id: 'D9' } },
    });
  });
  it('may point at what the same act records first', async () => {
    const test = await testMingbai();
    const act = [
      test.command('1', ['organisation.register', newSchool]),
      test.command('2', ['visit.record', visit('2025-03-08', { org: 'S9' })]),
    ];
    expect((await test.mingbai.writer.runAll(act)).map(codeOf)).toEqual(['recorded', 'recorded']);
  });
  it('do not point at what was withdrawn', async () => {
    const test = await testMingbai();
    await test.must(districtOfficer, 'organisation.withdraw', { org: OTHER, record: OTHER, reason: REASON });
    expect(codeOf(await test.run(operator, 'visit.record', visit('2025-03-08', { org: OTHER })))).toBe(
      'no-such-organisation',
    );
  });
  it('keep what they point at: an organisation that something happened in is not withdrawn', async () => {
    const test = await testMingbai();
    const record = await test.recordOf(officer, 'visit.record', visit('2025-03-08'));
    const withdraw = () =>
      test.run(districtOfficer, 'organisation.withdraw', { org: SCHOOL, record: SCHOOL, reason: REASON });
    expect(await withdraw()).toMatchObject({
      refusal: { code: 'has-dependents', detail: { count: 1, list: 'visits S1 2025-03-08' } },
    });
    await test.must(officer, 'visit.withdraw', { org: SCHOOL, record, reason: REASON });
    expect(codeOf(await withdraw())).toBe('recorded');
  });
  it('keep an organisation that others stand under, of which five are named', async () => {
    const test = await testMingbai();
    for (const code of ['S3', 'S4', 'S5', 'S6'])
      await test.must(operator, 'organisation.register', { ...newSchool, code });
    const answer = await test.run(districtOfficer, 'organisation.withdraw', {
      org: DISTRICT,
      record: DISTRICT,
      reason: REASON,
    });
    const list = ['S1', 'S2', 'S3', 'S4', 'S5'].map((code) => `organisations ${code}`).join('\n');
    expect(answer).toMatchObject({
      refusal: { kind: 'rejected', code: 'has-dependents', detail: { count: 6, list } },
    });
  });
});

describe('a command that is not one', () => {
  const wrong = (more: Input): Input => ({ ...FUND_OPENING, ...more });
  it.each<[string, string, unknown, object]>([
    ['an unknown capability', 'fund.steal', {}, { kind: 'not-found', code: 'no-such-capability' }],
    ['no object', 'fund.open', null, { kind: 'malformed', code: 'wrong-form' }],
    ['a list', 'fund.open', [], { kind: 'malformed', code: 'wrong-form' }],
    [
      'a correction that does not say when the fact was: today would move it',
      'visit.correct',
      { org: SCHOOL, record: 'r1', reason: '名单有误', triggers: ['hospital'] },
      { kind: 'malformed', code: 'missing', field: 'occurredOn' },
    ],
    ['a missing field', 'fund.open', { ...FUND, kind: 'union' }, { kind: 'malformed', code: 'missing', field: 'name' }],
    [
      'an unknown field',
      'fund.open',
      wrong({ colour: 'red' }),
      { kind: 'malformed', code: 'unknown-field', field: 'colour' },
    ],
    [
      'a wrong type',
      'fund.open',
      wrong({ opening: '5' }),
      { kind: 'malformed', code: 'wrong-type', field: 'opening', detail: { expected: 'fen' } },
    ],
    [
      'a wrong form',
      'fund.open',
      wrong({ fund: '一 号' }),
      { kind: 'malformed', code: 'wrong-form', field: 'fund', detail: { expected: 'fund' } },
    ],
    ['a value outside the list', 'fund.open', wrong({ kind: 'mine' }), { code: 'not-in-list', field: 'kind' }],
    ['too long a text', 'fund.open', wrong({ name: '长'.repeat(121) }), { code: 'too-long', detail: { limit: 120 } }],
    ['too short a text', 'fund.open', wrong({ name: ' ' }), { code: 'too-short', field: 'name', detail: { limit: 1 } }],
    ['a fraction of a fen', 'fund.open', wrong({ opening: 0.5 }), { kind: 'malformed', field: 'opening' }],
    [
      'a day that does not exist',
      'fund.open',
      wrong({ occurredOn: days('2025-02-30', '2025-02-30') }),
      { code: 'no-such-day' },
    ],
    [
      'a span the wrong way round',
      'fund.open',
      wrong({ occurredOn: days('2025-03-02', '2025-03-01') }),
      { code: 'span-reversed' },
    ],
    ['half a surrogate pair', 'fund.open', wrong({ name: 'x\ud83d' }), { kind: 'malformed', code: 'broken-text' }],
  ])('is refused: %s', async (_what, name, input, refusal) => {
    const test = await testMingbai();
    expect(await test.mingbai.run(operator, name, input)).toMatchObject({ ok: false, refusal });
    expect(await test.size()).toBe(3);
  });
  it('does not disturb those who wait with it', async () => {
    const test = await testMingbai();
    const answers = await Promise.all([
      test.run(operator, 'fund.open', FUND_OPENING),
      test.mingbai.run(operator, 'fund.open', { nothing: true }),
      test.run(chair, 'fund.book', { ...FUND, direction: 'income', amount: 5, form: 'bank' }),
      test.run(operator, 'fund.receive', income(5)),
    ]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, false, false, true]);
  });
});

function days(from: string, to: string) {
  return { from, to };
}
