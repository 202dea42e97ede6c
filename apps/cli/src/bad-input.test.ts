import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { registerNamed } from '@mingbai/domain';
import { createDirectory, registerFirstOfficer, systemSources } from '@mingbai/store-directory';
import { filledWorkbook } from '@mingbai/workbook';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CASES } from './testing/bad-input-cases.ts';
import { at, eventsIn, file, good, HOLD, makeGood, mingbai, root, visit } from './testing/bad-input.ts';

describe('bad input', () => {
  let before = 0;
  beforeAll(async () => {
    await makeGood();
    const ahead = await createDirectory(
      at('future'),
      { code: 'D01', district: '测试区教育工会' },
      systemSources(() => Date.now() + 3_600_000),
    );
    await registerFirstOfficer(ahead, { code: 'D01', name: '测试区教育工会' });
    await ahead.close();
    before = await eventsIn(good);
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it.each(CASES)(
    '$title is told in Chinese: what, where and how to mend it',
    ({ run, exit, says, skip }) => {
      if (skip) return expect(skip).toBe('strace is not installed');
      const { status, said } = run();
      for (const part of says) expect(said).toMatch(part);
      expect(said).not.toMatch(/\n\s+at .+:\d+|undefined|\[object/);
      expect(status).toBe(exit);
    },
    30_000,
  );

  it.each([
    ['init --district 某区 --store', '', /没有写数据库地址.*去掉/],
    [
      'init --district 某区 --store',
      'sqlite:/srv/events.sqlite',
      /“\/srv\/events.sqlite”是绝对路径.*sqlite:events.sqlite/,
    ],
    ['init --district 某区 --store', 'kurrentdb://me:p#w@a:2113', /请写 kurrentdb:\/\/用户.*主机2:2113.*# 写 %23/],
    ['init --district 某区 --store', 'kurrentdb://a:2113,b:2113?tlsCaFile=no.crt', /证书文件.*请逐项核对/],
    ['init --district 某区 --store', 'postgres://127.0.0.1:1/mb?schema=', /“schema=”的名称不对；请写 1 到 63/],
    ['init --district 某区 --store', 'postgres://127.0.0.1:1/mb?sslmode=banana', /“sslmode=”.*可以写 .*verify-full/],
    ['serve --node', 'b', /只能由一个服务打开.*去掉 --node/],
    ['serve --node', '../../x', /节点名称“..\/..\/x”不对；请用 1 到 40 个/],
    ['rebuild --node', 'b', /只能由一个服务打开.*去掉 --node/],
    ['doctor --node', '../../x', /节点名称“..\/..\/x”不对；请用 1 到 40 个/],
  ])('%s %j is a usage mistake, and tells how to mend it', (command, value, says) => {
    const data = command.endsWith('--node') ? good : at('not-made');
    const { status, said } = mingbai([...command.split(' '), value], { data });
    expect(said).toMatch(says);
    expect(status).toBe(1);
  });

  it('a second process on the same store is told who holds it', async () => {
    const holder = spawn(process.execPath, [HOLD, good], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      await new Promise((resolve) => {
        holder.stdout.once('data', resolve);
      });
      const { status, said } = mingbai(visit());
      expect(said).toMatch(new RegExp(`正被另一个程序使用（进程 ${holder.pid}）`));
      expect(said).toMatch(/mingbai login/);
      expect(status).toBe(5);
    } finally {
      holder.kill('SIGTERM');
      await new Promise((resolve) => {
        holder.once('exit', resolve);
      });
    }
  });

  it('all cells of a workbook at once, written back into the user’s own copy', async () => {
    const register = registerNamed('visits');
    if (!register) throw new Error('no visits');
    const row = { org: '第一小学', occurredOn: '2025-03-08', triggers: '住院', people: '黄某' };
    const bytes = await filledWorkbook([
      {
        register,
        rows: [
          row,
          { ...row, occurredOn: '2025-02-30' },
          { ...row, triggers: '睡觉', money: '伍佰元' },
          { ...row, org: '没有的学校' },
        ],
      },
    ]);
    const out = at('errors.xlsx');
    const { status, said } = mingbai(['import', file('rows.xlsx', bytes), '--errors-out', out, '--json']);
    const errors = JSON.parse(said) as { recorded: number; errors: { row: number; column: string }[] };
    expect(errors.recorded).toBe(0);
    expect(errors.errors.map(({ row: number, column }) => `${number} ${column}`)).toEqual([
      '3 日期',
      '4 事由',
      '4 慰问金',
      '5 单位',
    ]);
    expect(existsSync(out)).toBe(true);
    expect(status).toBe(2);
  });

  it('leaves nothing behind: no event was recorded by any of it', async () => {
    expect(await eventsIn(good)).toBe(before);
  });
});
