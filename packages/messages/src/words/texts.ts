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
  'sheet.org': '单位', 'sheet.record': '记录号', 'sheet.revision': '版本', 'sheet.reason': '更正原因', 'sheet.errors': '导入结果（请修改后重新导入）',
};
