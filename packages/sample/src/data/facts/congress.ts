// tidy: tabular, one fact a line
import type { Fact } from '../../fact.ts';

// oxfmt-ignore
/** Facts tagged congress. */
export const CONGRESS_FACTS: readonly Fact[] = [
  { id: 'S0-010', tag: 'congress', piece: 'A1', kind: 'recorded', reason: '两会合开，各有届次', rows: [['congresses', 'S02', { occurredOn: '2025年', bodies: '教职工代表大会|第六届|2；工会会员代表大会|第七次|2', remark: '议程全部完成' }]], figures: [['congress.sessions', 1, '次', 'exact'], ['congress.sessions[body=members-congress]', 1, '次', 'exact'], ['congress.present', null, '人次', 'unknown']] },
  { id: 'S0-019', tag: 'congress', piece: 'A2', kind: 'recorded', reason: '学年计划里的一项，登记在计划里', rows: [['plans', 'S03', { occurredOn: '2025学年', what: '教代会征集提案，实行票决', field: '民主管理' }]], figures: [['plan.items[field=congress]', 1, '项', 'exact']] },
  { id: 'S0-048', tag: 'congress', piece: 'A3a', kind: 'recorded', reason: '5 月，没有人数', rows: [['congresses', 'S04', { occurredOn: '2025年5月', bodies: '教代会' }]], figures: [['congress.sessions', 1, '次', 'exact']] },
  { id: 'S0-056', tag: 'congress', piece: 'A3b', kind: 'rule-or-habit', reason: '“按期召开”是一贯做法，没有哪一次' },
  { id: 'S0-089', tag: 'congress', piece: 'A3c', kind: 'rule-or-habit', reason: '“每学期开学前”是一贯做法' },
  { id: 'S0-122', tag: 'congress', piece: 'A3d', kind: 'recorded', reason: '该文就是向这次大会的报告', rows: [['congresses', 'S06', { occurredOn: '2025年', bodies: '教工大会', agenda: '审议工会工作报告' }]], figures: [['congress.sessions[body=staff-assembly]', 1, '次', 'exact']] },
  { id: 'S1-003', tag: 'congress', piece: 'B1', kind: 'recorded', reason: '一月、六月各一次；五项议题原文没有分到哪一次', rows: [['congresses', 'T01', { occurredOn: '2025年一月', bodies: '教代会', agenda: '校领导述职；评议校领导；上年总结和本年计划；修订高级教师职务竞聘意见；十二五规划实施', remark: '五项议题分在一月、六月两次，原文没有分开' }], ['congresses', 'T01', { occurredOn: '2025年六月', bodies: '教代会', remark: '议题见一月的一次' }]], figures: [['congress.sessions', 2, '次', 'exact']] },
  { id: 'S2-004', tag: 'congress', piece: 'C1', kind: 'recorded', reason: '通过三个方案；日期原文没有，按上半年', rows: [['congresses', 'S08', { occurredOn: '2025年上半年', bodies: '职代会', resolutions: '职评方案；评优方案；毕业班奖金方案' }]], figures: [['congress.resolutions', 3, '项', 'exact'], ['congress.sessions[body=staff-congress]', 1, '次', 'exact']] },
  { id: 'S2-006', tag: 'congress', piece: 'C1', kind: 'recorded', reason: '决定两件事；日期原文没有，按下半年', rows: [['congresses', 'S08', { occurredOn: '2025年下半年', bodies: '职代会', resolutions: '大件采购；食堂改造' }]], figures: [['congress.resolutions', 2, '项', 'exact']] },
  { id: 'S3-003', tag: 'congress', piece: 'D1', kind: 'recorded', reason: '行使四项职权，登记在会上；职权的个数没有数字可查', rows: [['congresses', 'S09', { occurredOn: '2025年', bodies: '教代会', rights: '审议、评议、建议、决定' }]], figures: [['congress.sessions', 1, '次', 'exact']] },
  { id: 'S3-086', tag: 'congress', piece: 'D5', kind: 'rule-or-habit', reason: '“大事召集代表”是一贯做法，没有哪一次' },
  { id: 'S4-012', tag: 'congress', piece: 'E1', kind: 'rule-or-habit', reason: '“每学期开学、放假前”是一贯做法' },
  { id: 'S4-078', tag: 'congress', piece: 'E3', kind: 'recorded', reason: '2 月实施；通过的日期原文没有，以实施月登记', rows: [['congresses', 'S12', { occurredOn: '2025年2月', bodies: '职代会', resolutions: '绩效工资与奖励考核办法', remark: '2 月起实施' }]], figures: [['congress.resolutions', 1, '项', 'exact']] },
];
