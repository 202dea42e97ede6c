import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { at, copyOf, file, mingbai, root, visit, type Told } from './bad-input.ts';
import { zipSync } from './zip.ts';

const income = (amount: string): readonly string[] => [
  'fund',
  'receive',
  '--fund',
  'S01-JF',
  '--occurred-on',
  '2025-02-01',
  '--amount',
  amount,
  '--source',
  '会费收入',
  '--form',
  '银行',
];

type Case = {
  readonly title: string;
  readonly run: () => Told;
  readonly exit: number;
  /** What is wrong or where, and how to mend it: each must be said. */
  readonly says: readonly RegExp[];
  readonly skip?: string | false;
};

const strace = spawnSync('strace', ['-V']).status === 0;
const asRoot = process.getuid?.() === 0;
const importing = (name: string, content: Uint8Array | string): Told => mingbai(['import', file(name, content)]);

/** An entry of 300 MB of zeros, some 300 kB when packed. */
const bomb = (): Uint8Array => zipSync([{ name: '[Content_Types].xml', content: new Uint8Array(300_000_000) }]);

/** One way each to go wrong. */
export const CASES: readonly Case[] = [
  {
    title: 'an unknown field',
    exit: 1,
    says: [/没有“colour”这一项/, /请删除/],
    run: () =>
      mingbai([
        'visit',
        'record',
        '--input',
        file(
          'unknown.json',
          JSON.stringify({
            org: 'S01',
            occurredOn: { from: '2025-03-08', to: '2025-03-08' },
            triggers: ['hospital'],
            kind: 'serving',
            colour: 1,
          }),
        ),
      ]),
  },
  {
    title: 'what stands in one another deeper than anything does',
    exit: 1,
    says: [/超过 32 层/, /去掉多余的层次/],
    run: () =>
      mingbai(['visit', 'record', '--input', file('deep.json', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`)]),
  },
  {
    title: 'a wrong unit',
    exit: 1,
    says: [/慰问对象（人数）/, /单位“斤”不能用/, /只能用：人次、人、户/],
    run: () => mingbai(visit('--groups', '20斤')),
  },
  {
    title: 'two organisations of one name',
    exit: 1,
    says: [/对应多个单位/, /同名小学（S02）、同名小学（S03）/, /请改用代码/],
    run: () => mingbai(['list', 'visits', '--org', '同名小学']),
  },
  {
    title: 'an amount in capital numerals',
    exit: 1,
    says: [/【金额】/, /伍佰元/, /例如 500\.00/],
    run: () => mingbai(income('伍佰元')),
  },
  {
    title: 'an amount with its unit',
    exit: 1,
    says: [/【金额】/, /请只写数字/, /例如 500/],
    run: () => mingbai(income('500 元')),
  },
  {
    title: 'an amount with a thousands mark',
    exit: 1,
    says: [/【金额】/, /例如 5000\.00/],
    run: () => mingbai(income('5,000.00')),
  },
  {
    title: 'an amount with a currency sign',
    exit: 1,
    says: [/【金额】/, /例如 500/],
    run: () => mingbai(income('￥500')),
  },
  {
    title: 'a date that does not exist',
    exit: 1,
    says: [/【日期】/, /2025-02-30”这一天不存在/, /请核对/],
    run: () => mingbai(visit('--occurred-on', '2025-02-30')),
  },
  {
    title: 'a visit in the future',
    exit: 4,
    says: [/在今天（\d{4}-\d\d-\d\d）之后/, /请核对日期/],
    run: () => mingbai(visit('--occurred-on', '2199-01-01')),
  },
  {
    title: 'an over-long name',
    exit: 1,
    says: [/【名称】/, /最多 120 个字/, /请缩短/],
    run: () =>
      mingbai([
        'organisation',
        'register',
        '--code',
        'S09',
        '--name',
        '长'.repeat(121),
        '--kind',
        '学校',
        '--administered-by',
        'D01',
        '--occurred-on',
        '2025-01-01',
      ]),
  },
  {
    title: 'a workbook of 100 MB',
    exit: 2,
    says: [/文件太大/, /请拆成/],
    run: () => {
      const big = file('big.xlsx', 'PK\u0003\u0004');
      truncateSync(big, 100_000_000);
      return mingbai(['import', big]);
    },
  },
  { title: 'a zip bomb', exit: 2, says: [/展开后过大/, /另存为/], run: () => importing('bomb.xlsx', bomb()) },
  {
    title: 'an old .xls',
    exit: 2,
    says: [/旧版 \.xls/, /另存为 \.xlsx/],
    run: () =>
      importing('old.xls', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(600)])),
  },
  {
    title: 'a GBK CSV',
    exit: 2,
    says: [/CSV/, /另存为 \.xlsx/],
    run: () => importing('gbk.csv', new Uint8Array([0xc8, 0xd5, 0xc6, 0xda, 0x2c, 0xca, 0xc2, 0xd3, 0xc9, 0x0d, 0x0a])),
  },
  {
    title: 'a file that is not there',
    exit: 3,
    says: [/找不到文件/, /请核对路径/],
    run: () => mingbai(['import', at('nowhere.xlsx')]),
  },
  {
    title: 'a store that is not there',
    exit: 5,
    says: [/不是明白账的数据目录/, /mingbai init/],
    run: () => mingbai(['list', 'visits'], { data: at('nowhere') }),
  },
  {
    title: 'a store without its keys',
    exit: 5,
    says: [/缺少密钥（keys\/master\.key）/, /请从密钥备份恢复/],
    run: () => {
      const data = copyOf('keyless');
      rmSync(join(data, 'keys'), { recursive: true });
      return mingbai(['list', 'visits'], { data });
    },
  },
  {
    title: 'a read-only store',
    exit: 5,
    says: [/数据目录不可写/, /请检查目录权限/],
    run: () => {
      const data = copyOf('read-only');
      chmodSync(root, 0o755);
      spawnSync('chmod', ['-R', 'a+rX', data]);
      chmodSync(data, 0o555);
      chmodSync(join(data, 'events.sqlite'), 0o444);
      return mingbai(visit(), { data, ...(asRoot ? { uid: 65_534 } : {}) });
    },
  },
  {
    title: 'a damaged store',
    exit: 5,
    says: [/(数据库文件已损坏|不是明白账的数据目录)/, /(用备份恢复|--data)/],
    run: () => {
      const data = copyOf('damaged');
      const path = join(data, 'events.sqlite');
      writeFileSync(path, readFileSync(path).fill(0x5a, 100));
      rmSync(join(data, 'read.sqlite'), { force: true });
      return mingbai(['list', 'visits'], { data });
    },
  },
  {
    title: 'a full disk',
    exit: 5,
    says: [/磁盘空间不足/, /没有写入任何内容/, /请腾出空间/],
    skip: strace ? false : 'strace is not installed',
    run: () => {
      const data = copyOf('full');
      return mingbai(visit(), {
        data,
        before: [
          'strace',
          '-f',
          '-o',
          '/dev/null',
          '-P',
          join(data, 'events.sqlite-wal'),
          '-e',
          'trace=pwrite64',
          '-e',
          'inject=pwrite64:error=ENOSPC',
        ],
      });
    },
  },
  {
    title: 'a clock that was set back',
    exit: 5,
    says: [/时钟比账本里最后一条记录的时间慢 \d+ 分钟/, /校准后再试/],
    run: () => mingbai(visit(), { data: at('future') }),
  },
  {
    title: 'a command that does not exist',
    exit: 1,
    says: [/没有“vist”这个命令/, /--help/],
    run: () => mingbai(['vist']),
  },
  {
    title: 'an option that does not exist',
    exit: 1,
    says: [/没有“--orgg”这个选项/, /--help/],
    run: () => mingbai(['list', 'visits', '--orgg', 'S01']),
  },
  {
    title: 'a period that means nothing',
    exit: 1,
    says: [/期间“去年”看不懂/, /2025H1/],
    run: () => mingbai(['summary', '--org', 'S01', '--period', '去年']),
  },
  {
    title: 'no period at all',
    exit: 1,
    says: [/没有写期间/, /--period/],
    run: () => mingbai(['summary', '--org', 'S01']),
  },
  {
    title: 'a folder in the place of a workbook',
    exit: 1,
    says: [/是文件夹/, /请写出里面要用的那个文件/],
    run: () => mingbai(['import', root]),
  },
  {
    title: 'approving without being the chair',
    exit: 4,
    says: [/没有权限/, /主席/],
    run: () =>
      mingbai([
        'fund',
        'approve',
        '--org',
        'S01',
        '--fund',
        'S01-JF',
        '--request',
        '7b9c1f2e-0000-4000-8000-000000000000',
      ]),
  },
];
