import { registerNamed } from '@mingbai/domain';
import { annotated, SHEET_REGISTERS, templateWorkbook } from '@mingbai/workbook';
import { registerName } from '@mingbai/messages';
import type { Command } from 'commander';
import { EXIT } from './exit-codes.ts';
import { Usage } from './failure.ts';
import { readFile, writeFile } from './files.ts';
import { tableText } from './output.ts';
import { globals, type Run } from './run.ts';
import { withGateway } from './session.ts';
import { addView, viewOf, type ViewOptions } from './view-options.ts';

const listOfRegisters = (): string => SHEET_REGISTERS.map(({ name }) => `${name}（${registerName(name)}）`).join('、');

function sheetRegister(text: string) {
  const register = SHEET_REGISTERS.find(({ name }) => name === text || registerName(name) === text);
  if (!register) throw new Usage('register-not-found', { text, list: listOfRegisters() }, EXIT.notFound);
  return register;
}

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** `template`, `import`, `import withdraw`, `export register`: the workbook's ways in and out. */
export function addWorkbook(program: Command, run: Run): void {
  const template = program.command('template').description('生成台账模板（.xlsx）');
  template
    .option('--register <name>', '台账名称，可写多次；不写则全部', collect, [])
    .requiredOption('--out <file>', '输出文件')
    .action(({ register, out }: { register: readonly string[]; out: string }) =>
      run(template, async (output) => {
        const registers = register.length > 0 ? register.map(sheetRegister) : SHEET_REGISTERS;
        writeFile(out, await templateWorkbook(registers));
        output.data({ out, registers: registers.map(({ name }) => name) }, () => `已生成模板：${out}`);
        return 0;
      }),
    );
  addImport(program, run);
  const register = exportGroup(program).command('register <name>').description('导出台账（可改后再导入）');
  addView(register)
    .requiredOption('--out <file>', '输出文件')
    .action((name: string, options: ViewOptions & { out: string }) =>
      run(register, async (output) => {
        const found = registerNamed(name) ?? sheetRegister(name);
        const bytes = await withGateway(globals(register), (gateway) => gateway.exportRegister(found.name, viewOf(options)));
        writeFile(options.out, new Uint8Array(await bytes.arrayBuffer()));
        output.data({ out: options.out }, () => `已导出：${options.out}`);
        return 0;
      }),
    );
}

const exportGroup = (program: Command): Command => program.command('export').description('导出');

function addImport(program: Command, run: Run): void {
  const command = program.command('import').description('导入台账工作簿（.xlsx）：全部无误才登记，同一份再导入不会重复');
  command
    .argument('<file>', '工作簿')
    .option('--org <org>', '没有“单位”列的行属于哪个单位')
    .option('--dry-run', '只检查，不登记')
    .option('--errors-out <file>', '把每行的问题写回工作簿的副本')
    .action((file: string, options: { org?: string; dryRun?: boolean; errorsOut?: string }) =>
      run(command, async (output) => {
        const bytes = readFile(file);
        const result = await withGateway(globals(command), (gateway) => gateway.importWorkbook(new Blob([new Uint8Array(bytes)]), { org: options.org, dryRun: options.dryRun }));
        if (options.errorsOut !== undefined && result.errors.some(({ row }) => row > 0)) writeFile(options.errorsOut, await annotated(bytes, result.errors));
        output.data(result, () => {
          const head = `${options.dryRun ? '检查' : '导入'} ${result.importId}：共 ${result.rows} 行，登记 ${result.recorded}，更正 ${result.corrected}，未变 ${result.unchanged}，问题 ${result.errors.length}`;
          if (result.errors.length === 0) return result.needsReview.length > 0 ? `${head}\n其中需复核 ${result.needsReview.length} 条（mingbai audit check 查看）` : head;
          return `${head}\n没有登记任何一行；请改正后重新导入\n${tableText(['表', '行', '列', '问题'], result.errors.map(({ sheet, row, column, message }) => [sheet, String(row), column, message]))}`;
        });
        return result.errors.length > 0 ? EXIT.notVerified : EXIT.done;
      }),
    );
  const withdraw = command.command('withdraw <id>').description('撤回一次导入（整批）');
  withdraw.requiredOption('--reason <text>', '为什么撤回').action((id: string, { reason }: { reason: string }) =>
    run(withdraw, async (output) => {
      const result = await withGateway(globals(withdraw), (gateway) => gateway.withdrawImport(id, reason));
      output.data(result, () => `已撤回导入 ${id}：${result.withdrawn} 条`);
      return 0;
    }),
  );
}

