import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldsOf } from '@mingbai/kernel';
import { pathLabel } from '@mingbai/messages';
import type { z } from 'zod';
import * as schemas from './schemas.ts';
import { asking, type Problem } from './testing/asking.ts';
import { twoSchools, type TwoSchools } from './testing/two-schools.ts';

let schools: TwoSchools;
beforeAll(async () => {
  schools = await twoSchools();
});
afterAll(() => schools.close());
const { send, post } = asking(() => schools);
const on = (from: string, to = from) => ({ from, to });
const income = (more: object) => ({
  fund: 'S01-JF',
  occurredOn: on('2025-02-01'),
  amount: 100,
  source: 'dues',
  form: 'bank',
  ...more,
});
const receive = (more: object) => () =>
  post('/api/commands/fund.receive', income(more), { cookie: schools.cookie('accountant', 'S01') });
const visit = (more: object) => () =>
  post('/api/commands/visit.record', {
    org: 'S01',
    occurredOn: on('2025-03-08'),
    triggers: ['hospital'],
    kind: 'serving',
    ...more,
  });

describe('a refusal says what is wrong in words that fit', () => {
  it.each<[string, () => Promise<Problem>, number, string, string]>([
    [
      'a foreign page',
      () => post('/api/commands/visit.record', {}, { headers: { origin: 'https://elsewhere.example' } }),
      403,
      'foreign-origin',
      '这个请求不是从明白账自己的网页发出的，已拒绝；请用明白账的网址重新打开网页再操作',
    ],
    [
      'measures asked from elsewhere',
      () => send('GET', '/api/metrics', { remoteAddress: '192.0.2.7' }),
      403,
      'local-only',
      '这个地址只对运行服务的电脑本身开放；请在那台电脑上查看',
    ],
    ['a choice left out', receive({ source: undefined }), 400, 'missing', '【收入来源】这一项必填；请补上'],
    [
      'a choice that there is not',
      receive({ form: 'gold' }),
      400,
      'not-in-list',
      '【收付方式】“gold”不在可选范围内；可选：现金（cash）、银行（bank）',
    ],
    [
      'a choice inside a list',
      visit({ groups: [{ kind: 'x', count: { value: 1, precision: 'exact', unit: '人次' } }] }),
      400,
      'not-in-list',
      '',
    ],
    [
      'no such day',
      receive({ occurredOn: on('2026-02-30', '2026-03-01') }),
      400,
      'no-such-day',
      '【日期：开始】“2026-02-30”这一天不存在；请核对年、月、日',
    ],
    [
      'an end before its beginning',
      receive({ occurredOn: on('2026-03-02', '2026-03-01') }),
      400,
      'span-reversed',
      '【日期】“2026-03-02..2026-03-01”的开始晚于结束；请把先后改过来',
    ],
    [
      'too much money',
      receive({ amount: 1e18 }),
      400,
      'amount-too-large',
      '【金额】金额太大了；请核对是不是多写了几位',
    ],
    ['a little too much', receive({ amount: 1e14 }), 400, 'amount-too-large', ''],
    ['no money', receive({ amount: 0 }), 400, 'amount-not-positive', '【金额】金额要大于 0；请核对'],
    ['less than none', receive({ amount: -5 }), 400, 'amount-not-positive', '【金额】金额要大于 0；请核对'],
    ['a long remark', visit({ remark: '长'.repeat(2001) }), 400, 'too-long', '【备注】太长了，最多 2000 个字；请缩短'],
    ['no item of a list', visit({ triggers: [] }), 400, 'too-few-items', '【事由】至少要有 1 项；请补上'],
    [
      'a number too large',
      visit({ groups: [{ count: { value: 1e13, precision: 'exact', unit: '人次' } }] }),
      400,
      'number-too-large',
      '【慰问对象（人数）第1项：人数：数值】数字太大了，最大 1000000000000；请核对',
    ],
    [
      'a number left out that is said to be known',
      visit({ groups: [{ count: { value: null, precision: 'exact', unit: '人次' } }] }),
      400,
      'value-missing',
      '【慰问对象（人数）第1项：人数】没有写数值；请补上，不知道的把准确程度改为不详（unknown）',
    ],
    [
      'a number of an entry that is none',
      () =>
        post(
          '/api/commands/fund.receipt',
          { org: 'S01', fund: 'S01-JF', entry: 'x' },
          { cookie: schools.cookie('accountant', 'S01') },
        ),
      400,
      'wrong-form',
      '【分录号】写法不对；请写成编号（UUID），如 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f',
    ],
    [
      'a nameless person',
      visit({ people: [{ name: '' }] }),
      400,
      'too-short',
      '【慰问对象（姓名）第1项：名称】太短了，至少 1 个字；请补全',
    ],
    [
      'what another register calls otherwise',
      () =>
        post('/api/commands/organisation.register-person', {
          org: 'S01',
          occurredOn: on('2025-03-08'),
          kind: 'serving',
        }),
      400,
      'missing',
      '【姓名】这一项必填；请补上',
    ],
    [
      'a large body',
      () => post('/api/commands/visit.record', { remark: 'x'.repeat(3_000_000) }),
      413,
      'body-too-large',
      '请求内容太大（上限 1 MB）；请分几次提交',
    ],
    [
      'a large workbook',
      () => {
        const head = '--b\r\ncontent-disposition: form-data; name="file"; filename="f.xlsx"\r\n\r\n';
        const payload = `${head}${'x'.repeat(22 * 1_048_576)}\r\n--b--\r\n`;
        return send('POST', '/api/imports', {
          payload,
          headers: { 'content-type': 'multipart/form-data; boundary=b' },
        });
      },
      413,
      'too-large',
      '文件太大（上限 20 MB）；请拆成几个工作簿，或删掉图片后再导入',
    ],
    [
      'a register without a sheet',
      () => send('GET', '/api/exports/payment-requests'),
      404,
      'no-sheet',
      '台账“付款申请”不能导出成工作簿；可以导出的：单位（organisations）、',
    ],
    [
      'no such register',
      () => send('GET', '/api/registers/none'),
      404,
      'register-not-found',
      '没有“none”这个台账；可选：单位（organisations）、人员（persons）、',
    ],
    [
      'no such organisation',
      () => send('GET', '/api/registers/visits?org=X'),
      404,
      'organisation-not-found',
      '找不到单位“X”；请在“单位”台账里查名称或代码',
    ],
    [
      'no such value of a dimension',
      () => send('GET', '/api/trace?figure=congress.sessions[body=x]'),
      404,
      'dimension-value-not-found',
      '“代表大会（会员大会）次数”里没有“x”这一种；可选：教职工代表大会（staff-congress）、',
    ],
    [
      'another school',
      () => send('GET', '/api/registers/visits?org=S02', { cookie: schools.cookie('officer', 'S01') }),
      403,
      'outside-own-organisation',
      '不能做“查看慰问台账”：单位“S02”不在您的单位范围内；请换成您自己的单位，或联系区工会管理员',
    ],
    [
      'a school’s auditor and the whole log',
      () => send('GET', '/api/audit/verify', { cookie: schools.cookie('auditor', 'S01') }),
      403,
      'outside-own-organisation',
      '不能做“全库审计”：单位“D01”不在您的单位范围内；请换成您自己的单位，或联系区工会管理员',
    ],
    [
      'the whole log',
      () => send('GET', '/api/audit/verify', { cookie: schools.cookie('chair', 'S01') }),
      403,
      'forbidden',
      '没有权限做“全库审计”；需要的角色：',
    ],
    [
      'what others refer to',
      () => post('/api/commands/organisation.withdraw', { org: 'S01', record: 'S01', reason: '登记错误' }),
      422,
      'has-dependents',
      '还有 ',
    ],
    [
      'a short new password',
      () => post('/api/session/password', { present: 'x', next: 'short' }),
      400,
      'too-short',
      '【新密码】太短了，至少 10 个字；请补全',
    ],
    [
      'no present password',
      () => post('/api/session/password', { next: 'long enough one' }),
      400,
      'missing',
      '【当前密码】',
    ],
    [
      'a login of other letters',
      () => post('/api/accounts', { login: '张 三', person: '1001' }),
      400,
      'wrong-form',
      '【用户名】写法不对；请写成字母、数字、点、连字符或下划线，最多 40 位，如 1023',
    ],
    [
      'an amount as a text',
      receive({ amount: '500.00' }),
      400,
      'wrong-type',
      '【金额】写法不对；请写成以分为单位的整数，如 50000（500 元）',
    ],
    ['no login', () => post('/api/session', { password: 'x' }), 400, 'missing', '【用户名】这一项必填；请补上'],
    ['no password', () => post('/api/session', { login: 'x' }), 400, 'missing', '【密码】这一项必填；请补上'],
  ])('%s', async (_what, sent, ...[status, code, detail]) => {
    const problem = await sent();
    expect(problem).toMatchObject({ status, code, detail: expect.stringContaining(detail) });
    expect(problem.detail).not.toMatch(/“”|：。|：$|mingbai |[a-z]\.[a-z]/);
  });

  it('with registers under their own names', async () => {
    const { detail } = await post('/api/commands/organisation.withdraw', {
      org: 'S01',
      record: 'S01',
      reason: '登记错误',
    });
    expect(detail).toMatch(/：(慰问台账|资金|活动|代表大会|人员|角色|资金流水) S01 /);
    expect(detail).not.toMatch(/[\da-f]{8}-/);
    expect(detail).not.toMatch(/visits|funds|persons|roles/);
  });

  it('with a Chinese label for every field that a request has', () => {
    const own = Object.values(schemas).filter((each): each is z.ZodObject => 'shape' in each);
    const names = own.flatMap((each) => fieldsOf(each).map(({ name }) => name));
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !/[一-龥]/.test(pathLabel('', name)))).toEqual([]);
  });
});

describe('a question without an organisation', () => {
  it('is about the asker’s own', async () => {
    const cookie = schools.cookie('officer', 'S01');
    const { rows } = (await send('GET', '/api/registers/visits', { cookie })) as unknown as { rows: { org: string }[] };
    expect(rows.map(({ org }) => org)).toEqual(['S01']);
  });
});
