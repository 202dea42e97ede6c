// tidy: tabular, one text a key
/** Every text that the web pages show beside the names of fields, registers, events and problems. */
export const WEB_TEXTS = {
  'app.name': '明白账',
  'app.motto': '每个数字，都能打开它背后的事',
  'app.point.record': '一分钟登记一次走访慰问',
  'app.point.figure': '工作总结自动生成，每个数字有据可查',
  'app.point.replay': '经费从第一分钱起重放，一个字节也改不了',

  'signIn.title': '登录', 'signIn.login': '用户名', 'signIn.password': '密码', 'signIn.submit': '登录', 'signIn.out': '退出登录', 'signIn.account': '账号',
  'signIn.help': '第一次登录请用管理员给的一次性密码；忘记密码请联系区工会管理员重置。',
  'password.title': '修改密码', 'password.present': '当前密码', 'password.next': '新密码', 'password.again': '再输入一次新密码', 'password.submit': '修改密码并继续',
  'password.rule': '至少 {least} 位，可以用一句好记的话', 'password.differ': '两次输入的新密码不一样', 'password.done': '密码已修改',
  'password.forced': '您用的是一次性密码，请先改成自己的密码。',
  'account.open': '开通账号', 'account.title': '为{name}开通账号', 'account.done': '账号 {login} 已开通。一次性密码（只显示这一次，请当面交给本人）：',
  'account.hint': '字母、数字、点、横线，最多 40 位；再次开通会换一个新的一次性密码',

  'menu.open': '打开菜单', 'menu.home': '首页', 'menu.summary': '工作总结', 'menu.replay': '资金重放', 'menu.import': '数据导入', 'menu.audit': '审计与验证',

  'scope.org': '单位', 'scope.period': '期间', 'scope.clocks': '时点：此刻', 'scope.today': '此刻',
  'scope.asOf': '截至发生', 'scope.asOf.hint': '只算到这一天为止发生的事', 'scope.asOf.short': '发生至 {day}',
  'scope.knownAt': '截至登记', 'scope.knownAt.hint': '只看到这一天为止登记的内容（当时知道什么）', 'scope.knownAt.short': '登记至 {day}',

  'period.all': '全部时间', 'period.year': '按年', 'period.half': '按半年', 'period.quarter': '按季度', 'period.schoolYear': '按学年', 'period.term': '按学期', 'period.custom': '自定义起止',
  'period.word.year': '{year}年', 'period.word.half1': '{year}年上半年', 'period.word.half2': '{year}年下半年', 'period.word.quarter': '{year}年第{part}季度',
  'period.word.schoolYear': '{year}—{next}学年', 'period.word.term1': '{year}—{next}学年第一学期', 'period.word.term2': '{year}—{next}学年第二学期', 'period.word.span': '{from}至{to}',

  'state.loading': '正在读取', 'state.problem': '没有读出来', 'state.forbidden': '没有权限', 'state.retry': '重试', 'state.reload': '重新打开这一页',
  'state.fault': '页面出了问题，已登记的内容不受影响', 'state.noPage': '没有这个页面',

  'query.words': '关键词', 'query.words.hint': '任意文字，空格隔开', 'query.any': '不限', 'query.search': '查询', 'query.reset': '重置',
  'table.total': '共 {total} 条', 'table.actions': '操作', 'table.open': '查看', 'table.replay': '重放',
  'column.choose': '选择列', 'column.reset': '恢复默认', 'column.recordedAt': '登记时间', 'column.knownPart': '（已知部分）',
  'register.empty': '没有记录；可以换一个期间或单位看看', 'register.forbidden': '您在这个单位没有查看权限；请换一个单位，或联系区工会管理员',
  'record.history': '来龙去脉', 'actor.other': '本单位以外的人员',
  'print': '打印', 'copy': '复制', 'copied': '已复制', 'copy.refused': '浏览器不让复制；请选中文字后手动复制',

  'event.position': '第 {position} 条', 'event.occurred': '发生：{day}', 'event.recorded': '登记：{at}，{who}（{role}）', 'event.reason': '原因：{reason}',
  'event.change': '{label}：{was} → {is}', 'event.blank': '（空）',
  'proof.show': '存在证明', 'proof.hide': '收起证明', 'proof.explain': '拿着这段文字和公钥，离线就能证明这条记录在账里、没有被改动。',

  'form.required': '这一项必填；请补上', 'form.choose': '请选择', 'form.chooseSeveral': '可多选', 'form.code': '代码或编号', 'form.yes': '是', 'form.no': '否', 'form.calendar': '选日期',
  'form.units': '可用单位：{units}', 'form.check': '先检查，不登记', 'form.checked': '检查通过，可以提交', 'form.checked.review': '可以提交，但登记后需要复核：{review}',
  'form.done': '已登记', 'form.done.review': '已登记，但需要复核：{review}', 'form.repeated': '这份内容之前已经登记过，没有重复登记', 'form.unchanged': '内容没有变化，没有登记',
  'unit.yuan': '元',
  'meaning.read': '读作：{meaning}', 'meaning.yuan': '{yuan} 元', 'meaning.day': '{day} 当天', 'meaning.span': '{from} 至 {to}，共 {days} 天', 'meaning.unknown': '不详（不当作 0）',
  'meaning.precision': '{words}（{precision}）', 'meaning.list': '{count} 项：{each}',

  'import.open': '导入', 'import.title': '导入台账工作簿', 'import.template': '台账模板', 'import.template.get': '下载空白模板', 'import.drop': '把 .xlsx 拖到这里，或点一下选择文件',
  'import.drop.hint': '先检查，不会登记；全部无误后再确认。同一份文件再导入不会重复。',
  'import.step.choose': '选文件', 'import.step.check': '检查', 'import.step.done': '登记',
  'import.clean': '检查通过：共 {rows} 行，新登记 {recorded}，更正 {corrected}，没有变化 {unchanged}', 'import.errors': '共 {rows} 行，发现 {errors} 处问题；一行也没有登记',
  'import.confirm': '确认导入 {rows} 行', 'import.annotated': '下载标好问题的工作簿', 'import.annotated.suffix': '（标注）',
  'import.done': '导入完成：新登记 {recorded}，更正 {corrected}，没有变化 {unchanged}', 'import.id': '导入编号 {id}（以后要整批撤回时用）', 'import.review': '有 {count} 条已登记但需要复核，请到“审计与验证”查看',
  'import.sheet': '工作表', 'import.row': '行', 'import.column': '列', 'import.message': '问题与改法',
  'import.withdraw': '撤回一次导入', 'import.withdraw.explain': '整批撤回：台账行撤回，资金分录冲销，原来的登记和撤回都留在历史里。', 'import.withdraw.id': '导入编号', 'import.withdraw.reason': '撤回原因',
  'import.withdrawn': '已撤回 {withdrawn} 条；{kept} 条不能撤回，保留', 'import.recent': '本机最近的导入', 'import.recent.line': '{at}，{count} 条',
  'export.open': '导出', 'export.rows': '导出当前范围（.xlsx，可改后再导入）', 'export.template': '下载空白模板',

  'figure.title': '数字的依据', 'figure.open': '点开看“{label}”由哪些事组成', 'figure.events': '{count} 条事件', 'figure.noEvents': '没有记录', 'figure.ratio': '分子 {numerator}，分母 {denominator}，截至 {day}',
  'figure.none': '没有任何事件，所以写“—”：没有记录不等于 0', 'figure.brief': '内容', 'figure.contribution': '贡献', 'figure.unknown': '未知', 'figure.supersedes': '更正过 {count} 次', 'figure.earlier': '更正之前的事件',
  'summary.kind.school': '学校总结', 'summary.kind.halfYear': '半年总结', 'summary.document': '下载 Word', 'summary.copy': '复制全文', 'summary.nothing': '本期间没有记录。',
  'summary.heading': '{number}、{title}', 'summary.preamble': '现将{period}工会工作总结如下（数据截至{asOf}）。',
  'summary.warnings': '需要说明的情况（{count}）', 'summary.warnings.none': '没有需要说明的情况', 'summary.figures': '全部数字（{count}）', 'summary.figure': '数字', 'summary.value': '数值', 'summary.events': '事件',
  'checkpoint.title': '检查点', 'checkpoint.size': '事件总数', 'checkpoint.root': '根值', 'checkpoint.digits': '校验数字', 'checkpoint.explain': '把校验数字抄下来：以后只要对不上，就说明之前的账被改过。',

  'replay.fund': '选择资金', 'replay.noFund': '这个单位还没有资金', 'replay.empty': '这个资金在所选时点之前没有分录', 'replay.happened': '按发生', 'replay.recorded': '按登记',
  'replay.openingUnknown': '期初金额不详：下面的余额只是已知部分', 'replay.knownPart': '仅已知部分', 'replay.balanceAt': '第 {at} / {of} 笔之后的余额', 'replay.below': '低于零',
  'replay.reverses': '冲销 {day} 的分录', 'replay.play': '播放', 'replay.pause': '暂停', 'replay.back': '上一笔', 'replay.forward': '下一笔', 'replay.slider': '第几笔', 'replay.chart': '余额走势图',
  'replay.about': '内容', 'replay.balance': '余额', 'replay.actor': '登记人', 'replay.tooltip': '{day}，增减 {delta}，余额 {balance}',

  'audit.exceptions': '需要看一看的情况（{count}）', 'audit.exceptions.none': '没有发现需要看的情况', 'audit.org': '单位', 'audit.found': '情况', 'audit.position': '位置', 'audit.look': '去看',
  'audit.verify': '验证有没有被改动', 'audit.verify.explain': '从第一条事件起重新计算每个指纹，与树根和签过名的检查点逐一核对。', 'audit.verify.run': '开始验证',
  'audit.verified': '验证通过：{size} 条事件，一个字节也没有改动', 'audit.notVerified': '验证未通过：发现 {count} 处', 'audit.root': '根值 {root}', 'audit.checkpoint.save': '下载检查点', 'audit.bundle': '下载审计包',

  'home.quick': '马上办', 'home.summary': '生成工作总结', 'home.todo': '待办', 'home.nothing': '没有等着办的事', 'home.toApprove': '笔付款申请等主席审批', 'home.toPay': '笔已批准，等出纳付款',
  'home.exceptions': '项情况需要看一看', 'home.figures': '{period}的数字（点开看依据）',
} as const;
