import { randomUUID } from 'node:crypto';
import { registerNamed } from '@mingbai/domain';
import { SHEET_REGISTERS } from '@mingbai/workbook/columns';
import { hledgerJournal } from '@mingbai/papers';
import { bracketed, lineText, listed, registerName } from '@mingbai/messages';
import type { ImportResult } from '@mingbai/client';
import type { Command } from 'commander';
import { cellErrorsText } from './cell-errors.ts';
import { EXIT } from './exit-codes.ts';
import { Usage } from './failure.ts';
import { readFile, writeFile } from './files.ts';
import { globals, type Run } from './run.ts';
import { isSameFile } from './same-file.ts';
import { withGateway } from './session.ts';
import { addView, viewOf, type ViewOptions } from './view-options.ts';

const listOfRegisters = (): string => listed(SHEET_REGISTERS.map(({ name }) => bracketed(name, registerName(name))));

function sheetRegister(text: string) {
  const register = SHEET_REGISTERS.find(({ name }) => name === text || registerName(name) === text);
  if (!register) throw new Usage('register-not-found', { text, list: listOfRegisters() }, EXIT.notFound);
  return register;
}

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** `template`, `import`, `import withdraw`, `export register`, `export journal`: the ways in and out. */
export function addWorkbook(program: Command, run: Run): void {
  const template = program.command('template').description(lineText('template.description'));
  template
    .option('--register <name>', lineText('template.register'), collect, [])
    .requiredOption('--out <file>', lineText('option.out'))
    .action(({ register, out }: { register: readonly string[]; out: string }) =>
      run(template, async (output) => {
        const registers = register.length > 0 ? register.map(sheetRegister) : SHEET_REGISTERS;
        const { templateWorkbook } = await import('@mingbai/workbook');
        writeFile(out, await templateWorkbook(registers));
        output.data({ out, registers: registers.map(({ name }) => name) }, () => lineText('template.done', { out }));
        return 0;
      }),
    );
  addImport(program, run);
  const group = program.command('export').description(lineText('export.description'));
  addJournal(group, run);
  const register = group.command('register <name>').description(lineText('export.register.description'));
  addView(register)
    .requiredOption('--out <file>', lineText('option.out'))
    .action((name: string, options: ViewOptions & { out: string }) =>
      run(register, async (output) => {
        const found = registerNamed(name) ?? sheetRegister(name);
        const bytes = await withGateway(globals(register), (gateway) =>
          gateway.exportRegister(found.name, viewOf(options)),
        );
        writeFile(options.out, new Uint8Array(await bytes.arrayBuffer()));
        output.data({ out: options.out }, () => lineText('export.done', { out: options.out }));
        return 0;
      }),
    );
}

const ENTRIES = 'fund-entries';
const HLEDGER = 'hledger';

function addJournal(group: Command, run: Run): void {
  const journal = group.command('journal').description(lineText('export.journal.description'));
  addView(journal)
    .option('--format <format>', lineText('export.journal.format'), HLEDGER)
    .action((options: ViewOptions & { format: string }) =>
      run(journal, async (output) => {
        const { format } = options;
        if (format !== HLEDGER) throw new Usage('not-in-list', { text: format, list: HLEDGER });
        const asked = viewOf(options);
        const [entries, all] = await withGateway(globals(journal), async (gateway) => {
          const listed = await gateway.list(ENTRIES, asked);
          if (asked.period === undefined) return [listed, listed];
          return [listed, await gateway.list(ENTRIES, { ...asked, period: undefined })];
        });
        const text = hledgerJournal(entries, all);
        output.data({ format, entries: entries.length, text }, () => text);
        return 0;
      }),
    );
}

function addImport(program: Command, run: Run): void {
  const command = program.command('import').description(lineText('import.description'));
  command
    .argument('<file>', lineText('import.file'))
    .option('--org <org>', lineText('import.org'))
    .option('--dry-run', lineText('option.dry-run'))
    .option('--errors-out <file>', lineText('import.errors-out'))
    // A command that has another below it does not get these from the program.
    .option('--data <dir>', lineText('option.data'))
    .option('--as <who>', lineText('option.as'))
    .option('--json', lineText('option.json'))
    .action((file: string, options: { org?: string; dryRun?: boolean; errorsOut?: string }) =>
      run(command, async (output) => {
        const bytes = readFile(file);
        if (options.errorsOut !== undefined && isSameFile(file, options.errorsOut))
          throw new Usage('errors-out-is-input', { file: options.errorsOut });
        const result = await withGateway(globals(command), (gateway) =>
          gateway.importWorkbook(new Blob([new Uint8Array(bytes)]), {
            id: randomUUID(),
            org: options.org,
            dryRun: options.dryRun,
          }),
        );
        output.data(result, () => importText(result, options.dryRun === true));
        if (options.errorsOut !== undefined && result.errors.some(({ row }) => row > 0)) {
          const { annotated } = await import('@mingbai/workbook');
          writeFile(options.errorsOut, await annotated(bytes, result.errors));
        }
        return result.errors.length > 0 ? EXIT.notVerified : EXIT.done;
      }),
    );
  const withdraw = command.command('withdraw <id>').description(lineText('withdraw.description'));
  withdraw
    .requiredOption('--reason <text>', lineText('withdraw.reason'))
    .action((id: string, { reason }: { reason: string }) =>
      run(withdraw, async (output) => {
        const result = await withGateway(globals(withdraw), (gateway) =>
          gateway.withdrawImport(id, reason, { id: randomUUID() }),
        );
        const { withdrawn: count, kept } = result;
        const rest = kept > 0 ? lineText('withdraw.kept', { kept }) : '';
        output.data(result, () => `${lineText('withdraw.done', { id, count })}${rest}`);
        return 0;
      }),
    );
}

function importText(result: ImportResult, dryRun: boolean): string {
  const { importId: id, rows, recorded, corrected, unchanged, errors, warnings, needsReview } = result;
  const counts = { id, rows, recorded, corrected, unchanged, problems: errors.length };
  const head = lineText(dryRun ? 'import.checked' : 'import.done', counts);
  if (errors.length === 0) {
    const review = needsReview.length > 0 ? [lineText('import.review', { count: needsReview.length })] : [];
    const like =
      warnings.length > 0 ? [lineText('import.warnings', { count: warnings.length }), cellErrorsText(warnings)] : [];
    return [head, ...review, ...like].join('\n');
  }
  return `${head}\n${lineText('import.refused')}\n${cellErrorsText(errors)}`;
}
