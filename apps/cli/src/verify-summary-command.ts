import { lineText } from '@mingbai/messages';
import type { PaperParts } from '@mingbai/papers/verify-summary';
import { SheetProblem } from '@mingbai/sheets/sheet-problem';
import type { Command } from 'commander';
import { EXIT } from './exit-codes.ts';
import { Usage } from './failure.ts';
import { readFile } from './files.ts';
import { globals, type Run } from './run.ts';
import { withStore } from './session.ts';

/** More differing lines than these nobody looks through. */
const MOST_SHOWN = 50;

/** `verify-summary`: whether a summary's paper still says what the log says. */
export function addVerifySummary(program: Command, run: Run): void {
  const verify = program.command('verify-summary <file>').description(lineText('verify-summary.description'));
  verify.action((file: string) =>
    run(verify, async (output) => {
      // What writes papers takes long to load.
      const { NotASummary, verifySummary } = await import('@mingbai/papers/verify-summary');
      const partsIn = await partReader();
      const partOf = partsIn(readFile(file));
      const verified = await withStore(globals(verify), ({ mingbai }, actor) =>
        verifySummary(mingbai, actor, { partOf, reads: partsIn }),
      ).catch((error: unknown) => {
        throw error instanceof NotASummary ? noSummary() : error;
      });
      const { ok, sameLog, question, differences } = verified;
      const { size } = question.checkpoint;
      output.data(verified, () => {
        if (ok) return lineText('verify-summary.sound', { size });
        if (!sameLog) return lineText('verify-summary.other-log', { size });
        const head = lineText('verify-summary.differs', { count: differences.length });
        const lines = differences.slice(0, MOST_SHOWN).map(({ found, expected }) =>
          lineText('verify-summary.line', {
            found: found ?? lineText('verify-summary.missing'),
            expected: expected ?? lineText('verify-summary.added'),
          }),
        );
        return [head, ...lines].join('\n');
      });
      return ok ? EXIT.done : EXIT.notVerified;
    }),
  );
}

const noSummary = (): Usage => new Usage('not-a-summary', {}, EXIT.notVerified);

/** What gives the parts of a .docx. */
async function partReader(): Promise<(bytes: Uint8Array) => PaperParts> {
  const { openParts, partContent } = await import('@mingbai/sheets');
  return (bytes) => {
    try {
      const parts = openParts(bytes);
      return (name) => {
        const content = partContent(parts, name);
        return content && new TextDecoder().decode(content);
      };
    } catch (error) {
      throw error instanceof SheetProblem ? noSummary() : error;
    }
  };
}
