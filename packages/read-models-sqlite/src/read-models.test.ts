import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { EventChange, PartChange, ReadModels, RowChange } from '@mingbai/application';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openReadModels } from './index.ts';

let folder = '';
let models: ReadModels;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mingbai-read-'));
  models = openReadModels(':memory:');
});
afterEach(() => {
  models.close();
  rmSync(folder, { recursive: true, force: true });
});

type Told = {
  readonly row: RowChange['row'];
  readonly day?: string;
  readonly to?: string;
  readonly org?: string;
  readonly record?: string;
  readonly merge?: boolean;
  readonly fromItsDay?: boolean;
  readonly act?: string;
};
const part = (value: number | null): PartChange => ({
  figure: 'a.sum',
  value,
  precision: 'exact',
  dims: '|kind=x|',
  members: null,
  known: null,
});

/** The next event: what it makes of one row, on which day, in which organisation. */
function change(position: number, told: Told): EventChange {
  const {
    row,
    day = '2025-03-01',
    to = day,
    org = 'S1',
    record = 'r',
    merge = false,
    fromItsDay = false,
    act = null,
  } = told;
  const at = { org, from: day, to, asStated: null };
  const facts = { position, id: `e${position}`, type: 'T', stream: `s-${record}`, ...at };
  const recordedAt = `2025-03-1${position}T00:00:00.000Z`;
  const parts = row && 'n' in row ? [part(row['n'] as number | null)] : [];
  return {
    event: { ...facts, recordedAt, actor: 'a', act, outcome: 'allowed' },
    rows: [{ register: 'things', record, org, row, merge, fromItsDay, parts }],
  };
}
const apply = (...told: readonly Told[]) =>
  models.apply(told.map((each, index) => change(models.size() + index, each)));
const rows = (known = models.size(), more = {}) =>
  models.rows({ register: 'things', orgs: 'all', known, ...more }).map(({ row }) => row);
const sums = (known = models.size(), span = { from: '2025-01-01', to: '2025-12-31' }) =>
  models.parts({ figure: 'a.sum', orgs: 'all', known, ...span }).map(({ value }) => value);

describe('a row', () => {
  it('is replaced by the next of its record, and stays what it was for whoever knew no better', () => {
    apply({ row: { n: 1 } }, { row: { n: 2 } }, { row: null }, { row: { n: 4 } });
    expect([0, 1, 2, 3, 4].map((known) => rows(known))).toEqual([[], [{ n: 1 }], [{ n: 2 }], [], [{ n: 4 }]]);
    expect([1, 2, 3, 4].map((known) => sums(known))).toEqual([[1], [2], [], [4]]);
    expect(models.rows({ register: 'things', orgs: 'all', known: 2 })[0]?.revision).toBe(1);
  });
  it('that adds to the one before keeps its event and days, and holds from its own day on', () => {
    apply(
      { row: { n: 1, status: 'asked' }, day: '2025-03-10' },
      { row: { status: 'approved' }, merge: true, day: '2025-03-12' },
      { row: { status: 'paid' }, merge: true, day: '2025-03-20' },
    );
    const asOf = (day: string) => rows(3, { asOf: day }).map(({ status }) => status);
    expect(['2025-03-09', '2025-03-10', '2025-03-12', '2025-03-19', '2025-03-20'].map(asOf)).toEqual([
      [],
      ['asked'],
      ['approved'],
      ['approved'],
      ['paid'],
    ]);
    expect(rows(2, { asOf: '2025-03-31' })).toEqual([{ n: 1, status: 'approved' }]);
    const [now] = models.rows({ register: 'things', orgs: 'all', known: 3 });
    expect(now).toMatchObject({ event: 'e0', from: '2025-03-10', to: '2025-03-10', position: 2, revision: 2 });
  });
  it('may add to the one before', () => {
    apply({ row: { n: 1, status: 'asked' } }, { row: { status: 'paid' }, merge: true });
    expect(rows()).toEqual([{ n: 1, status: 'paid' }]);
  });
  it('has a history, of which nothing is left out', () => {
    apply({ row: { n: 1 } }, { row: { n: 2 } });
    expect(rows(2, { history: true })).toEqual([{ n: 1 }, { n: 2 }]);
    expect(rows(1, { history: true })).toEqual([{ n: 1 }]);
  });
  it('is found by organisation, by the day it had happened, inside a span, and by its record', () => {
    apply(
      { row: { n: 1 }, record: 'a', day: '2025-03-01' },
      { row: { n: 2 }, record: 'b', day: '2025-03-02', org: 'S2' },
    );
    expect(rows(2, { orgs: ['S2'] })).toEqual([{ n: 2 }]);
    expect(rows(2, { orgs: [] })).toEqual([]);
    expect(rows(2, { asOf: '2025-03-01' })).toEqual([{ n: 1 }]);
    expect(rows(2, { within: { from: '2025-03-02', to: '2025-03-02' } })).toEqual([{ n: 2 }]);
    expect(rows(2, { record: 'a' })).toEqual([{ n: 1 }]);
    expect(rows(2, { event: 'e1' })).toEqual([{ n: 2 }]);
  });
  it('is left out where only the latest are asked for, by day and then by recording, and the order stays', () => {
    const days = ['2025-03-05', '2025-03-01', '2025-03-09', '2025-03-05'];
    apply(...days.map((day, n) => ({ row: { n }, record: `r${n}`, day })));
    const latest = (count: number) => rows(4, { latest: count }).map(({ n }) => n);
    expect([1, 2, 3, 4, 9].map(latest)).toEqual([[2], [2, 3], [0, 2, 3], [0, 1, 2, 3], [0, 1, 2, 3]]);
  });
});

