import type { RulePack } from '../pack.ts';

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

/**
 * One province's rule, read in a page that quotes it: elsewhere it is practice, so it asks for a second look and
 * refuses nothing.
 */
const PRACTICE = '安徽省基层工会经费收支管理实施细则（皖工发〔2025〕18号），作各地惯例提示';

const shared = { jurisdiction: 'national' } as const;

/** National welfare list and separation of duties. The amounts are left to the provinces. */
export const NATIONAL_PACKS: readonly RulePack[] = [
  {
    ...shared,
    id: 'national@0',
    effectiveFrom: '1900-01-01',
    effectiveTo: '2017-12-14',
    rules: [{ ...DUTIES, parameters: {} }],
  },
  {
    ...shared,
    id: 'national@2017',
    effectiveFrom: '2017-12-15',
    effectiveTo: '2025-08-20',
    rules: [DUTIES, { ...FESTIVAL_GOODS, parameters: { festivals: [...FESTIVAL_GOODS.parameters.festivals] } }],
  },
  {
    ...shared,
    id: 'national@2025',
    effectiveFrom: '2025-08-21',
    effectiveTo: null,
    rules: [
      DUTIES,
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
