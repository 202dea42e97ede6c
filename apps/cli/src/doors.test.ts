import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDirectory } from '@mingbai/store-directory';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { sources } from './session.ts';
import { at, copyOf, good, HOLD, makeGood, mingbai, root, visit, type Told } from './testing/bad-input.ts';

const MAIN = fileURLToPath(new URL('./main.mjs', import.meta.url));
const words = (line: string): readonly string[] => line.split(' ');
const must = (line: string): void => {
  const { status, said } = mingbai(words(line));
  if (status !== 0) throw new Error(said);
};

beforeAll(async () => {
  await makeGood();
  const on = '--occurred-on 2025-01-01';
  must(`organisation register-person --org S01 --name 王某 --staff-number 1004 --kind 在职 ${on}`);
  must(`organisation grant-role --org S01 --person 1004 --role 工会干部 ${on}`);
  must('visit record --org S01 --occurred-on 2025-03-08 --triggers 住院 --people 黄某');
  must('visit record --org S02 --occurred-on 2025-03-08 --triggers 住院 --people 李某');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('somebody of one school', () => {
  it('is shown the own school where nobody says which', () => {
    const { status, said } = mingbai(words('list visits --as 1004 --json'));
    expect(status).toBe(0);
    expect((JSON.parse(said) as { rows: { org: string }[] }).rows.map(({ org }) => org)).toEqual(['S01']);
  });
});

describe('a refusal at the terminal', () => {
  it.each<[string, string, number, number, RegExp]>([
    ['another school', 'list visits --org S02 --as 1004', 4, 403, /单位“S02”不在您的单位范围内/],
    ['no such organisation', 'list visits --org 无', 3, 404, /找不到单位“无”；用 mingbai list organisations/],
    [
      'a register without a sheet',
      'export register payment-requests --out x.xlsx',
      3,
      404,
      /“付款申请”.*可以导出的：单位/,
    ],
    ['no such register', 'template --register 无 --out x.xlsx', 3, 404, /没有“无”这个台账；可选：/],
    ['no such file', 'import nowhere.xlsx', 3, 404, /找不到文件/],
    [
      'no such value of a dimension',
      'trace visit.person-times[trigger=nope]',
      3,
      404,
      /“nope”这一种；可选：住院（hospital）、/,
    ],
    [
      'a figure of a unit that is not below',
      'trace visit.person-times[org=S02] --org S01',
      3,
      404,
      /“S02”不是单位“S01”或它的下级单位的代码；请核对/,
    ],
    [
      'a figure that means something only when narrowed',
      'trace organisation.head-count',
      3,
      404,
      /“人数”要说明是哪一种，如 organisation\.head-count\[category=staff\]；可选：教职工（staff）、/,
    ],
    [
      'a roll-up of no units',
      'summary --org S01 --period 2025 --kind district',
      4,
      422,
      /“第一小学”没有下级单位.*请换成区（或乡镇）工会，或把种类改为 school/,
    ],
    [
      'no such kind of summary',
      'summary --org S01 --period 2025 --kind year',
      1,
      400,
      /可选：school（学校总结）、half-year（.+）、congress（.+）、plan（工作计划）、district（.+）$/,
    ],
    ['a period where none is heeded', 'replay S01-JF --period 2025Q1', 1, 400, /没有“--period”这个选项/],
    ['a fund of another school', 'replay S01-JF --org S02', 3, 404, /找不到资金“S01-JF”/],
    [
      'a log where the vault is',
      'migrate --to sqlite:vault.sqlite',
      1,
      400,
      /“vault\.sqlite”是数据目录里另有用处的文件/,
    ],
    ['a log without a name', 'migrate --to sqlite:', 1, 400, /没有写账本的文件名；请写 sqlite:events\.sqlite/],
    ['a database that is not known', 'migrate --to mysql://x', 1, 400, /不认识数据库地址“mysql:…”/],
    ['a wrong time', 'list visits --known-at 2026-11-26T99:00', 1, 400, /2026-11-26T03:00（北京时间）/],
    ['a wrong day', 'list visits --as-of 昨天', 1, 400, /不是日期；请写成 2025-03-08/],
    ['no such account', 'account reset nobody', 3, 404, /没有“nobody”这个账号；已有账号：admin$/],
    ['a login of somebody else', 'account reset ADMIN --person 1004', 4, 403, /“ADMIN”已经是别人的/],
  ])(
    'of %s: in its own words, with one meaning for its exit code and its status',
    (_what, line, ...[exit, code, says]) => {
      const { status, said } = mingbai([...words(line), '--json']);
      const problem = JSON.parse(said) as { status: number; detail: string };
      expect([status, problem.status]).toEqual([exit, code]);
      expect(problem.detail).toMatch(says);
    },
  );
});

describe('help', () => {
  it('lists what may be chosen', () => {
    const help = mingbai(words('fund request --help')).said.replace(/\s+/g, '');
    expect(help).toContain('可选节日慰问品、');
    expect(mingbai(words('visit record --help')).said.replace(/\s+/g, '')).toMatch(/可多选，用顿号隔开；可选住院、/);
  });
});

describe('every help page', () => {
  it.each(['', 'login', 'list', 'visit', 'visit record', 'export journal', 'serve', 'summary'])(
    '%s has no English',
    (line) => {
      const { said } = mingbai([...words(line).filter(Boolean), '--help']);
      expect(said).not.toMatch(/default|\[options\]|\[command\]/);
      expect(said).toMatch(/^用法： mingbai .*\[选项\]/);
    },
  );
  it('tells what an option is when it is not given', () => {
    expect(mingbai(words('login --help')).said).toContain('服务地址（默认 http://127.0.0.1:3000）');
  });
});

describe('output that nobody reads to its end', () => {
  it('ends quietly', () => {
    const command = '"$0" "$1" list organisations --data "$2" | true; echo "${PIPESTATUS[0]}"';
    const ended = spawnSync('bash', ['-c', command, process.execPath, MAIN, good], { encoding: 'utf8' });
    expect([ended.stdout, ended.stderr]).toEqual(['0\n', '']);
  });
});

describe('a forgotten password', () => {
  it('is replaced by a one-time password, which ends what the old one was good for', async () => {
    const data = copyOf('forgotten');
    const { status, said } = mingbai(words('account reset Admin --json'), { data });
    expect(status).toBe(0);
    const { login, password } = JSON.parse(said) as { login: string; password: string };
    const { accounts, close } = await openDirectory(data, sources);
    onTestFinished(close);
    expect(login).toBe('admin');
    expect(await accounts.signIn('admin', password)).toMatchObject({ account: { mustChange: true } });
  });
  it('and a lost file of accounts: somebody registered gets an account again', () => {
    const data = copyOf('lost');
    writeFileSync(join(data, 'accounts.sqlite'), 'garbage '.repeat(1000));
    for (const suffix of ['-wal', '-shm']) rmSync(join(data, `accounts.sqlite${suffix}`), { force: true });
    const damaged = mingbai(words('list organisations'), { data });
    expect(damaged.status).toBe(5);
    expect(damaged.said).toMatch(
      /accounts\.sqlite）已损坏，账本没有受影响.*mingbai account reset admin --person admin/,
    );
    rmSync(join(data, 'accounts.sqlite'));
    expect(mingbai(words('account reset admin'), { data }).said).toMatch(/加 --person 工号/);
    const opened = mingbai(words('account reset admin --person admin'), { data });
    expect([opened.status, opened.said]).toEqual([
      0,
      expect.stringMatching(/账号 admin 的一次性密码：([a-z2-9]{4}-?){4}/),
    ]);
  });
});

describe('a journal', () => {
  it('goes to the screen for hledger, and in no other form', () => {
    must(`fund open --org S01 --occurred-on 2025-01-01 --fund F9 --name 工会经费 --kind 工会经费 --opening 12.34`);
    expect(mingbai(words('export journal --org S01'))).toMatchObject({
      status: 0,
      said: expect.stringMatching(/\n {4}资产:银行存款:F9 {2}12\.34 元\n {4}净资产:期初 {2}-12\.34 元\n/),
    });
    const other = mingbai(words('export journal --format csv'));
    expect(other).toMatchObject({ status: 1, said: expect.stringMatching(/可选：hledger/) });
  });
});

describe('a command that needs the store itself', () => {
  it('asks for the service to be stopped, signed in or not', async () => {
    const holder = spawn(process.execPath, [HOLD, good], { stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(async () => {
      holder.kill('SIGTERM');
      await once(holder, 'exit');
    });
    await once(holder.stdout, 'data');
    for (const line of ['doctor', 'rebuild', 'account reset admin']) {
      const { status, said } = mingbai(words(line));
      expect(said).toMatch(new RegExp(`进程 ${holder.pid}）；这个命令要直接打开数据目录，请先停止服务再执行`));
      expect(status).toBe(5);
    }
    expect(mingbai(visit()).said).toMatch(/mingbai login/);
    for (const line of [`audit bundle --out ${at('b')}`, `backup --out ${at('c')}`])
      expect(mingbai(words(line))).toMatchObject({ status: 0 });
  });
});

describe('a command while somebody is signed in at a running service', () => {
  beforeAll(() => {
    copyOf('served');
    const session = { url: 'http://127.0.0.1:9', cookie: 'session=x', login: 'admin' };
    writeFileSync(join(at('served'), 'session.json'), JSON.stringify(session));
  });
  async function served(line: readonly string[]): Promise<Told> {
    const holder = spawn(process.execPath, [HOLD, at('served')], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(holder.stdout, 'data');
    const told = mingbai(line, { data: at('served') });
    holder.kill('SIGTERM');
    await once(holder, 'exit');
    return told;
  }

  it('is told of a wrong id as without a service, before anything is sent', async () => {
    const line = visit('--id', 'xyz');
    expect(await served(line)).toEqual({ status: 1, said: expect.stringMatching(/^命令编号要用 UUID/) });
    expect(await served(line)).toEqual(mingbai(line));
  });
  it('acts as nobody else, and is told so', async () => {
    const { status, said } = await served(words('list visits --as 1004'));
    expect(said).toMatch(/您登录的是“admin”，不能用 --as 换成“1004”/);
    expect(status).toBe(4);
    expect((await served(words('list visits --as admin'))).said).not.toMatch(/--as/);
  });
});

describe('signing in with a one-time password', () => {
  type Body = Readonly<Record<string, string>>;
  /** A service with one account, whose password may be a one-time one. */
  async function service() {
    const account = { password: 'one-time', mustChange: true };
    const answer = async (request: IncomingMessage, response: ServerResponse): Promise<unknown> => {
      const body = JSON.parse(Buffer.concat(await request.toArray()).toString() || '{}') as Body;
      const given = body['password'] ?? body['present'];
      if (given !== account.password) return response.writeHead(401).end('{}');
      if (request.url === '/api/session/password') {
        Object.assign(account, { password: body['next'], mustChange: false });
        return response.end('{}');
      }
      response.setHeader('set-cookie', `session=${account.password}; Path=/`);
      return response.end(JSON.stringify({ login: 'admin', mustChange: account.mustChange }));
    };
    const server = createServer((request, response) => void answer(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    return { account, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  }
  async function login(url: string, typed: string, ...more: readonly string[]): Promise<Told> {
    const args = [MAIN, 'login', '--url', url, '--user', 'Admin', ...more, '--data', good];
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    child.stdin.end(typed);
    const said: string[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => said.push(part.toString()));
    const [status] = (await once(child, 'close')) as [number];
    return { status, said: said.join('') };
  }

  it('says that it has to be changed first, and how', async () => {
    const { url } = await service();
    const { status, said } = await login(url, 'one-time\n');
    expect(said).toMatch(/这是一次性密码.*mingbai login --user admin --new-password/);
    expect(status).toBe(0);
  });
  it('changes it at once where that is asked for', async () => {
    const { account, url } = await service();
    const { status, said } = await login(url, 'one-time\na secret of my own\n', '--new-password');
    expect(said).toMatch(/^已登录 .*（admin）\n$/);
    expect(status).toBe(0);
    expect(account).toEqual({ password: 'a secret of my own', mustChange: false });
    expect(JSON.parse(readFileSync(join(good, 'session.json'), 'utf8'))).toMatchObject({
      cookie: 'session=a secret of my own',
      login: 'admin',
    });
  });
});
