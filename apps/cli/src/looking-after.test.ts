import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, copyOf, makeGood, mingbai, root, visit } from './testing/bad-input.ts';

beforeAll(makeGood);
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('a backup', () => {
  it('without its keys is made, but not without a warning', () => {
    const { status, said } = mingbai(['backup', '--out', at('keyless-backup')]);
    expect(status).toBe(0);
    expect(said).toMatch(/钥匙没有保存.*谁也打不开.*--keys-out/);
  });
  it('without its vault is not restored', () => {
    const kept = mingbai(['backup', '--out', at('backup'), '--keys-out', at('keys.json')]);
    expect([kept.status, kept.said.includes('没有保存')]).toEqual([0, false]);
    rmSync(join(at('backup'), 'vault.sqlite'));
    const { status, said } = mingbai(['restore', at('backup'), '--keys', at('keys.json')], { data: at('restored') });
    expect(status).toBe(5);
    expect(said).toMatch(/备份不完整：里面没有 vault\.sqlite，没有恢复/);
  });
  it('mends a store whose vault is gone, and says what that leaves open', () => {
    mingbai(['backup', '--out', at('whole'), '--keys-out', at('whole.json')]);
    const data = copyOf('no-vault');
    rmSync(join(data, 'vault.sqlite'));
    const { status, said } = mingbai(['restore', at('whole'), '--keys', at('whole.json')], { data });
    expect(status).toBe(0);
    expect(said).toMatch(/依法删除过的人，可能又出现了/);
    expect(mingbai(['list', 'persons'], { data }).status).toBe(0);
  });
});

const asNobody = process.getuid?.() === 0 ? { uid: 65_534 } : {};

describe('a store of which something is gone', () => {
  it.each<[string, (data: string) => void, RegExp]>([
    ['the log', (data) => rmSync(join(data, 'events.sqlite')), /events\.sqlite 不见了.*不要重新建库.*mingbai restore/],
    [
      'the log’s head',
      (data) => writeFileSync(join(data, 'events.sqlite'), ''),
      /events\.sqlite 已损坏.*mingbai restore/,
    ],
    ['the settings', (data) => rmSync(join(data, 'settings.json')), /settings\.json 不见了，不知道账本放在哪里/],
  ])('%s: says so, and how it comes back', (name, damage, says) => {
    const data = copyOf(`without ${name}`);
    damage(data);
    for (const command of [['list', 'visits'], ['doctor'], ['rebuild'], ['backup', '--out', at(`b ${name}`)]]) {
      const { status, said } = mingbai(command, { data });
      expect(status).toBe(5);
      expect(said).toMatch(says);
    }
  });
  it('is not told from one that may not be read', () => {
    chmodSync(root, 0o755);
    const data = copyOf('unreadable');
    chmodSync(data, 0);
    const { status, said } = mingbai(['list', 'visits'], { data, ...asNobody });
    chmodSync(data, 0o700);
    expect(status).toBe(5);
    expect(said).toMatch(/没有权限读“.*unreadable.*请用建库时的那个系统用户运行/);
  });
  it('is not made in a place that cannot be written', () => {
    chmodSync(root, 0o755);
    mkdirSync(at('locked'), { mode: 0o555 });
    const { status, said } = mingbai(['init', '--district', '某区'], { data: join(at('locked'), 'new'), ...asNobody });
    expect(status).toBe(5);
    expect(said).toMatch(/“.*new”不能作数据目录.*上级目录是否可写/);
  });
  it.each(['/proc/new', '/proc/new/below', '/dev/null', '/dev/null/below'])('is not made at %s', (data) => {
    const { status, said } = mingbai(['init', '--district', '某区'], { data });
    expect([status, said]).toEqual([5, expect.stringContaining(`“${data}”不能作数据目录；请检查`)]);
    expect(mingbai(['backup', '--out', data]).said).toContain(`“${data}”不能作备份目录；请检查`);
  });
});

describe('a log that was altered', () => {
  it('is not made into tables: the event is named', () => {
    const data = copyOf('altered');
    const database = new DatabaseSync(join(data, 'events.sqlite'), { defensive: false });
    database.exec('DROP TRIGGER events_refuse_update');
    database.exec("UPDATE events SET body = CAST(replace(CAST(body AS TEXT), '第一', '第二') AS BLOB)");
    database.close();
    for (const command of ['doctor', 'rebuild']) {
      const { status, said } = mingbai([command], { data });
      expect(status).toBe(2);
      expect(said).toMatch(/第 3 条事件的内容与登记时不同/);
      expect(said).not.toMatch(/已重建/);
    }
    expect(mingbai(['rebuild']).said).toMatch(/已重建/);
  });
});

it('an erasure tells, before and after, where the same name stands under another id', () => {
  const words = (line: string): readonly string[] => line.split(' ');
  const data = copyOf('namesakes');
  const person = '--org S01 --name 黄某 --staff-number 1005 --kind 在职 --occurred-on 2025-01-01';
  mingbai(words(`organisation register-person ${person}`), { data });
  mingbai(visit('--people', '主席 黄某'), { data });
  const erase = words('organisation erase-person --org S01 --person 1005 --ground 本人申请');
  const told = /还有 1 处用同样的姓名写了人[^]*\n {2}慰问台账，S01，2025-03-08，记录号 [\w-]{36}，人员编号 [\w-]{36}\n/;
  expect(mingbai([...erase, '--dry-run'], { data }).said).toMatch(told);
  const { status, said } = mingbai(erase, { data });
  expect(status).toBe(0);
  expect(said).toMatch(told);
});
