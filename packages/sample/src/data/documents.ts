// tidy: tabular, one source document a line
// oxfmt-ignore
/**
 * The source documents: the sample's organisation for each, and the one year that is assumed for it. The documents name
 * days but hardly ever a year; nothing recorded from a document lies after its assumed date, except what it plans.
 */
export const DOCUMENTS = [
  { piece: 'A1', org: 'S02', year: '2025', dated: '2025-12-31', note: '全年总结；“春节前”按 2025-01-01 至 01-28' },
  { piece: 'A2', org: 'S03', year: '2025', dated: '2025-09-01', note: '学年计划，自 2025 年 9 月；“来年”“下一步”的计划都按 2026 年' },
  { piece: 'A3a', org: 'S04', year: '2025', dated: '2025-06-30', note: '上半年' },
  { piece: 'A3b', org: 'T02', year: '2025', dated: '2025-12-31', note: '乡教育工会，全年' },
  { piece: 'A3c', org: 'S05', year: '2025', dated: '2025-12-31', note: '全年；“本学期”按 2 月至 6 月' },
  { piece: 'A3d', org: 'S06', year: '2025', dated: '2025-12-31', note: '向教职工大会的报告，全年' },
  { piece: 'A5', org: 'D01', year: '2025', dated: '2025-12-31', note: '区教育工会本级，全年；“春节前”按 2025-01-13 至 01-17' },
  { piece: 'B1', org: 'T01', year: '2025', dated: '2025-12-31', note: '镇教育工会，全年；“第二十八个教师节”照录，与所定年份不符' },
  { piece: 'B2', org: 'S07', year: '2025', dated: '2025-12-31', note: '只有残段' },
  { piece: 'C1', org: 'S08', year: '2025', dated: '2025-12-31', note: '全年；职代会“按期”通过的三项按上半年，年内决定的两项按下半年' },
  { piece: 'D1', org: 'S09', year: '2025', dated: '2025-12-31', note: '全年；三个节日的联欢按节日当天' },
  { piece: 'D5', org: 'S10', year: '2025', dated: '2025-12-31', note: '全年；“去年”即 2024 年' },
  { piece: 'E1', org: 'S11', year: '2025', dated: '2025-06-30', note: '上半年总结里的 9 月、10 月的事按前一年（2024）' },
  { piece: 'E3', org: 'S12', year: '2025', dated: '2025-06-30', note: '上半年，公司工会；“春节前”按 2025-01-06 至 01-24' },
] as const;
