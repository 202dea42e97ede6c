import { describe, expect, it } from 'vitest';
import { codeOf, idOf, officer, on, operator, SCHOOL, testMingbai, visit, type Input } from './test-mingbai.ts';

const FUND = { org: SCHOOL, fund: 'F1', occurredOn: on('2025-03-01') };
const opening = (amount?: number): Input => ({
  ...FUND,
  name: '工会经费',
  kind: 'union',
  ...(amount === undefined ? {} : { opening: amount }),
});
const income = (amount: number, more: Input = {}): Input => ({
  ...FUND,
  amount,
  source: 'dues',
  form: 'bank',
  ...more,
});
const transfer = (amount: number): Input => ({ ...FUND, counterpart: 'F2', amount });

describe('commands that wait together', () => {
  it('are answered in their order, each for itself', async () => {
    const test = await testMingbai();
    const answers = await Promise.all([
      test.run(operator, 'fund.open', opening(100)),
      test.run(operator, 'fund.open', opening(200)),
      test.run(operator, 'fund.receive', income(50)),
      test.run(operator, 'fund.open', { ...opening(0), fund: 'F2' }),
      test.run(operator, 'fund.transfer', transfer(151)),
      test.run(operator, 'fund.transfer', transfer(150)),
    ]);
    expect(answers.map(codeOf)).toEqual([
      'recorded',
      'already-open',
      'recorded',
      'recorded',
      'exceeds-balance',
      'recorded',
    ]);
    expect(test.value('fund.balance[fund=F1]').value).toBe(0);
    expect(test.value('fund.balance[fund=F2]').value).toBe(150);
  });
  it('know their position, and the read models have it when they are answered', async () => {
    const test = await testMingbai();
    const answers = await Promise.all(
      [3, 4, 5].map((day) => test.run(officer, 'visit.record', visit(`2025-03-0${day}`))),
    );
    expect(answers.map((answer) => answer.ok && answer.position)).toEqual([3, 4, 5]);
    expect(test.models.size()).toBe(6);
  });
  it('may be more than one batch holds', async () => {
    const test = await testMingbai();
    await test.must(operator, 'fund.open', opening(0));
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, index) => test.run(operator, 'fund.receive', income(index + 1))),
    );
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(test.value('fund.balance[fund=F1]').value).toBe((200 * 201) / 2);
  });
});

