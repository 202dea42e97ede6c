// tidy: tabular, one fact a line
import type { Fact } from '../../fact.ts';

// oxfmt-ignore
/** Facts tagged fund. */
export const FUND_FACTS: readonly Fact[] = [
  { id: 'S0-102', tag: 'fund', piece: 'A3c', kind: 'recorded', reason: '从活动经费划出，不是支出；经费期初原文没有', rows: [['funds', 'S05', { occurredOn: '2025-01-01', fund: 'S05-JF', name: '工会经费', kind: '工会经费' }], ['funds', 'S05', { occurredOn: '2025-01-01', fund: 'S05-BZ', name: '困难补助基金', kind: '专项（经费内划出）', opening: '0.00', purpose: '补助困难或受灾的教师' }], ['fund-entries', 'S05', { occurredOn: '2025年', fund: 'S05-JF', direction: '划出', amount: '20000.00', form: '银行', counterpart: 'S05-BZ', summary: '从活动经费划出二万元作困难补助基金' }]], figures: [['fund.set-apart[fund=S05-BZ]', 2_000_000, '分', 'exact'], ['fund.balance[fund=S05-BZ]', 2_000_000, '分', 'exact'], ['fund.expenditure', null, '分', 'unknown']] },
  { id: 'S0-109', tag: 'fund', piece: 'A3c', kind: 'recorded', reason: '用捐款设立，金额原文没有', rows: [['funds', 'S05', { occurredOn: '2025年', fund: 'S05-AX', name: '爱心基金会', kind: '捐赠资金', purpose: '师生捐款，救助遇到意外的贫困生' }]], figures: [['fund.opened[kind=donation]', 1, '个', 'exact'], ['fund.balance[fund=S05-AX]', null, '分', 'unknown']] },
  { id: 'S0-128', tag: 'fund', piece: 'A3d', kind: 'later-issue', reason: '年度预算，待预算台账' },
  { id: 'S0-129', tag: 'fund', piece: 'A3d', kind: 'later-issue', reason: '年终决算及报告，待决算台账' },
  { id: 'S0-172', tag: 'fund', piece: 'A5', kind: 'recorded', reason: '开立专户，期初不详；向上级申请经费待上级补助台账', rows: [['funds', 'D01', { occurredOn: '2025年2月', fund: 'D01-ZH', name: '教育工会专户', kind: '工会经费', purpose: '区教育工会经费专户；同月向上级工会申请经费' }]], figures: [['fund.opened[kind=union]', 1, '个', 'exact'], ['fund.balance[fund=D01-ZH]', null, '分', 'unknown']] },
  { id: 'S1-039', tag: 'fund', piece: 'B1', kind: 'recorded', reason: '财务室为工会建账，期初不详', rows: [['funds', 'T01', { occurredOn: '2025年', fund: 'T01-JF', name: '工会经费', kind: '工会经费', purpose: '工会督促财务室建立的工会账册' }]], figures: [['fund.opened[kind=union]', 1, '个', 'exact'], ['fund.balance[fund=T01-JF]', null, '分', 'unknown']] },
  { id: 'S3-006', tag: 'fund', piece: 'D1', kind: 'later-issue', reason: '每学期审核学校收费，是学校的钱，待收费审核台账' },
  { id: 'S4-021', tag: 'fund', piece: 'E1', kind: 'recorded', reason: '与 A3c 同文；划出不是支出', rows: [['funds', 'S11', { occurredOn: '2025-01-01', fund: 'S11-JF', name: '工会经费', kind: '工会经费' }], ['funds', 'S11', { occurredOn: '2025-01-01', fund: 'S11-BZ', name: '困难补助基金', kind: '专项（经费内划出）', opening: '0.00' }], ['fund-entries', 'S11', { occurredOn: '2025年上半年', fund: 'S11-JF', direction: '划出', amount: '20000.00', form: '银行', counterpart: 'S11-BZ', summary: '从活动经费拿出二万元作困难补助' }]], figures: [['fund.set-apart', 2_000_000, '分', 'exact'], ['fund.balance[fund=S11-BZ]', 2_000_000, '分', 'exact'], ['fund.expenditure', null, '分', 'unknown']] },
];
