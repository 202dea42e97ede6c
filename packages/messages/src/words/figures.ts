// tidy: tabular, one name a figure and one sentence a line
/** Names of figures. `{…}` takes the dimension's word. */
export const FIGURE_LABELS: Readonly<Record<string, string>> = {
  'organisation.units': '单位数',
  'organisation.head-count': '人数',
  'organisation.count': '数量',
  'organisation.stated-share': '占比（原文所述）',
  'organisation.average-age': '平均年龄',
  'organisation.women-share': '女教职工占比',
  'organisation.members-share': '入会率',
  'organisation.young-teachers-share': '青年教师占比',
  'visit.person-times': '走访慰问人次',
  'visit.persons': '走访慰问人数',
  'visit.households': '走访慰问户数',
  'visit.occasions': '走访慰问次数',
  'visit.money': '慰问金',
  'fund.balance': '余额',
  'fund.income': '工会经费收入',
  'fund.expenditure': '工会经费支出',
  'fund.held-received': '非工会资金收入',
  'fund.held-paid': '非工会资金支出',
  'fund.set-apart': '划出专项',
  'fund.opened': '新开立资金',
  'congress.sessions': '代表大会（会员大会）次数',
  'congress.resolutions': '决议项数',
  'congress.present': '到会人次',
  'activity.count': '活动次数',
  'activity.participants': '参加活动人次',
  'activity.works': '参赛作品',
  'activity.paintings': '参赛书画',
  'activity.teams': '参赛队伍',
  'activity.schools': '参加学校',
  'activity.results': '获得成绩',
  'activity.cost': '活动费用',
  'plan.items': '计划安排',
  'plan.open': '尚无办理结果的计划',
};

/** Sentences of a summary. A figure stands in braces by its id; `{list:…}` lists titles. A sentence without any event is left out. */
export const SENTENCES: Readonly<Record<string, string>> = {
  'organisation.head-count': '现有教职工{organisation.head-count[category=staff]}。',
  'organisation.women': '其中女教职工{organisation.head-count[category=women]}，占{organisation.women-share}。',
  'organisation.members': '工会会员{organisation.head-count[category=members]}，入会率{organisation.members-share}。',
  'visit.overview': '走访慰问{visit.occasions}，共{visit.person-times}。',
  'visit.hospital': '其中住院看望{visit.person-times[trigger=hospital]}。',
  'visit.family':
    '参加婚事{visit.person-times[trigger=wedding]}、丧事{visit.person-times[trigger=funeral]}，生育探望{visit.person-times[trigger=childbirth]}。',
  'visit.festival': '春节走访慰问{visit.person-times[trigger=spring-festival]}。',
  'visit.money': '送出慰问金{visit.money}，其中工会经费{visit.money[payer=union]}。',
  'fund.income': '工会经费收入{fund.income}。',
  'fund.expenditure':
    '工会经费支出{fund.expenditure}，其中文体活动{fund.expenditure[purpose=culture-sports]}、送温暖{fund.expenditure[purpose=warmth]}。',
  'fund.set-apart': '从工会经费中划出专项{fund.set-apart}（不是支出）。',
  'fund.held': '代管、捐赠等非工会资金收入{fund.held-received}，支付{fund.held-paid}。',
  'fund.balance': '期末各项资金余额合计{fund.balance}。',
  'congress.overview': '召开代表大会（会员大会）{congress.sessions}，到会{congress.present}。',
  'congress.resolutions': '通过决议{congress.resolutions}。',
  'congress.titles': '会议名称：{list:congresses}。',
  'activity.overview': '开展和参加文体等活动{activity.count}，参加{activity.participants}。',
  'activity.womens-day':
    '三八妇女节活动{activity.count[occasion=womens-day]}，参加{activity.participants[occasion=womens-day]}。',
  'activity.results': '在各级比赛中获得成绩{activity.results}。',
  'activity.cost': '活动费用{activity.cost}。',
  'plan.items': '共安排工作{plan.items}。',
  'plan.done': '已办理{plan.items[outcome=done]}。',
  'plan.dropped': '取消{plan.items[outcome=dropped]}。',
  'plan.carried-over': '转入以后办理{plan.items[outcome=carried-over]}。',
  'plan.open': '尚无办理结果{plan.open}。',
};

