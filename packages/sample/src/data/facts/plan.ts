// tidy: tabular, one fact a line
import type { Fact } from '../../fact.ts';

// oxfmt-ignore
/** Facts tagged plan. A plan's days are those that it is planned for: the only rows that lie after their document. */
export const PLAN_FACTS: readonly Fact[] = [
  { id: 'S0-018', tag: 'plan', piece: 'A2', kind: 'not-recordable', reason: '计划的指导思想和目标，没有一件可办的事' },
  { id: 'S0-026', tag: 'plan', piece: 'A2', kind: 'recorded', reason: '9 月的一项', rows: [['plans', 'S03', { occurredOn: '2025年9月', what: '师德宣传系列活动', field: '宣传学习' }]], figures: [['plan.items[field=publicity]', 1, '项', 'exact']] },
  { id: 'S0-027', tag: 'plan', piece: 'A2', kind: 'recorded', reason: '9 月的一项', rows: [['plans', 'S03', { occurredOn: '2025年9月', what: '庆祝教师节', field: '文体活动' }]], figures: [['plan.items[field=activity]', 1, '项', 'exact']] },
  { id: 'S0-028', tag: 'plan', piece: 'A2', kind: 'recorded', reason: '10 月的一项', rows: [['plans', 'S03', { occurredOn: '2025年10月', what: '召开教工运动会', field: '文体活动' }]], figures: [['plan.items[field=activity]', 1, '项', 'exact']] },
  { id: 'S0-029', tag: 'plan', piece: 'A2', kind: 'recorded', reason: '10 月的一项', rows: [['plans', 'S03', { occurredOn: '2025年10月', what: '国庆宣传', field: '宣传学习' }]], figures: [['plan.items[field=publicity]', 1, '项', 'exact']] },
  { id: 'S0-030', tag: 'plan', piece: 'A2', kind: 'recorded', reason: '11 月的一项', rows: [['plans', 'S03', { occurredOn: '2025年11月', what: '学习工会法和工会大会文件', field: '宣传学习' }]], figures: [['plan.items', 1, '项', 'exact']] },
  { id: 'S0-031', tag: 'plan', piece: 'A2', kind: 'recorded', reason: '12 月至次年 1 月的一项', rows: [['plans', 'S03', { occurredOn: '2025年12月至2026年1月', what: '工会工作总结', field: '会议制度' }]], figures: [['plan.items[field=meeting]', 1, '项', 'exact']] },
  { id: 'S0-032', tag: 'plan', piece: 'A2', kind: 'recorded', reason: '12 月至次年 1 月的一项', rows: [['plans', 'S03', { occurredOn: '2025年12月至2026年1月', what: '评选各类先进', field: '评优表彰' }]], figures: [['plan.items[field=honour]', 1, '项', 'exact']] },
  { id: 'S0-033', tag: 'plan', piece: 'A2', kind: 'recorded', reason: '3 月的一项', rows: [['plans', 'S03', { occurredOn: '2026年3月', what: '庆祝三八妇女节', field: '女职工工作' }]], figures: [['plan.items[field=women]', 1, '项', 'exact']] },
  { id: 'S0-034', tag: 'plan', piece: 'A2', kind: 'recorded', reason: '3 月的一项', rows: [['plans', 'S03', { occurredOn: '2026年3月', what: '组织教工体检', field: '健康体检' }]], figures: [['plan.items[field=health]', 1, '项', 'exact']] },
  { id: 'S0-035', tag: 'plan', piece: 'A2', kind: 'recorded', reason: '4 月的一项', rows: [['plans', 'S03', { occurredOn: '2026年4月', what: '学习工会规程', field: '宣传学习' }]], figures: [['plan.items[field=publicity]', 1, '项', 'exact']] },
  { id: 'S0-036', tag: 'plan', piece: 'A2', kind: 'recorded', reason: '4 月的一项', rows: [['plans', 'S03', { occurredOn: '2026年4月', what: '筹备工会活动室', field: '教工之家' }]], figures: [['plan.items[field=staff-home]', 1, '项', 'exact']] },
  { id: 'S0-037', tag: 'plan', piece: 'A2', kind: 'recorded', reason: '5 月的一项；同月的运动会也算文体活动', rows: [['plans', 'S03', { occurredOn: '2026年5月', what: '配合学校过五四青年节', field: '文体活动' }]], figures: [['plan.items[field=activity]', 2, '项', 'exact']] },
  { id: 'S0-038', tag: 'plan', piece: 'A2', kind: 'recorded', reason: '5 月的一项', rows: [['plans', 'S03', { occurredOn: '2026年5月', what: '建成工会活动室', field: '教工之家' }]], figures: [['plan.items[field=staff-home]', 1, '项', 'exact']] },
  { id: 'S0-039', tag: 'plan', piece: 'A2', kind: 'recorded', reason: '5 月的一项；同月的青年节也算文体活动', rows: [['plans', 'S03', { occurredOn: '2026年5月', what: '召开教工运动会', field: '文体活动' }]], figures: [['plan.items[field=activity]', 2, '项', 'exact']] },
  { id: 'S0-040', tag: 'plan', piece: 'A2', kind: 'recorded', reason: '6 月的一项', rows: [['plans', 'S03', { occurredOn: '2026年6月', what: '对师生做假期安全教育', field: '安全教育' }]], figures: [['plan.items', 1, '项', 'exact']] },
  { id: 'S0-059', tag: 'plan', piece: 'A3b', kind: 'not-recordable', reason: '代表修改了计划里做不到的条目，原文没有写哪几条、在哪次会上' },
  { id: 'S0-127', tag: 'plan', piece: 'A3d', kind: 'rule-or-habit', reason: '“每年定计划、中途和年底总结”是一贯做法' },
  { id: 'S0-147', tag: 'plan', piece: 'A3d', kind: 'recorded', reason: '拟于次年 10 月办', rows: [['plans', 'S06', { occurredOn: '2026年10月', what: '“祖国在我心中”建国六十五周年征文', field: '文体活动' }]], figures: [['plan.items[field=activity]', 1, '项', 'exact']] },
  { id: 'S0-148', tag: 'plan', piece: 'A3d', kind: 'recorded', reason: '“将”推进，没有日期，按次年全年', rows: [['plans', 'S06', { occurredOn: '2026年', what: '配合推进三名工程（名师、名生、名校）', field: '教育培训' }]], figures: [['plan.items[field=training]', 1, '项', 'exact']] },
  { id: 'S0-208', tag: 'plan', piece: 'A5', kind: 'recorded', reason: '来年计划第 1 项，“节前”按全年；S01 也有一项', rows: [['plans', 'D01', { occurredOn: '2026年', what: '节前慰问困难职工', field: '走访慰问' }]], figures: [['plan.items[field=visit]', 2, '项', 'exact']] },
  { id: 'S0-209', tag: 'plan', piece: 'A5', kind: 'recorded', reason: '来年计划第 2 项；全区同类的合计，另有 S03 两项，S06、S01-F1 各一项', rows: [['plans', 'D01', { occurredOn: '2026年', what: '开展有益身心健康的活动', field: '文体活动' }]], figures: [['plan.items[field=activity]', 5, '项', 'exact']] },
  { id: 'S0-210', tag: 'plan', piece: 'A5', kind: 'recorded', reason: '来年计划第 3 项', rows: [['plans', 'D01', { occurredOn: '2026年', what: '按时召开主席季度例会', field: '会议制度' }]], figures: [['plan.items[field=meeting]', 1, '项', 'exact']] },
  { id: 'S0-211', tag: 'plan', piece: 'A5', kind: 'recorded', reason: '来年计划第 4 项', rows: [['plans', 'D01', { occurredOn: '2026年', what: '按人事局计划安排疗休养', field: '疗休养', partners: '区人事局' }]], figures: [['plan.items[field=recuperation]', 1, '项', 'exact']] },
  { id: 'S0-212', tag: 'plan', piece: 'A5', kind: 'recorded', reason: '来年计划第 5 项；全区评优表彰全年三项，S01 有一项', rows: [['plans', 'D01', { occurredOn: '2026年', what: '继续为教龄满30年的教师发牌匾', field: '评优表彰' }]], figures: [['plan.items[field=honour]', 3, '项', 'exact']] },
  { id: 'S0-213', tag: 'plan', piece: 'A5', kind: 'recorded', reason: '来年计划第 6 项；“教师节前后”按 9 月；S01 同月也有一项', rows: [['plans', 'D01', { occurredOn: '2026年9月', what: '教师节前后做好两年一次的表彰', field: '评优表彰' }]], figures: [['plan.items[field=honour]', 2, '项', 'exact']] },
  { id: 'S0-214', tag: 'plan', piece: 'A5', kind: 'recorded', reason: '来年计划第 7 项；全区同类的合计，S06、T01 各有一项', rows: [['plans', 'D01', { occurredOn: '2026年', what: '继续培训工会干部', field: '教育培训' }]], figures: [['plan.items[field=training]', 3, '项', 'exact']] },
  { id: 'S1-040', tag: 'plan', piece: 'B1', kind: 'recorded', reason: '结语承诺的三件事，没有日期，按次年全年', rows: [['plans', 'T01', { occurredOn: '2026年', what: '依法维护教职工权益', field: '组织建设' }], ['plans', 'T01', { occurredOn: '2026年', what: '推进校务公开', field: '校务公开' }], ['plans', 'T01', { occurredOn: '2026年', what: '提高工会干部素质', field: '教育培训' }]], figures: [['plan.items', 3, '项', 'exact']] },
  { id: 'S3-087', tag: 'plan', piece: 'D5', kind: 'rule-or-habit', reason: '“党政工联席会定各季度安排”是一贯做法' },
];