describe('the same command again', () => {
  it('is answered with the same events and changes nothing', async () => {
    const test = await testMingbai();
    await test.must(operator, 'fund.open', opening(0));
    const first = await test.run(operator, 'fund.receive', income(5), { id: idOf('c') });
    const again = await test.run(operator, 'fund.receive', income(5), { id: idOf('c') });
    expect(again).toMatchObject({ ok: true, repeated: true, eventIds: first.ok ? first.eventIds : [] });
    expect(test.value('fund.balance').value).toBe(5);
  });
  it('is repeated also when both wait together, whatever the capability would say to a second one', async () => {
    const test = await testMingbai();
    const id = idOf('c');
    const both = [
      test.run(operator, 'fund.open', opening(5), { id }),
      test.run(operator, 'fund.open', opening(5), { id }),
    ];
    expect((await Promise.all(both)).map(codeOf)).toEqual(['recorded', 'repeated']);
    const three = await Promise.all([
      test.run(operator, 'fund.receive', income(1), { id: idOf('r') }),
      test.run(operator, 'fund.receive', income(1), { id: idOf('r') }),
      test.run(operator, 'fund.receive', income(2), { id: idOf('r') }),
    ]);
    expect(three.map(codeOf)).toEqual(['recorded', 'repeated', 'command-reused']);
    expect(test.value('fund.balance').value).toBe(6);
  });
  it('with other content is refused, and its id stays with the first', async () => {
    const test = await testMingbai();
    await test.must(operator, 'fund.open', opening(0));
    await test.must(operator, 'fund.receive', income(5), { id: idOf('c') });
    expect(codeOf(await test.run(operator, 'fund.receive', income(6), { id: idOf('c') }))).toBe('command-reused');
    expect(codeOf(await test.run(operator, 'fund.open', { ...opening(), fund: 'F3' }, { id: idOf('c') }))).toBe(
      'command-reused',
    );
    expect(codeOf(await test.run(operator, 'fund.receive', income(5), { id: idOf('c') }))).toBe('repeated');
  });
  it('is its author’s: from somebody else it is refused, though every word is the same', async () => {
    const test = await testMingbai();
    const id = idOf('c');
    await test.must(officer, 'visit.record', visit('2025-03-08'), { id });
    expect(codeOf(await test.run(operator, 'visit.record', visit('2025-03-08'), { id }))).toBe('command-reused');
    expect(codeOf(await test.run(officer, 'visit.record', visit('2025-03-08'), { id }))).toBe('repeated');
  });
  it('may try again after it was refused', async () => {
    const test = await testMingbai();
    expect(codeOf(await test.run(operator, 'fund.receive', income(5), { id: idOf('c') }))).toBe('no-fund');
    await test.must(operator, 'fund.open', opening(0));
    expect(codeOf(await test.run(operator, 'fund.receive', income(5), { id: idOf('c') }))).toBe('recorded');
  });
  it('makes the same ids, so that a command whose answer was lost can be found again', async () => {
    const ids = await Promise.all(
      ['one', 'two'].map(async (seed) =>
        (await testMingbai(seed)).must(officer, 'visit.record', visit('2025-03-08'), { id: idOf('c') }),
      ),
    );
    expect(ids[0]).toEqual(ids[1]);
  });
  it('keeps nothing of its content in the command table', async () => {
    const test = await testMingbai();
    await test.must(officer, 'visit.record', visit('2025-03-08', { people: [{ name: '黄某人' }] }), { id: idOf('c') });
    const record = await test.store.command(idOf('c'));
    expect(record?.requestHash).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('several commands as one act', () => {
  it('are all recorded, with one time, or none of them', async () => {
    const test = await testMingbai();
    const good = [test.command('1', ['fund.open', opening(0)]), test.command('2', ['fund.receive', income(5)])];
    const bad = test.command('3', ['fund.transfer', transfer(5)]);
    expect((await test.mingbai.writer.runAll([...good, bad])).map(codeOf)).toEqual([
      'recorded',
      'recorded',
      'no-counterpart',
    ]);
    expect(await test.size()).toBe(3);
    expect((await test.mingbai.writer.runAll(good)).map(codeOf)).toEqual(['recorded', 'recorded']);
    expect((await test.mingbai.writer.runAll(good)).map(codeOf)).toEqual(['repeated', 'repeated']);
    expect(await test.size()).toBe(5);
  });
  it('stay all or none when somebody else’s command waits in between', async () => {
    const test = await testMingbai();
    await test.must(operator, 'fund.open', opening(100));
    await test.must(operator, 'fund.open', { ...opening(0), fund: 'F2' });
    const act = [test.command('1', ['fund.receive', income(5)]), test.command('2', ['fund.transfer', transfer(105)])];
    const other = test.command('3', ['fund.transfer', transfer(60)]);
    const [answers, answer] = await Promise.all([test.mingbai.writer.runAll(act), test.mingbai.writer.run(other)]);
    expect(answers.map(codeOf)).toEqual(['recorded', 'recorded']);
    expect(codeOf(answer)).toBe('exceeds-balance');
    expect(test.value('fund.balance[fund=F2]').value).toBe(105);
  });
  it('take nothing from nothing', async () => {
    const test = await testMingbai();
    expect(await test.mingbai.writer.runAll([])).toEqual([]);
  });
});

describe('a preview', () => {
  it('answers as if, and leaves no event, no key, no state and no command behind', async () => {
    const test = await testMingbai();
    const person = idOf('person');
    const input = { org: SCHOOL, occurredOn: on('2025-03-08'), person, name: '黄某人', kind: 'serving' };
    expect(
      codeOf(await test.run(officer, 'organisation.register-person', input, { id: idOf('c'), dryRun: true })),
    ).toBe('recorded');
    expect(await test.size()).toBe(3);
    expect(await test.store.command(idOf('c'))).toBeUndefined();
    const sealed = {
      sealed: 1,
      person,
      class: 'identity',
      nonce: 'AAAAAAAAAAAAAAAA',
      text: 'AAAAAAAAAAAAAAAAAAAAAAAA',
    } as const;
    expect(() => test.vault.open(sealed, 'context')).toThrow(expect.objectContaining({ code: 'key-missing' }));
    expect(codeOf(await test.run(officer, 'organisation.register-person', input, { id: idOf('c') }))).toBe('recorded');
  });
  it('sees what comes before it in the same preview', async () => {
    const test = await testMingbai();
    const both = [test.command('1', ['fund.open', opening(5)]), test.command('2', ['fund.receive', income(5)])];
    expect((await test.mingbai.writer.preview(both)).map(codeOf)).toEqual(['recorded', 'recorded']);
    expect(codeOf(await test.run(operator, 'fund.receive', income(5)))).toBe('no-fund');
  });
  it('says what would be a repetition or another content', async () => {
    const test = await testMingbai();
    await test.must(operator, 'fund.open', opening(5), { id: idOf('c') });
    expect(codeOf(await test.run(operator, 'fund.open', opening(5), { id: idOf('c'), dryRun: true }))).toBe('repeated');
    expect(codeOf(await test.run(operator, 'fund.open', opening(6), { id: idOf('c'), dryRun: true }))).toBe(
      'command-reused',
    );
  });
  it('does not move the store’s time on', async () => {
    const test = await testMingbai();
    const before = test.clock.now();
    test.clock.advance(24 * 3_600_000);
    await test.run(officer, 'visit.record', visit('2025-03-08'), { dryRun: true });
    await test.run(officer, 'visit.record', visit('2025-03-28'));
    test.clock.ms = before;
    expect(codeOf(await test.run(officer, 'visit.record', visit('2025-03-08')))).toBe('recorded');
  });
});