describe('a part of a figure', () => {
  it('is found where its span touches the one asked for', () => {
    apply({ row: { n: 1 }, record: 'a', day: '2025-03-01' }, { row: { n: 2 }, record: 'b', day: '2025-03-31' });
    expect([
      sums(2, { from: '2025-03-01', to: '2025-03-31' }),
      sums(2, { from: '2025-03-02', to: '2025-03-30' }),
    ]).toEqual([[1, 2], []]);
  });
});

describe('what was known', () => {
  it('at an instant is everything that was recorded by then', () => {
    apply({ row: { n: 1 }, record: 'a' }, { row: { n: 2 }, record: 'b' });
    const at = ['2025-03-09T23:59:59.999Z', '2025-03-10T00:00:00.000Z', '2025-03-11T00:00:00.000Z'];
    expect(at.map((instant) => models.knownBy(instant))).toEqual([0, 1, 2]);
  });
});

describe('who refers to a record', () => {
  it('is every standing row that names it, outside of one act, and every row of an organisation', () => {
    apply(
      { row: { person: 'p' }, record: 'a' },
      { row: { person: 'p' }, record: 'b', act: 'act' },
      { row: { visit: 'v', person: 'q' }, record: 'd', org: 'S2' },
    );
    const referring = (record: string, except: string | null = null) =>
      models.referring(record, except).map(({ record: by }) => by);
    expect([referring('p'), referring('p', 'act'), referring('v'), referring('nobody')]).toEqual([
      ['a', 'b'],
      ['a'],
      ['d'],
      [],
    ]);
    expect([referring('S1'), referring('S2')]).toEqual([['a', 'b'], ['d']]);
    apply({ row: null, record: 'a' });
    expect(referring('p')).toEqual(['b']);
  });
});

describe('an event', () => {
  it('is found by its position and by its act', () => {
    apply({ row: { n: 1 }, act: 'act' }, { row: { n: 2 } });
    expect(models.eventAt(0)).toMatchObject({ position: 0, id: 'e0', act: 'act', outcome: 'allowed' });
    expect(models.eventAt(9)).toBeUndefined();
    expect(models.idsAt([1, 0, 9])).toEqual(['e1', 'e0']);
    expect(models.eventsOf('act').map(({ id }) => id)).toEqual(['e0']);
  });
  it('comes in its place or not at all, and a batch whole or not at all', () => {
    apply({ row: { n: 1 } });
    const before = [...models.dump()].join('\n');
    expect(() => models.apply([change(1, { row: { n: 2 } }), change(3, { row: { n: 3 } })])).toThrow('does not follow');
    expect([[...models.dump()].join('\n'), models.size()]).toEqual([before, 1]);
  });
});

