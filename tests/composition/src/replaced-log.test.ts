import { catchUp, Mingbai } from '@mingbai/application';
import { expect, it } from 'vitest';
import { codeOf, ERASED, keyedHash, MASK, operator, testMingbai, visit, type TestMingbai } from './test-mingbai.ts';

/** The same district, in which visits of these days were recorded, each at a time of its own. */
async function recorded(...days: readonly string[]): Promise<TestMingbai> {
  const test = await testMingbai('one district');
  for (const day of days) {
    test.clock.advance(Number(day.slice(-2)) * 1000);
    await test.must(operator, 'visit.record', visit(day));
  }
  return test;
}
const dumpOf = ({ models }: TestMingbai): string => [...models.dump()].join('\n');

it.each([
  ['is shorter', []],
  ['is shorter by one', ['2025-03-01']],
  ['holds another event in the place of the last', ['2025-03-01', '2025-03-09']],
  ['went on otherwise', ['2025-03-09', '2025-03-08', '2025-03-07']],
])('read models take nothing from a log that %s', async (_title, days) => {
  const [test, other] = [await recorded('2025-03-01', '2025-03-02'), await recorded(...days)];
  const before = dumpOf(test);
  await expect(catchUp(other.store, test.models)).rejects.toThrow(expect.objectContaining({ code: 'log-replaced' }));
  expect(dumpOf(test)).toBe(before);
});

it('read models take what was recorded behind what they know', async () => {
  const [test, other] = [await recorded('2025-03-01'), await recorded('2025-03-01', '2025-03-02', '2025-03-03')];
  await catchUp(other.store, test.models);
  expect(dumpOf(test)).toBe(dumpOf(other));
});

it('a node whose log was put back records nothing, and says that it is to be started again', async () => {
  const [test, other] = [await recorded('2025-03-01', '2025-03-02'), await recorded('2025-03-01')];
  let log = test.store;
  const store = new Proxy(test.store, {
    get: (_target, name) => {
      const value: unknown = Reflect.get(log, name, log);
      return typeof value === 'function' ? value.bind(log) : value;
    },
  });
  const { models, vault, clock, random } = test;
  const node = new Mingbai({ store, models, vault, clock, random, keyedHash, mask: MASK, erased: ERASED });
  expect(codeOf(await node.run(operator, 'visit.record', visit('2025-03-03')))).toBe('recorded');
  log = other.store;
  const size = await other.size();
  await expect(node.run(operator, 'visit.record', visit('2025-03-04'))).rejects.toThrow(
    expect.objectContaining({ code: 'log-replaced' }),
  );
  expect(await other.size()).toBe(size);
  expect(await node.projector.replaced).toMatchObject({ code: 'log-replaced' });
});
