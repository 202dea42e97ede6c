import { registerNamed, REGISTERS } from '@mingbai/domain';
import { countWords, fieldsOf, writeText, writeSpan } from '@mingbai/kernel';
import { eventName, fieldLabel, figureLabel, noteText, registerName, word, words } from '@mingbai/messages';
import { replay, trace, type OpenedRow, type ReplayOrder } from '@mingbai/application';
import { summarise, summaryText, type SummaryKind } from '@mingbai/papers';
import type { Command } from 'commander';
import { Usage } from './failure.ts';
import { writeFile } from './files.ts';
import { tableText } from './output.ts';
import { globals, type Run } from './run.ts';
import { checkpointOf } from './checkpoint.ts';
import { withStore } from './session.ts';
import { addView, type ViewOptions } from './view-options.ts';

const KINDS = ['school', 'half-year'] as const;

/** `list`, `summary`, `trace`, `replay`: the questions. */
export function addQueries(program: Command, run: Run): void {
  addList(program, run);
  addSummary(program, run);
  const traceCommand = program.command('trace <figure>').description('打开一个数字背后的事件，如 visit.person-times[trigger=hospital]');
  addView(traceCommand).action((id: string, options: ViewOptions) =>
    run(traceCommand, async (output) => {
      const traced = await withStore(globals(traceCommand), ({ mingbai }, actor) => trace(mingbai, actor, id, options));
      const { figure, events } = traced;
      const { contributions: _contributions, notes, ...shown } = figure;
      const value = { figure: { ...shown, label: figureLabel(figure.id), notes: notes.map(({ code, detail }) => noteText(code, detail)) }, events };
      output.data(value, () => {
        const rows = events.map((event) => [String(event.position), eventName(event.type), event.org, writeSpan(event.occurredOn), countWords(event.contribution, figure.unit, 'exact'), event.id]);
        const head = `${figureLabel(figure.id)}：${countWords(figure.value, figure.unit, figure.precision)}`;
        return [head, ...value.figure.notes, tableText(['位置', '事件', '单位', '日期', '贡献', '编号'], rows)].join('\n');
      });
      return 0;
    }),
  );
  addReplay(program, run);
}

function addList(program: Command, run: Run): void {
  const list = program.command('list <register>').description(`列出台账：${REGISTERS.map(({ name }) => `${name}（${registerName(name)}）`).join('、')}`);
  addView(list).action((name: string, options: ViewOptions) =>
    run(list, async (output) => {
      const rows = await withStore(globals(list), ({ mingbai }, actor) => mingbai.list(actor, name, options));
      output.data({ register: name, rows: rows.map(flatRow) }, () => listText(name, rows));
      return 0;
    }),
  );
}

const flatRow = ({ record, revision, org, from, to, asStated, event, type, position, recordedAt, row }: OpenedRow) => ({
  ...row, record, revision, org, occurredOn: { from, to, ...(asStated ? { asStated } : {}) }, event, eventType: type, position, recordedAt,
});

function listText(name: string, rows: readonly OpenedRow[]): string {
  const fields = registerNamed(name) ? fieldsOf(registerNamed(name)?.fields ?? fail()) : [];
  const used = fields.filter((field) => rows.some(({ row }) => row[field.name] !== undefined)).slice(0, 7);
  const head = ['单位', '日期', ...used.map((field) => fieldLabel(name, field.name))];
  const body = rows.map((row) => [row.org, row.asStated ?? writeSpan({ from: row.from as never, to: row.to as never }), ...used.map((field) => writeText(field, row.row[field.name], words))]);
  return `${registerName(name)}：${rows.length} 条\n${tableText(head, body)}`;
}

const fail = (): never => {
  throw new Error('the register has no fields');
};

function addSummary(program: Command, run: Run): void {
  const summary = program.command('summary').description('生成工作总结：每个数字都有事件依据');
  addView(summary)
    .option('--kind <kind>', `种类：${KINDS.join('、')}`, 'school')
    .option('--format <format>', '格式：text、json、docx', 'text')
    .option('--out <file>', '输出文件（docx 必填）')
    .action((options: ViewOptions & { kind: string; format: string; out?: string }) =>
      run(summary, async (output) => {
        const { org, period, kind, format, out } = options;
        if (org === undefined) throw new Usage('org-required');
        if (period === undefined) throw new Usage('period-wrong', { text: '' });
        if (!KINDS.includes(kind as SummaryKind)) throw new Usage('not-in-list', { text: kind, list: KINDS.join('、') });
        if (!['text', 'json', 'docx'].includes(format)) throw new Usage('not-in-list', { text: format, list: 'text、json、docx' });
        const made = await withStore(globals(summary), async (directory, actor) => {
          const checkpoint = await checkpointOf(directory);
          return summarise(directory.mingbai, actor, { ...options, org, period, kind: kind as SummaryKind, checkpoint });
        });
        if (format === 'docx') {
          if (out === undefined) throw new Usage('usage', { text: '--format docx --out F.docx' });
          const { summaryDocument } = await import('@mingbai/papers');
          writeFile(out, await summaryDocument(made));
          output.say(`已生成：${out}`);
          return 0;
        }
        const json = format === 'json' || output.json;
        const content = json ? JSON.stringify(made, null, 2) : summaryText(made);
        if (out !== undefined) writeFile(out, `${content}\n`);
        else process.stdout.write(`${content}\n`);
        return 0;
      }),
    );
}

function addReplay(program: Command, run: Run): void {
  const command = program.command('replay <fund>').description('从第一分钱起重放一个资金');
  addView(command)
    .option('--until <day>', '重放到哪一天')
    .option('--order <order>', '次序：happened（发生）、recorded（登记）', 'happened')
    .action((fund: string, options: ViewOptions & { until?: string; order: string }) =>
      run(command, async (output) => {
        const { order } = options;
        if (order !== 'happened' && order !== 'recorded') throw new Usage('not-in-list', { text: order, list: 'happened、recorded' });
        const result = await withStore(globals(command), ({ mingbai }, actor) => replay(mingbai, actor, { ...options, fund, order: order satisfies ReplayOrder }));
        output.data(result, () => {
          const rows = result.entries.map((entry) => [
            String(entry.position), writeSpan(entry.occurredOn), eventName(entry.type), countWords(entry.deltaFen, '分', 'exact'), countWords(entry.balanceFen, '分', 'exact'),
            entry.ruleOutcome === 'allowed' ? '' : word('outcome', entry.ruleOutcome ?? ''),
          ]);
          const known = result.openingKnown ? '' : '（期初不详，只是已知部分）';
          return `${result.fund.name}（${result.fund.code}）余额 ${countWords(result.balanceFen, '分', 'exact')}${known}\n${tableText(['位置', '日期', '事件', '增减', '余额', '规则'], rows)}`;
        });
        return 0;
      }),
    );
}
