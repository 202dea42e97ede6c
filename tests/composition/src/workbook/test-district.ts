import type { Actor, Mingbai } from '@mingbai/application';
import { registerNamed } from '@mingbai/domain';
import type { RegisterView } from '@mingbai/kernel';
import { filledWorkbook, importWorkbook, type ImportResult } from '@mingbai/workbook';
import { operator, testMingbai } from '../test-mingbai.ts';

export type Rows = readonly Readonly<Record<string, string>>[];
export type District = { readonly mingbai: Mingbai; readonly operator: Actor };

/** A district with two schools, in the middle of 2025. */
export async function testDistrict(): Promise<District> {
  const test = await testMingbai();
  test.clock.set('2025-06-30T00:00:00Z');
  return { mingbai: test.mingbai, operator };
}

export function register(name: string): RegisterView {
  const found = registerNamed(name);
  if (!found) throw new Error(`no register ${name}`);
  return found;
}

/** A workbook with rows of several registers, by register name and column key. */
export const bookOf = (sheets: Readonly<Record<string, Rows>>): Promise<Uint8Array> =>
  filledWorkbook(Object.entries(sheets).map(([name, rows]) => ({ register: register(name), rows })));

/** Imports rows of several registers as the operator. */
export async function bring(
  { mingbai, operator }: District,
  sheets: Readonly<Record<string, Rows>>,
  options = {},
): Promise<ImportResult> {
  return importWorkbook(mingbai, operator, await bookOf(sheets), options);
}

/** Where the errors are, and their codes. */
export const briefly = ({
  errors,
}: {
  errors: readonly { sheet: string; row: number; column: string; code: string }[];
}) => errors.map(({ sheet, row, column, code }) => [sheet, row, column, code]);

/** Rows of every register that has a sheet, in the words of the trade. */
export const EVERYTHING: Readonly<Record<string, Rows>> = {
  organisations: [
    {
      code: 'S3',
      name: '第三中学',
      kind: '学校',
      administeredBy: '某区教育工会',
      occurredOn: '2025-01-01',
      reportsTo: '某镇；某街道',
    },
  ],
  persons: [{ org: 'S1', occurredOn: '2025-01-01', name: '黄某', staffNumber: '1023', kind: '在职', gender: '女' }],
  memberships: [{ org: 'S1', occurredOn: '2025-01-02', person: '1023', kind: '入会' }],
  posts: [
    {
      org: 'S1',
      occurredOn: '2025-01-03',
      person: '1023',
      post: '主席',
      body: '第一中学工会',
      term: '6',
      endsOn: '2029-12-31',
    },
  ],
  roles: [{ org: 'S1', occurredOn: '2025-01-03', person: '1023', role: '主席' }],
  'head-counts': [
    { org: 'S1', occurredOn: '2025-01-01', category: '教职工', count: '135' },
    { org: 'S2', occurredOn: '2025年1月', category: '女教职工', count: '80余人' },
  ],
  'stated-shares': [{ org: 'S1', occurredOn: '2025-01-01', category: '女教职工占比', value: '71%' }],
  visits: [
    {
      org: '第一中学',
      occurredOn: '2025年3月8日',
      triggers: '住院、手术',
      people: '黄某（1023）、李某',
      place: '第一医院',
      kind: '在职教职工',
      visitors: '主席|王某；校长',
      money: '500.00|工会经费；200.00|行政（单位）、捐赠',
      gifts: '牛奶|2箱；水果|10斤|88.00',
      siteSurvey: '是',
      followUp: '每月探望',
      remark: '无',
    },
    { org: 'S1', occurredOn: '2025年2月', triggers: '春节', groups: '退休教职工|20余人次；18人次', money: '近10000元' },
    { org: 'S1', occurredOn: '2025-03-01至2025-03-05', triggers: '困难', groups: '不详户' },
  ],
  funds: [
    { org: 'S1', occurredOn: '2025-01-01', fund: 'F1', name: '工会经费', kind: '工会经费', opening: '10000.00' },
    { org: 'S1', occurredOn: '2025-01-01', fund: 'F2', name: '慰问专项', kind: '专项（经费内划出）' },
  ],
  'fund-entries': [
    {
      org: 'S1',
      occurredOn: '2025-02-01',
      fund: 'F1',
      direction: '收入',
      amount: '500.00',
      source: '会费收入',
      form: '银行',
      voucherNumber: '1',
    },
    {
      org: 'S1',
      occurredOn: '2025-02-02',
      fund: 'F1',
      direction: '支出',
      amount: '88.80',
      purpose: '住院慰问',
      form: '现金',
      voucherNumber: '2',
      payee: '黄某',
      summary: '看望',
    },
    {
      org: 'S1',
      occurredOn: '2025-02-03',
      fund: 'F1',
      direction: '转出',
      amount: '1000.00',
      form: '银行',
      counterpart: 'F2',
    },
  ],
  congresses: [
    {
      org: 'S1',
      occurredOn: '2025-03-20',
      bodies: '教职工代表大会|第六届|2；工会会员代表大会|第七次|2',
      sittings: '2025-03-20、2025-03-21',
      entitled: '50',
      present: '49',
      agenda: '校长工作报告；工会工作报告',
      resolutions: '绩效方案|48人|0人|1人；财务报告',
      rights: '审议、决定',
    },
  ],
  activities: [
    {
      org: 'S1',
      occurredOn: '2025-03-08',
      name: '三八踏青',
      kind: '出游踏青',
      occasions: '三八妇女节',
      edition: '3',
      place: '郊外',
      audience: '女教职工',
      participants: '160余人、11队',
      hosts: '校工会',
      coHosts: '女工委；工会',
      hostCount: '2',
      role: '主办',
      items: '拔河；跳绳',
      results: '拔河|1|校级|一等奖|张某；跳绳',
      cost: '约3000元',
      payers: '工会经费、行政（单位）',
    },
  ],
  plans: [
    {
      org: 'S1',
      occurredOn: '2025年3月',
      what: '组织教职工体检',
      field: '健康体检',
      responsible: '女职工委员会',
      partners: '校医院；区医院',
      outcome: '已办理',
      settledOn: '2025-03-28',
      remark: '分两批',
    },
    { org: 'S1', occurredOn: '2026-2027学年', what: '评选先进', field: '评优表彰' },
  ],
};

/** Who is named by the rows of `EVERYTHING` and must be registered before them. */
export const PERSONS: Rows = EVERYTHING['persons'] ?? [];

export const TOTAL = Object.values(EVERYTHING).flat().length;