/** Figures of one unit in a line on it, each with the words before it; a figure without any event is left out. */
export const CLAUSES = {
  results: [
    ['visit.occasions', '走访慰问'],
    ['visit.person-times', '共'],
    ['activity.count', '开展和参加活动'],
    ['congress.sessions', '召开代表大会（会员大会）'],
    ['fund.expenditure', '工会经费支出'],
  ],
  plans: [
    ['plan.items', '安排工作'],
    ['plan.items[outcome=done]', '已办理'],
    ['plan.open', '尚无办理结果'],
  ],
} as const satisfies Readonly<Record<string, readonly (readonly [figure: string, words: string])[]>>;

export const SECTIONS: Readonly<Record<string, string>> = {
  organisation: '组织建设',
  congress: '民主管理',
  visit: '走访慰问',
  activity: '文体活动',
  fund: '经费收支',
  plan: '总体安排',
};
export const NOTES: Readonly<Record<string, string>> = {
  'only-overlapping': '另有 {count} 条只有部分日期在本期间内，未计入：{list}',
  'unknown-parts': '另有 {count} 条未知',
  'units-unsure': '{count} 个单位有一项人数不详，两项都未计入：{list}；请这些单位补填后再看',
  'units-silent': '{count} 个单位没有填报，未计入：{list}；请这些单位补填后再看',
  'part-over-whole': '分子 {part} 多于分母 {whole}，算不出占比；请核对两个人数及其日期',
  'named-and-counted': '实名 {named} 与计数 {counted} 的日期重叠，可能是同一批人，未相加，按单位和日期分别取较大者',
  'may-repeat': '人员未全部对上人员登记，不同记录里可能有同一人',
  'no-events': '没有记录，不能当作 0',
};

/** What an audit check found, and what verification found. */
export const EXCEPTIONS: Readonly<Record<string, string>> = {
  'needs-review': '资金 {fund} {imported}一笔 {amount} 元需要复核：{findings}',
  'below-quorum': '{on} 的会议需要复核：应到 {entitled} 人，实到 {present} 人，不到三分之二',
  'fund-below-zero': '资金 {fund} 在 {on} 余额为 {balance} 元，低于零',
  'visit-and-payment-differ': '慰问记录工会经费 {told} 元，实际支付 {paid} 元，不一致',
  'receipt-missing': '资金 {fund} 一笔 {amount} 元付款没有登记票据',
  'host-and-guest': '活动“{name}”由 {orgs} 分别填了参加人数，主办的可能已把来参加的算在内；请核对，合计时不要重复',
  'same-statement': '{orgs} 填报的内容完全相同，请核实是否照抄',
};
/** What a rule found against a recorded entry that needs review. */
export const FINDINGS: Readonly<Record<string, string>> = {
  'exceeds-balance': '超过当时的资金余额',
  'balance-unknown': '期初不详，无法确认是否透支',
  'opening-below-zero': '期初金额是负数',
  'before-the-fund': '日期在资金开立之前',
  'voucher-number-used': '凭证号与另一笔重复',
  'festival-not-listed': '不在可发慰问品的七个法定节日',
  'retirees-are-the-employers': '退休人员福利一般由行政承担',
  'health-check-is-the-employers': '职工体检一般由行政承担',
};
export const VERIFY: Readonly<Record<string, string>> = {
  'event-altered': '第 {position} 条事件的内容与登记时不同，被改动过',
  'event-unreadable': '第 {position} 条事件读不出来',
  'revision-gap': '第 {position} 条事件的版本号不连续',
  'tail-missing': '第 {position} 条起的事件缺失',
  'tail-cut': '检查点签发时有 {signed} 条事件，现在只有 {found} 条：尾部被截掉',
  'history-rewritten': '与检查点（{signed} 条）不一致：检查点之前的事件被改写',
  'root-differs': '事件与库中保存的根值不一致',
  'checkpoint-broken': '审计包（或账本）里的检查点不完整：文件可能没有传完，或者末尾被改动；请重新取得这份文件',
  'checkpoint-not-signed': '审计包（或账本）里的检查点签名不对：被改动过',
  'checkpoint-of-other-log': '审计包（或账本）里的检查点不是这本账（{log}）签发的，或者被改动过',
  'kept-checkpoint-broken': '另给的检查点文件不是检查点，或者不完整；请核对 --checkpoint 后面的文件',
  'kept-checkpoint-not-signed': '另给的检查点文件签名不对：检查点文件被改动过',
  'kept-checkpoint-of-other-log':
    '另给的检查点不是这本账（{log}）签发的；请核对检查点文件和审计包（数据目录），其中一样拿错了',
  'other-key': '审计包的公钥与所信任的公钥不同',
  'size-differs': '检查点记 {signed} 条事件，审计包里有 {found} 条',
};
