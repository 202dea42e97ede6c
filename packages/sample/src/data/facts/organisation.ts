// tidy: tabular, one fact a line
import type { Fact } from '../../fact.ts';

// oxfmt-ignore
/** Facts tagged organisation. */
export const ORGANISATION_FACTS: readonly Fact[] = [
  { id: 'S0-024', tag: 'organisation', piece: 'A2', kind: 'recorded', reason: '学年计划里的一项，登记在计划里', rows: [['plans', 'S03', { occurredOn: '2025学年', what: '委员分工负责、互相配合', field: '组织建设' }]], figures: [['plan.items[field=organisation]', 1, '项', 'exact']] },
  { id: 'S0-058', tag: 'organisation', piece: 'A3b', kind: 'recorded', reason: '全乡教职工', rows: [['head-counts', 'T02', { occurredOn: '2025年', category: '教职工', count: '80多人', note: '全乡' }]], figures: [['organisation.head-count[category=staff]', 80, '人', 'over']] },
  { id: 'S0-068', tag: 'organisation', piece: 'A3b', kind: 'later-issue', reason: '委员学理论、骨干听意见，待学习培训台账和意见征集台账' },
  { id: 'S0-069', tag: 'organisation', piece: 'A3b', kind: 'later-issue', reason: '健全女工组织、学两部法，待机构台账和学习培训台账' },
  { id: 'S0-076', tag: 'organisation', piece: 'A3c', kind: 'later-issue', reason: '成立研究学会，待社团（学会）台账' },
  { id: 'S0-084', tag: 'organisation', piece: 'A3c', kind: 'later-issue', reason: '设阅览室，待设施台账' },
  { id: 'S0-098', tag: 'organisation', piece: 'A3c', kind: 'recorded', reason: '全校教职工', rows: [['head-counts', 'S05', { occurredOn: '2025年', category: '教职工', count: '200多人' }]], figures: [['organisation.head-count[category=staff]', 200, '人', 'over']] },
  { id: 'S0-112', tag: 'organisation', piece: 'A3c', kind: 'recorded', reason: '只有占比和平均年龄，没有背后的人数', rows: [['stated-shares', 'S05', { occurredOn: '2025年', category: '青年教师占比', value: '80%', basis: '教师' }], ['stated-shares', 'S05', { occurredOn: '2025年', category: '平均年龄', value: '29岁', basis: '教师' }]], figures: [['organisation.stated-share[category=young-teachers]', 80, '%', 'exact'], ['organisation.average-age', 29, '岁', 'exact']] },
  { id: 'S0-126', tag: 'organisation', piece: 'A3d', kind: 'recorded', reason: '原文就写“100%以上”，照录', rows: [['stated-shares', 'S06', { occurredOn: '2025年', category: '入会率', value: '100%以上', basis: '在职教职工' }]], figures: [['organisation.stated-share[category=members]', 100, '%', 'atLeast']] },
  { id: 'S0-132', tag: 'organisation', piece: 'A3d', kind: 'recorded', reason: '换届与教代会一道开，登记为会议；当选人名原文没有', rows: [['congresses', 'S06', { occurredOn: '2025年', bodies: '教代会', agenda: '征集提案；工会换届选举' }]], figures: [['congress.sessions[body=teachers-congress]', 1, '次', 'exact']] },
  { id: 'S0-140', tag: 'organisation', piece: 'A3d', kind: 'recorded', reason: '占比另有原文 70%，由人数算得 70.4%', rows: [['head-counts', 'S06', { occurredOn: '2025年', category: '教职工', count: '135人' }], ['head-counts', 'S06', { occurredOn: '2025年', category: '女教职工', count: '95人' }], ['head-counts', 'S06', { occurredOn: '2025年', category: '校区', count: '2个', note: '南、北两校区' }], ['stated-shares', 'S06', { occurredOn: '2025年', category: '女教职工占比', value: '70%' }]], figures: [['organisation.head-count[category=staff]', 135, '人', 'exact'], ['organisation.head-count[category=women]', 95, '人', 'exact'], ['organisation.count[category=campuses]', 2, '个', 'exact'], ['organisation.stated-share[category=women]', 70, '%', 'exact'], ['organisation.women-share', 70.4, '%', 'exact']] },
  { id: 'S1-036', tag: 'organisation', piece: 'B1', kind: 'recorded', reason: '在职 128 名、临代 2 人全部入会；会员合计由两数得出', rows: [['head-counts', 'T01', { occurredOn: '2025年', category: '在职教职工', count: '128人' }], ['head-counts', 'T01', { occurredOn: '2025年', category: '临时聘用人员', count: '2人', note: '临代' }], ['head-counts', 'T01', { occurredOn: '2025年', category: '教职工', count: '130人', note: '在职128名，临代2人' }], ['head-counts', 'T01', { occurredOn: '2025年', category: '会员', count: '130人', note: '在职128名，临代2人，全部入会' }]], figures: [['organisation.head-count[category=serving]', 128, '人', 'exact'], ['organisation.head-count[category=temporary]', 2, '人', 'exact'], ['organisation.head-count[category=members]', 130, '人', 'exact'], ['organisation.members-share', 100, '%', 'exact']] },
  { id: 'S1-037', tag: 'organisation', piece: 'B1', kind: 'later-issue', reason: '建立会员代表、教工代表两套制度，待代表台账和制度台账' },
  { id: 'S1-041', tag: 'organisation', piece: 'B2', kind: 'not-recordable', reason: '残段，“近两年来了几名”没有人数，新进教师也不是工会的事' },
  { id: 'S4-006', tag: 'organisation', piece: 'E1', kind: 'later-issue', reason: '成立课题小组，待社团（学会）台账' },
  { id: 'S4-010', tag: 'organisation', piece: 'E1', kind: 'later-issue', reason: '设阅览室，待设施台账' },
  { id: 'S4-018', tag: 'organisation', piece: 'E1', kind: 'recorded', reason: '全校教职工', rows: [['head-counts', 'S11', { occurredOn: '2025年上半年', category: '教职工', count: '200多人' }]], figures: [['organisation.head-count[category=staff]', 200, '人', 'over']] },
  { id: 'S4-027', tag: 'organisation', piece: 'E1', kind: 'recorded', reason: '原文把党员和教师合成一个占比，照录', rows: [['stated-shares', 'S11', { occurredOn: '2025年上半年', category: '党员和教师占比', value: '80%', basis: '全校教职工' }]], figures: [['organisation.stated-share[category=party-and-teachers]', 80, '%', 'exact']] },
];
