import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { bundleLines, NotABundle, verifyBundle, verifyStore, type Verified } from '@mingbai/application';
import { countWords } from '@mingbai/kernel';
import { verifyText } from '@mingbai/messages';
import { openDirectory } from '@mingbai/store-directory';
import type { Command } from 'commander';
import { EXIT } from './exit-codes.ts';
import { Usage } from './failure.ts';
import { readFile, writeFile } from './files.ts';
import { tableText, type Output } from './output.ts';
import { globals, type Run } from './run.ts';
import { sources, withGateway, withStore } from './session.ts';
import { addView, viewOf, type ViewOptions } from './view-options.ts';

const textOf = (file: string): string => new TextDecoder().decode(readFile(file));

/** `audit check | verify | checkpoint | bundle`: what an auditor does. */
export function addAudit(program: Command, run: Run): void {
  const audit = program.command('audit').description('审计：检查、验证、检查点、审计包');
  const check = audit.command('check').description('列出例外：需复核、慰问与付款不符、缺票据、两校数字雷同等');
  addView(check).action((options: ViewOptions) =>
    run(check, async (output) => {
      const said = await withGateway(globals(check), (gateway) => gateway.check(viewOf(options)));
      output.data({ exceptions: said }, () => `例外 ${said.length} 项\n${tableText(['单位', '位置', '例外'], said.map(({ org, position, message }) => [org, String(position), message]))}`);
      return 0;
    }),
  );
  addVerify(audit, run);
  const checkpoint = audit.command('checkpoint').description('签发检查点，交审计员、上级或盖章纸保存');
  checkpoint.requiredOption('--out <file>', '输出文件').action(({ out }: { out: string }) =>
    run(checkpoint, async (output) => {
      const { note, digits, size } = await withGateway(globals(checkpoint), (gateway) => gateway.checkpoint());
      writeFile(out, note);
      output.data({ out, size, digits }, () => `检查点：${size} 条事件，校验数字 ${digits.join(' ')}\n已写入 ${out}`);
      return 0;
    }),
  );
  const bundle = audit.command('bundle').description('导出审计包：不用数据库、不用联网即可验证');
  bundle.requiredOption('--out <file>', '输出文件').action(({ out }: { out: string }) =>
    run(bundle, async (output) => {
      const size = await withStore(globals(bundle), async (directory) => {
        const note = await directory.checkpoint();
        await toFile(bundleLines(directory.store, directory.signer, note), out);
        return (await directory.store.frontier()).size;
      });
      output.data({ out, size }, () => `审计包：${size} 条事件，已写入 ${out}`);
      return 0;
    }),
  );
}

async function toFile(lines: AsyncIterable<string>, file: string): Promise<void> {
  try {
    await pipeline(Readable.from(lines), createWriteStream(file));
  } catch (error) {
    throw error instanceof Error && 'code' in error && error.code === 'ENOENT' ? new Usage('file-unwritable', { file }) : error;
  }
}

function addVerify(audit: Command, run: Run): void {
  const verify = audit.command('verify').description('验证本库或审计包：重算全部散列、核对检查点、重建余额');
  verify
    .argument('[bundle]', '审计包；不写则验证 --data 的库')
    .option('--checkpoint <file>', '以前保存的检查点：必须是它的延续')
    .action((bundle: string | undefined, { checkpoint }: { checkpoint?: string }) =>
      run(verify, async (output) => {
        const earlier = checkpoint === undefined ? undefined : textOf(checkpoint);
        const verified = bundle === undefined ? await verifyHere(globals(verify).data, earlier) : await verifyFile(bundle, earlier);
        tell(output, verified);
        return verified.ok ? EXIT.done : EXIT.notVerified;
      }),
    );
}

async function verifyFile(bundle: string, earlier: string | undefined): Promise<Verified> {
  try {
    return await verifyBundle(readFile(bundle), { earlier });
  } catch (error) {
    if (error instanceof NotABundle) throw new Usage('not-a-bundle', {}, EXIT.notVerified);
    throw error;
  }
}

/** Read only and without the read models: a damaged event must not stop its own discovery. */
async function verifyHere(data: string, earlier: string | undefined): Promise<Verified> {
  const directory = await openDirectory(data, sources, { readOnly: true, unread: true });
  try {
    return await verifyStore(directory.store, directory.signer, earlier === undefined ? [] : [earlier]);
  } finally {
    await directory.close();
  }
}

function tell(output: Output, verified: Verified): void {
  const problems = verified.problems.map((problem) => ({ ...problem, message: verifyText(problem.code, { ...problem.detail, position: problem.position ?? '' }) }));
  output.data({ ...verified, problems }, () => {
    if (!verified.ok) return `未通过验证：${problems.length} 处问题\n${tableText(['位置', '事件', '问题'], problems.map(({ position, event, message }) => [String(position ?? ''), event ?? '', message]))}`;
    const balances = Object.entries(verified.balances).map(([code, balance]) => {
      const known = verified.openingUnknown.includes(code) ? '（期初不详，只是已知部分）' : '';
      return [code, `${countWords(balance, '分', 'exact')}${known}`];
    });
    return `验证通过：${verified.size} 条事件，一个字节也没有改动\n根值 ${verified.root}\n${tableText(['资金', '由事件重算的余额'], balances)}`;
  });
}

