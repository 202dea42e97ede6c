import { bundleLines, NotABundle, verifyBundle, verifyStore, type Depth, type Verified } from '@mingbai/application';
import { countWords } from '@mingbai/kernel';
import { lineText, verifyText } from '@mingbai/messages';
import { openDirectory, withThreads } from '@mingbai/store-directory';
import { openCheckpoint } from '@mingbai/proof';
import type { Command } from 'commander';
import { EXIT } from './exit-codes.ts';
import { Usage } from './failure.ts';
import { readFile, readPacked, writeFile, writeLines } from './files.ts';
import { columns, tableText, type Output } from './output.ts';
import { globals, type Run } from './run.ts';
import { sources, withGateway, withLog } from './session.ts';
import { addView, viewOf, type ViewOptions } from './view-options.ts';

/** A checkpoint's text. Mail and Windows end lines in a way of their own, which changes nothing of what is signed. */
const textOf = (file: string): string => new TextDecoder().decode(readFile(file)).replaceAll('\r\n', '\n');

/** `audit check | verify | checkpoint | bundle`: what an auditor does. */
export function addAudit(program: Command, run: Run): void {
  const audit = program.command('audit').description(lineText('audit.description'));
  const check = audit.command('check').description(lineText('audit.check.description'));
  addView(check).action((options: ViewOptions) =>
    run(check, async (output) => {
      const { count, exceptions: said } = await withGateway(globals(check), (gateway) =>
        gateway.check(viewOf(options)),
      );
      output.data({ exceptions: said }, () => {
        const rows = said.map(({ org, position, message }) => [org, String(position), message]);
        const head = lineText('audit.check.head', { count });
        return `${head}\n${tableText(columns('org', 'position', 'exception'), rows)}`;
      });
      return 0;
    }),
  );
  addVerify(audit, run);
  const checkpoint = audit.command('checkpoint').description(lineText('audit.checkpoint.description'));
  checkpoint.requiredOption('--out <file>', lineText('option.out')).action(({ out }: { out: string }) =>
    run(checkpoint, async (output) => {
      const { note, digits, size } = await withGateway(globals(checkpoint), (gateway) => gateway.checkpoint());
      writeFile(out, note);
      output.data({ out, size, digits }, () =>
        lineText('audit.checkpoint.done', { size, digits: digits.join(' '), out }),
      );
      return 0;
    }),
  );
  const bundle = audit.command('bundle').description(lineText('audit.bundle.description'));
  bundle.requiredOption('--out <file>', lineText('option.out')).action(({ out }: { out: string }) =>
    run(bundle, async (output) => {
      const { size, problems } = await withLog(globals(bundle), async ({ store, signer, checkpoint }) => {
        const note = await checkpoint();
        await writeLines(bundleLines(store, signer, note), out);
        const verified = await withThreads((examine) => verifyStore(store, signer, { examine, depth: 'bytes' }));
        return { ...verified, size: openCheckpoint(note, [signer]).size }; // others may have recorded since
      });
      const said = problems.map(({ code, detail, position }) =>
        verifyText(code, { ...detail, position: position ?? '' }),
      );
      output.data({ out, size, problems: said }, () =>
        said.length === 0
          ? lineText('audit.bundle.done', { size, out })
          : [lineText('audit.bundle.altered', { out, count: said.length }), ...said].join('\n'),
      );
      return said.length === 0 ? 0 : 2;
    }),
  );
}

function addVerify(audit: Command, run: Run): void {
  const verify = audit.command('verify').description(lineText('audit.verify.description'));
  verify
    .argument('[bundle]', lineText('audit.verify.bundle'))
    .option('--checkpoint <file>', lineText('audit.verify.checkpoint'))
    .option('--bytes', lineText('audit.verify.bytes'))
    .action((bundle: string | undefined, { checkpoint, bytes }: { checkpoint?: string; bytes?: true }) =>
      run(verify, async (output) => {
        const how = {
          depth: bytes ? ('bytes' as const) : ('events' as const),
          earlier: checkpoint === undefined ? undefined : textOf(checkpoint),
        };
        const verified =
          bundle === undefined ? await verifyHere(globals(verify).data, how) : await verifyFile(bundle, how);
        tell(output, verified);
        return verified.ok ? EXIT.done : EXIT.notVerified;
      }),
    );
}

type How = { readonly depth: Depth; readonly earlier: string | undefined };

async function verifyFile(bundle: string, how: How): Promise<Verified> {
  try {
    return await withThreads((examine) => verifyBundle(readPacked(bundle), { ...how, examine }));
  } catch (error) {
    if (error instanceof NotABundle) throw new Usage('not-a-bundle', {}, EXIT.notVerified);
    throw error;
  }
}

/** Read only and without the read models: a damaged event must not stop its own discovery. */
async function verifyHere(data: string, { depth, earlier }: How): Promise<Verified> {
  const directory = await openDirectory(data, sources, { readOnly: true, unread: true });
  try {
    const extra = earlier === undefined ? [] : [earlier];
    return await withThreads((examine) => verifyStore(directory.store, directory.signer, { extra, examine, depth }));
  } finally {
    await directory.close();
  }
}

function tell(output: Output, verified: Verified): void {
  const problems = verified.problems.map((problem) => ({
    ...problem,
    message: verifyText(problem.code, { ...problem.detail, position: problem.position ?? '' }),
  }));
  output.data({ ...verified, problems }, () => {
    if (!verified.ok) {
      const rows = problems.map(({ position, event, message }) => [String(position ?? ''), event ?? '', message]);
      const head = lineText('audit.verify.failed', { count: problems.length });
      return `${head}\n${tableText(columns('position', 'event', 'problem'), rows)}`;
    }
    const balances = Object.entries(verified.balances).map(([code, balance]) => {
      const known = verified.openingUnknown.includes(code) ? lineText('opening-unknown') : '';
      return [code, `${countWords(balance, '分', 'exact')}${known}`];
    });
    const head = lineText('audit.verify.done', { size: verified.size, root: verified.root });
    return balances.length === 0 ? head : `${head}\n${tableText(columns('fund', 'recomputed'), balances)}`;
  });
}
