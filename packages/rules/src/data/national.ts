import type { Rule, RulePack } from '../pack.ts';

const DUTIES = {
  id: 'FUND-02',
  severity: 'block',
  verification: 'A',
  document: '中华人民共和国会计法',
  article: '不相容岗位分离（2024 年修正文本第二十五条、第三十五条）',
  parameters: {},
} as const;

const FESTIVAL_GOODS = {
  id: 'WELFARE-01',
  severity: 'block',
  verification: 'B',
  document: '基层工会经费收支管理办法（总工办发〔2017〕32号）',
  article: '节日慰问品',
  parameters: {
    festivals: ['new-year', 'spring-festival', 'qingming', 'labour-day', 'dragon-boat', 'mid-autumn', 'national-day'],
  },
} as const;

/** From the day on which schools had a regulation for their congresses. */
const CONGRESS = [
  {
    id: 'CONGRESS-01',
    severity: 'block',
    verification: 'B',
    document: '学校教职工代表大会规定（教育部令第32号）及各校实施细则',
    article: '须有三分之二以上代表出席（条款号未核对）',
    parameters: { numerator: 2, denominator: 3 },
  },
  {
    id: 'CONGRESS-02',
    severity: 'info',
    verification: 'B',
    document: '学校教职工代表大会规定（教育部令第32号）及各校实施细则；上海市职工代表大会条例第三十一条',
    article: '选举和表决须经全体代表半数以上通过（条款号未核对）',
    parameters: { numerator: 1, denominator: 2 },
  },
] as const satisfies readonly Rule[];

/**
 * One province's rule, read in a page that quotes it: elsewhere it is practice, so it asks for a second look and
 * refuses nothing.
 */
const PRACTICE = '安徽省基层工会经费收支管理实施细则（皖工发〔2025〕18号），作各地惯例提示';

const shared = { jurisdiction: 'national' } as const;

/** National welfare list, separation of duties, and what a congress needs. The amounts are left to the provinces. */
export const NATIONAL_PACKS: readonly RulePack[] = [
  {
    ...shared,
    id: 'national@0',
    effectiveFrom: '1900-01-01',
    effectiveTo: '2011-12-31',
    rules: [{ ...DUTIES, parameters: {} }],
  },
  {
    ...shared,
    id: 'national@2012',
    effectiveFrom: '2012-01-01',
    effectiveTo: '2017-12-14',
    rules: [DUTIES, ...CONGRESS],
  },
  {
    ...shared,
    id: 'national@2017',
    effectiveFrom: '2017-12-15',
    effectiveTo: '2025-08-20',
    rules: [
      DUTIES,
      ...CONGRESS,
      { ...FESTIVAL_GOODS, parameters: { festivals: [...FESTIVAL_GOODS.parameters.festivals] } },
    ],
  },
  {
    ...shared,
    id: 'national@2025',
    effectiveFrom: '2025-08-21',
    effectiveTo: null,
    rules: [
      DUTIES,
      ...CONGRESS,
      { ...FESTIVAL_GOODS, parameters: { festivals: [...FESTIVAL_GOODS.parameters.festivals] } },
      {
        id: 'WELFARE-02',
        severity: 'needsReview',
        verification: 'B',
        document: PRACTICE,
        article: '离退休人员待遇由单位行政承担',
        parameters: {},
      },
      {
        id: 'WELFARE-03',
        severity: 'needsReview',
        verification: 'B',
        document: PRACTICE,
        article: '职工体检由单位行政承担',
        parameters: {},
      },
    ],
  },
];