describe('a row that changes', () => {
  const asOf = (day: string, known = models.size()) => rows(known, { asOf: day });
  it('is until the day of the change what it was before, and counts from its first day', () => {
    apply({ row: { n: 1, at: 'a' }, day: '2020-01-01' });
    apply({ row: { n: 1, at: 'b' }, day: '2025-07-01', fromItsDay: true });
    expect([asOf('2019-12-31'), asOf('2025-06-30'), asOf('2025-07-01')]).toEqual([
      [],
      [{ n: 1, at: 'a' }],
      [{ n: 1, at: 'b' }],
    ]);
    expect(sums(2, { from: '2020-01-01', to: '2020-12-31' })).toEqual([1]);
    expect(sums(2, { from: '2025-01-01', to: '2025-12-31' })).toEqual([]);
  });
  it('may have the day of its change corrected, and is known as it was known', () => {
    apply({ row: { n: 1, at: 'a' }, day: '2020-01-01' });
    apply({ row: { n: 1, at: 'b' }, day: '2025-07-01', fromItsDay: true });
    apply({ row: { n: 1, at: 'b' }, day: '2025-05-01', fromItsDay: true });
    const places = (day: string, known = 3) => asOf(day, known).map((row) => row['at']);
    expect([places('2025-04-30'), places('2025-06-01'), places('2025-07-15')]).toEqual([['a'], ['b'], ['b']]);
    expect([places('2025-06-01', 2), places('2025-07-15', 2)]).toEqual([['a'], ['b']]);
    expect(sums(3, { from: '2020-01-01', to: '2020-12-31' })).toEqual([1]);
  });
});

describe('totals', () => {
  const told: readonly Told[] = [
    { row: { n: 1 }, record: 'a' },
    { row: { n: null }, record: 'b' },
    { row: { n: 4 }, record: 'c', day: '2025-03-31', to: '2025-04-01' },
    { row: { n: 8 }, record: 'd', day: '2025-12-31', to: '2026-01-01' },
    { row: { n: 16 }, record: 'e', day: '2025-03-09' },
    { row: { n: 32 }, record: 'e', day: '2025-04-09' },
    { row: null, record: 'b' },
    { row: { n: -1 }, record: 'g' },
    { row: { n: 0 }, record: 'h', day: '2024-05-05' },
  ];
  const total = (unit: 'month' | 'year', from: string, to = from) =>
    models.totals({ figure: 'a.sum', orgs: ['S1'], unit, from, to }).map(({ value, count }) => [value, count]);

  it('are the same, whether all was there when they were made or came event by event', () => {
    apply(...told);
    const filled = [...models.dump()];
    models.close();
    models = openReadModels(':memory:');
    models.ready();
    for (const each of told) apply(each);
    expect([...models.dump()]).toEqual(filled);
  });
  it('hold what lies in one month or year as a whole, and counts now', () => {
    apply(...told);
    expect(total('month', '2025-03')).toEqual([[0, 2]]);
    expect(total('month', '2025-04')).toEqual([[32, 1]]);
    expect(total('year', '2025')).toEqual([[36, 4]]);
    expect(total('year', '2024', '2026')).toEqual([[36, 5]]);
  });
});

describe('the file', () => {
  const path = () => join(folder, 'read.sqlite');
  const reopened = (act: (database: DatabaseSync) => void): number => {
    models.close();
    models = openReadModels(path());
    if (models.size() === 0) apply({ row: { n: 1 } });
    models.ready();
    models.close();
    const database = new DatabaseSync(path());
    act(database);
    database.close();
    models = openReadModels(path());
    return models.size();
  };
  it('keeps what was applied', () => expect(reopened(() => {})).toBe(1));
  it('that was not filled to an end is begun again', () =>
    expect(reopened((database) => database.exec('PRAGMA user_version = 0'))).toBe(0));
  it('of another version is thrown away', () =>
    expect(reopened((database) => database.exec('PRAGMA user_version = 5'))).toBe(0));
  it('that is no database is thrown away', () => {
    writeFileSync(path(), 'this is a letter, and a long one: '.repeat(100));
    models.close();
    models = openReadModels(path());
    expect(models.size()).toBe(0);
    apply({ row: { n: 1 } });
    expect(rows()).toEqual([{ n: 1 }]);
  });
  it('is empty again once it is cleared', () => {
    apply({ row: { n: 1 } });
    models.clear();
    expect([models.size(), rows(), models.knownBy('2099-01-01T00:00:00.000Z')]).toEqual([0, [], 0]);
    apply({ row: { n: 1 } });
    expect(rows()).toEqual([{ n: 1 }]);
  });
});
