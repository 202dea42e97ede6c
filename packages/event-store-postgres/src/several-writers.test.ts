import { rootOf, rootOfLeaves } from '@mingbai/proof';
import { describe, expect, it } from 'vitest';
import { append, event } from '@mingbai/application/contract-tests';
import { setTimeout as sleep } from 'node:timers/promises';
import { poolOf } from './connections.ts';
import { statementsFor } from './statements.ts';
import { addressIn } from './store-address.ts';
import { takeTurn } from './take-turn.ts';
import { hasPostgres, whyNoPostgres } from './testing/private-postgres.ts';
import { connected, failure, StoresForTests } from './testing/stores-for-tests.ts';

// skipped: the PostgreSQL server is not installed here
describe.skipIf(!hasPostgres())(`several processes with one store in PostgreSQL (${whyNoPostgres})`, () => {
  const stores = new StoresForTests();
  async function two() {
    const url = stores.freshUrl();
    return [await stores.create(url), await stores.open(url), url] as const;
  }

  it('record a command that both send once, and answer the other that it is known', async () => {
    const [one, other] = await two();
    for (let turn = 0; turn < 30; turn += 1) {
      const command = append(`c${turn}`, [event('a', turn)]);
      const outcomes = await Promise.all([one.append([command]), other.append([command])]);
      expect(outcomes.flat().toSorted((a, b) => (a.kind < b.kind ? -1 : 1))).toEqual([
        { kind: 'recorded', position: turn },
        { kind: 'repeated', eventIds: [event('a', turn).id] },
      ]);
    }
  });
  it('give one of two that expect the same revision a conflict', async () => {
    const [one, other] = await two();
    for (let turn = 0; turn < 30; turn += 1) {
      const outcomes = await Promise.all([
        one.append([append(`one ${turn}`, [event('a', turn, 'one')])]),
        other.append([append(`other ${turn}`, [event('a', turn, 'other')])]),
      ]);
      const kinds = outcomes.flat().map(({ kind }) => String(kind));
      expect(kinds.toSorted()).toEqual(['conflict', 'recorded']);
    }
    const { size } = await one.frontier();
    expect(size).toBe(30);
    expect(rootOf(await one.frontier())).toEqual(rootOfLeaves(await other.leaves(0, size)));
  });
  it('throw on an event id that the other took at the same time', async () => {
    const [one, other] = await two();
    const mine = append('mine', [{ ...event('a', 0), id: 'x' }]);
    const theirs = append('theirs', [{ ...event('b', 0), id: 'x' }]);
    const ended = await Promise.allSettled([one.append([mine]), other.append([theirs])]);
    expect(ended.find(({ status }) => status === 'rejected')).toMatchObject({ reason: failure('event-id-reused') });
    expect((await one.frontier()).size).toBe(1);
    const later = await Promise.all([one.append([append('c1', [])]), other.append([append('c2', [])])]);
    expect(later.flat()).toEqual([
      { kind: 'recorded', position: 1 },
      { kind: 'recorded', position: 1 },
    ]);
  });
  it('take many appends of one process at once, one after another', async () => {
    const [one] = await two();
    const commands = Array.from({ length: 40 }, (_, index) => append(`c${index}`, [event(`s${index}`, 0)]));
    const outcomes = await Promise.all(commands.map((command) => one.append([command])));
    expect(outcomes.flat()).toEqual(commands.map((_, position) => ({ kind: 'recorded', position })));
  });
  it('end what one was asked for before it is closed', async () => {
    const [one, other] = await two();
    const asked = Array.from({ length: 9 }, (_, index) => one.append([append(`c${index}`, [event('a', index)])]));
    const read = Array.from({ length: 9 }, () => one.readAll(0, 1));
    await one.close();
    expect((await Promise.all(asked)).flat().map(({ kind }) => kind)).toEqual(asked.map(() => 'recorded'));
    expect(await Promise.all(read)).toHaveLength(9);
    expect((await other.frontier()).size).toBe(9);
  });
  it('have their turns one after another', async () => {
    const [one, other, url] = await two();
    const reader = await stores.open(url, { readOnly: true });
    const told: string[] = [];
    const turns = Array.from({ length: 20 }, (_, turn) => {
      const store = turn % 2 === 0 ? one : other;
      return store.turn(async (size) => {
        told.push(`${size} begins`);
        await store.append([append(`c${turn}`, [event('a', size)])]);
        told.push(`${size} ends`);
      });
    });
    await Promise.all(turns);
    expect(told).toEqual(Array.from({ length: 20 }, (_, size) => [`${size} begins`, `${size} ends`]).flat());
    expect(await reader.turn(async (size) => size)).toBe(20);
  });
  it('leave what fails in a turn as it was thrown', async () => {
    const [one] = await two();
    await expect(one.turn(() => Promise.reject(new RangeError('mine')))).rejects.toThrow(new RangeError('mine'));
  });
  it('keep their turn however long it takes, unless they have stopped', async () => {
    const [one, , url] = await two();
    const { server, schema } = addressIn(url);
    const pools = [1, 2].map(() => poolOf(server, { size: 1, pipeline: true }));
    const [mine, others] = pools.map((pool) => () => takeTurn(pool, statementsFor(schema), 400));
    const turn = await mine?.();
    let isTheirs = false;
    const theirs = others?.().then((taken) => {
      isTheirs = true;
      return taken;
    });
    await sleep(1500);
    expect(isTheirs).toBe(false);
    await turn?.end();
    await (await theirs)?.end();
    for (const pool of pools) await pool.end();
    expect((await one.frontier()).size).toBe(0);
  });
  it('wait for each other to write, not to read', async () => {
    const [one, , url] = await two();
    await one.append([append('c1', [event('a', 0)])]);
    const holder = await connected(url);
    await holder.query('BEGIN; SELECT * FROM frontier FOR UPDATE');
    let written = false;
    const waiting = one.append([append('c2', [event('a', 1)])]).then(() => (written = true));
    expect(await one.readAll(0, 10)).toHaveLength(1);
    expect((await one.frontier()).size).toBe(1);
    expect(written).toBe(false);
    await holder.query('COMMIT');
    await waiting;
    await holder.end();
    expect((await one.frontier()).size).toBe(2);
  });
  it('hear of each other’s events', async () => {
    const [one, other] = await two();
    const sizes: number[] = [];
    const told = Promise.withResolvers<void>();
    other.watch(() => {
      void other.frontier().then(({ size }) => {
        sizes.push(size);
        if (size === 1) told.resolve();
      });
    });
    await one.append([append('c1', [event('a', 0)])]);
    await told.promise;
    expect(sizes.at(-1)).toBe(1);
  });
});
