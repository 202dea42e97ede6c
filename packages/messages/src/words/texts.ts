// tidy: tabular, one text a key
/** Fixed words of the command line, the web and the papers. */
export const TEXTS: Readonly<Record<string, string>> = {
  'mask': '某',
  'erased': '（已依法删除）',
  'operator': '操作员',
  'summary.title': '{org}{period}工会工作总结',
  'summary.period.year': '{year}年',
  'summary.period.half1': '{year}年上半年',
  'summary.period.half2': '{year}年下半年',
  'summary.period.span': '{from}至{to}',
  'summary.preamble': '现将{period}工会工作总结如下（数据截至{asOf}）。',
  'summary.nothing': '本期间没有记录。',
  'summary.unknown': '另有{count}条未知',
  'paper.evidence': '数据依据',
  'paper.figure': '项目', 'paper.value': '数值', 'paper.events': '事件', 'paper.note': '说明', 'paper.count': '共 {count} 条，位置 {from}–{to}，摘要 {digest}',
  'paper.checkpoint': '检查点', 'paper.size': '事件总数', 'paper.digits': '校验数字', 'paper.root': '根值', 'paper.warnings': '需要说明的情况', 'paper.page': '— {page} —',
  'paper.creator': '明白账', 'paper.appendix': '附件', 'paper.attached': '附件：{title}', 'paper.number': '序号', 'paper.section': '{number}、{title}', 'paper.item': '{number}．{text}',
  'paper.day': '{year}年{month}月{day}日', 'paper.instant': '{day} {time}（北京时间）', 'paper.ratio': '分子 {numerator}，分母 {denominator}，截至{asOf}',
  'paper.basis': '口径：{org}（{code}）及其下级单位；期间为{from}至{to}，只计截至{asOf}已发生的；{known}。正文数字右上角的小号数字是本表的序号。',
  'paper.known.all': '按生成时已登记的全部记录', 'paper.known.at': '按{instant}已登记的记录', 'paper.counted': '事件 {count} 条',
  'paper.digest': '事件超过 {limit} 条的，只列条数、在账中的位置范围和摘要。摘要的算法：事件编号按位置先后每行写一个，每行以换行符（LF）结尾，对全文取 SHA-256。',
  'sheet.org': '单位', 'sheet.record': '记录号', 'sheet.revision': '版本', 'sheet.reason': '更正原因', 'sheet.errors': '导入结果（请修改后重新导入）',
};
