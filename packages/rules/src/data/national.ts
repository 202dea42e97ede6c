import type { RulePack } from '../pack.ts';

/** National welfare list (总工办发〔2017〕32号) and the separation of duties (会计法). The amounts are left to the provinces. */
export const NATIONAL_PACKS: readonly RulePack[] = [
  {
    id: 'national@0',
    jurisdiction: 'national',
    effectiveFrom: '1900-01-01',
    effectiveTo: '2017-12-14',
    rules: [
      {
        id: 'FUND-02', severity: 'block', verification: 'A', document: '中华人民共和国会计法', article: '第二十五条、第三十五条',
        parameters: {},
      },
    ],
  },
  {
    id: 'national@2017',
    jurisdiction: 'national',
    effectiveFrom: '2017-12-15',
    effectiveTo: null,
    rules: [
      {
        id: 'FUND-02', severity: 'block', verification: 'A', document: '中华人民共和国会计法', article: '第二十五条、第三十五条',
        parameters: {},
      },
      {
        id: 'WELFARE-01', severity: 'block', verification: 'B', document: '基层工会经费收支管理办法（总工办发〔2017〕32号）',
        article: '第八条（节日慰问品）',
        parameters: {
          festivals: ['new-year', 'spring-festival', 'qingming', 'labour-day', 'dragon-boat', 'mid-autumn', 'national-day'],
        },
      },
      {
        id: 'WELFARE-02', severity: 'block', verification: 'B', document: '安徽省基层工会经费收支管理实施细则（皖工发〔2025〕18号），作全国样例',
        article: '离退休人员待遇由单位行政承担', parameters: {},
      },
      {
        id: 'WELFARE-03', severity: 'block', verification: 'B', document: '安徽省基层工会经费收支管理实施细则（皖工发〔2025〕18号），作全国样例',
        article: '职工体检由单位行政承担', parameters: {},
      },
    ],
  },
];
