// tidy: tabular, one word a value
/** Names of enumeration values, by the prefix that the schema gives. */
export const ENUMERATIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'organisation-kind': { district: '区教育工会', town: '乡镇（街道）工会', school: '学校工会', branch: '分工会', group: '工会小组', 'other-unit': '其他单位' },
  'person-kind': { serving: '在职', retired: '退休', temporary: '临时聘用', relative: '家属', pupil: '学生', outside: '外单位' },
  gender: { woman: '女', man: '男' },
  membership: { joined: '入会', 'transferred-in': '转入', 'transferred-out': '转出', left: '退会', retired: '退休保留会籍' },
  post: {
    chair: '主席', 'vice-chair': '副主席', 'committee-member': '委员', 'women-committee-chair': '女职工委员会主任',
    'audit-committee-member': '经审委员', accountant: '会计', cashier: '出纳', 'group-head': '工会小组长',
  },
  role: {
    'district-officer': '区工会管理员', auditor: '经审员', chair: '主席', accountant: '会计', cashier: '出纳', officer: '工会干部',
    member: '会员', operator: '操作员',
  },
  'head-count': {
    staff: '教职工', serving: '在职教职工', women: '女教职工', members: '会员', retired: '退休教职工', temporary: '临时聘用人员', 'young-teachers': '青年教师',
    'party-members': '党员', delegates: '代表', groups: '工会小组', campuses: '校区',
  },
  share: { 'young-teachers': '青年教师占比', women: '女教职工占比', members: '入会率', 'party-members': '党员占比', 'party-and-teachers': '党员和教师占比', 'average-age': '平均年龄' },
  beneficiary: {
    serving: '在职教职工', retired: '退休教职工', 'retired-principal': '退休校长', 'retired-ill': '患病退休教职工', temporary: '临时聘用人员',
    hardship: '困难教职工', 'model-worker': '劳模', women: '女教职工', 'young-teacher': '青年教师', relative: '家属', pupil: '学生',
    household: '困难家庭', organisation: '单位',
  },
  payer: {
    union: '工会经费', employer: '行政（单位）', 'superior-union': '上级工会', 'superior-party': '上级党组织', donors: '捐赠', insurer: '保险',
    government: '政府', 'medical-scheme': '医疗保障', individuals: '个人',
  },
  trigger: {
    hospital: '住院', surgery: '手术', illness: '患病', accident: '意外', childbirth: '生育', 'maternity-leave': '产假', wedding: '结婚',
    funeral: '丧事', 'family-emergency': '家庭变故', disaster: '受灾', 'family-conflict': '家庭矛盾', hardship: '生活困难', retirement: '退休',
    'retiring-soon': '即将退休', festival: '节日', 'spring-festival': '春节', 'womens-day': '三八妇女节', 'model-worker-day': '劳模节日',
    'teachers-day': '教师节', 'double-ninth': '重阳节', 'new-teacher': '新教师', 'old-comrade': '老同志',
  },
  body: {
    'staff-congress': '教职工代表大会', 'teachers-congress': '教代会', 'members-congress': '工会会员代表大会', 'members-assembly': '工会会员大会',
    'staff-assembly': '教职工大会',
  },
  'congress-right': { review: '审议', appraisal: '评议', suggestion: '建议', decision: '决定' },
  'activity-kind': {
    outing: '出游踏青', 'sports-meeting': '运动会', 'ball-game': '球类比赛', contest: '竞赛评比', show: '文艺演出', class: '培训班（兴趣班）', club: '社团队伍',
    talk: '讲座', campaign: '主题活动', reading: '读书', party: '联欢', exchange: '交流参观', celebration: '庆祝活动', exercise: '健身锻炼', exhibition: '展览',
  },
  occasion: {
    'new-year': '元旦', 'spring-festival': '春节', 'womens-day': '三八妇女节', qingming: '清明节', 'labour-day': '五一劳动节', 'youth-day': '五四青年节',
    'childrens-day': '六一儿童节', 'dragon-boat': '端午节', 'party-day': '七一', 'teachers-day': '教师节', 'mid-autumn': '中秋节', 'double-ninth': '重阳节',
    'national-day': '国庆节', spring: '春季', 'year-end': '年末',
  },
  audience: {
    'all-staff': '全体教职工', women: '女教职工', retired: '退休教职工', 'young-teachers': '青年教师', 'older-staff': '中老年教职工',
    'union-cadres': '工会干部', teachers: '教师', pupils: '学生', 'members-children': '会员子女',
  },
  'activity-role': { organised: '主办', 'co-hosted': '联办', 'took-part': '参加', supported: '支持', 'sent-team': '组队参赛' },
  level: { school: '校级', town: '乡镇级', district: '区级', city: '市级', province: '省级', national: '国家级' },
  'fund-kind': { union: '工会经费', earmark: '专项（经费内划出）', donation: '捐赠资金', custody: '代管资金', employer: '行政资金' },
  source: {
    dues: '会费收入', allocation: '拨缴经费收入', 'superior-subsidy': '上级补助', 'superior-earmark': '上级专项补助', 'employer-subsidy': '行政补助',
    'government-subsidy': '政府补助', interest: '利息', donation: '捐赠', 'custody-received': '代管款收入', 'other-income': '其他收入',
  },
  purpose: {
    'festival-goods': '节日慰问品', birthday: '生日慰问', 'marriage-childbirth': '婚育慰问', hospital: '住院慰问', bereavement: '丧事慰问', retirement: '退休纪念',
    warmth: '送温暖', 'hardship-aid': '困难补助', 'culture-sports': '文体活动', outing: '春秋游', training: '教育培训', publicity: '宣传',
    'congress-meeting': '会议（代表大会）', office: '办公费', equipment: '设备购置', 'staff-home': '建家', 'health-check': '体检', recuperation: '疗休养',
    'remittance-up': '上缴经费', 'grant-down': '拨付下级', 'custody-paid': '代管款支付', 'donation-passed-on': '捐款转付', 'bank-charge': '银行手续费',
    'other-spending': '其他支出',
  },
  festival: {
    'new-year': '新年', 'spring-festival': '春节', qingming: '清明节', 'labour-day': '劳动节', 'dragon-boat': '端午节', 'mid-autumn': '中秋节',
    'national-day': '国庆节', 'womens-day': '三八妇女节', 'childrens-day': '六一儿童节', 'teachers-day': '教师节', 'double-ninth': '重阳节',
  },
  'money-form': { cash: '现金', bank: '银行' },
  direction: { income: '收入', expense: '支出', 'transfer-out': '转出' },
  status: { requested: '待审批', approved: '已批准', declined: '未批准', paid: '已支付' },
  precision: { exact: '准确', over: '多于', nearly: '接近', atLeast: '至少', about: '大约', unknown: '不详' },
  assurance: { 'signed-in': '登录', asserted: '声明' },
  outcome: { allowed: '符合规定', needsReview: '需复核', blocked: '禁止' },
  word: { 届: '届', 次: '次' },
};

