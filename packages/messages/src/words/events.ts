// tidy: tabular, one word an event, register and capability
export const EVENTS: Readonly<Record<string, string>> = {
  OrganisationRegistered: '登记单位', OrganisationCorrected: '更正单位', OrganisationWithdrawn: '撤回单位',
  PersonRegistered: '登记人员', PersonCorrected: '更正人员', PersonWithdrawn: '撤回人员',
  MemberAdmitted: '会籍登记', MembershipCorrected: '更正会籍', MembershipWithdrawn: '撤回会籍',
  PostTaken: '任职', PostCorrected: '更正任职', PostWithdrawn: '撤回任职',
  RoleGranted: '授予角色', RoleRevoked: '收回角色',
  HeadsCounted: '人数统计', HeadCountCorrected: '更正人数', HeadCountWithdrawn: '撤回人数',
  ShareStated: '占比（原文）', ShareCorrected: '更正占比', ShareWithdrawn: '撤回占比',
  MemberVisited: '走访慰问', MemberVisitCorrected: '更正慰问', MemberVisitWithdrawn: '撤回慰问',
  FundOpened: '开立资金', IncomeReceived: '收入', PaymentRequested: '付款申请', PaymentApproved: '批准付款', PaymentDeclined: '否决付款',
  FundDisbursed: '经费支出', ReceiptFiled: '登记票据', InvoiceNumberClaimed: '占用发票号', FundTransferredOut: '转出', FundTransferredIn: '转入', EntryReversed: '冲销',
  CongressHeld: '召开代表大会', CongressCorrected: '更正会议', CongressWithdrawn: '撤回会议',
  ActivityHeld: '开展活动', ActivityCorrected: '更正活动', ActivityWithdrawn: '撤回活动',
};
/** Register names, which are the sheet names of the workbook too. */
export const REGISTER_NAMES: Readonly<Record<string, string>> = {
  organisations: '单位', persons: '人员', memberships: '会籍', posts: '任职', roles: '角色', 'head-counts': '人数', 'stated-shares': '占比', visits: '慰问台账', funds: '资金',
  'fund-entries': '资金流水', 'payment-requests': '付款申请', receipts: '票据', congresses: '代表大会', activities: '活动',
};
export const CONTEXTS: Readonly<Record<string, string>> = {
  organisation: '组织', visit: '慰问', fund: '资金', congress: '代表大会', activity: '活动',
};
export const CAPABILITY_NAMES: Readonly<Record<string, string>> = {
  'organisation.register': '登记单位', 'organisation.correct': '更正单位', 'organisation.withdraw': '撤回单位',
  'organisation.register-person': '登记人员', 'organisation.correct-person': '更正人员', 'organisation.withdraw-person': '撤回人员',
  'organisation.admit-member': '登记会籍', 'organisation.correct-membership': '更正会籍', 'organisation.withdraw-membership': '撤回会籍',
  'organisation.appoint': '登记任职', 'organisation.correct-post': '更正任职', 'organisation.withdraw-post': '撤回任职',
  'organisation.grant-role': '授予角色', 'organisation.revoke-role': '收回角色',
  'organisation.count-heads': '登记人数', 'organisation.correct-head-count': '更正人数', 'organisation.withdraw-head-count': '撤回人数',
  'organisation.state-share': '登记占比', 'organisation.correct-share': '更正占比', 'organisation.withdraw-share': '撤回占比',
  'visit.record': '登记慰问', 'visit.correct': '更正慰问', 'visit.withdraw': '撤回慰问',
  'fund.open': '开立资金', 'fund.book': '补录旧账', 'fund.receive': '登记收入', 'fund.transfer': '资金转账', 'fund.reverse': '冲销', 'fund.disburse': '付款', 'fund.receipt': '登记票据',
  'fund.request': '申请付款', 'fund.approve': '批准付款', 'fund.decline': '否决付款',
  'congress.record': '登记会议', 'congress.correct': '更正会议', 'congress.withdraw': '撤回会议',
  'activity.record': '登记活动', 'activity.correct': '更正活动', 'activity.withdraw': '撤回活动',
};