/** Other words people write for the same value; read, never printed. */
export const SYNONYMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  trigger: {
    生病住院: 'hospital', 生病: 'illness', 病: 'illness', 生孩子: 'childbirth', 分娩: 'childbirth', 婚: 'wedding', 结婚: 'wedding', 婚礼: 'wedding', 丧: 'funeral', 丧葬: 'funeral',
    去世: 'funeral', 直系亲属去世: 'funeral', 困难: 'hardship', 特困: 'hardship', 妇女节: 'womens-day', 三八节: 'womens-day', 春节前: 'spring-festival', 重阳: 'double-ninth', 灾害: 'disaster',
    突发事件: 'family-emergency', 节日慰问: 'festival', 退休离岗: 'retirement',
  },
  payer: { 工会: 'union', 行政: 'employer', 学校: 'employer', 公司: 'employer', 单位: 'employer', 上级: 'superior-union', 捐款: 'donors', 党委: 'superior-party', 个人捐款: 'individuals' },
  direction: { 收: 'income', 支: 'expense', 付: 'expense', 划出: 'transfer-out', 转账: 'transfer-out' },
  'money-form': { 转账: 'bank', 银行转账: 'bank', 现款: 'cash' },
  beneficiary: { 在职: 'serving', 退休: 'retired', 退休教师: 'retired', 困难职工: 'hardship', 困难教师: 'hardship', 教职工: 'serving', 困难户: 'household' },
  body: { 教代会: 'teachers-congress', 职代会: 'staff-congress', 会员代表大会: 'members-congress', 会员大会: 'members-assembly', 教工大会: 'staff-assembly' },
  occasion: { 三八节: 'womens-day', 妇女节: 'womens-day', 五一: 'labour-day', 劳动节: 'labour-day', 国庆: 'national-day', 六一: 'childrens-day', 五四: 'youth-day', 中秋: 'mid-autumn', 重阳: 'double-ninth' },
  audience: { 全体: 'all-staff', 女职工: 'women', 女教师: 'women', 退休教师: 'retired', 青年: 'young-teachers' },
  'organisation-kind': { 学校: 'school', 区: 'district', 乡镇: 'town', 分会: 'branch', 小组: 'group' },
  purpose: { 慰问品: 'festival-goods', 慰问: 'warmth', 文体: 'culture-sports', 活动: 'culture-sports', 住院: 'hospital', 办公: 'office', 会议: 'congress-meeting', 补助: 'hardship-aid' },
  source: { 会费: 'dues', 拨缴经费: 'allocation', 拨缴: 'allocation', 上级拨款: 'superior-subsidy' },
};
