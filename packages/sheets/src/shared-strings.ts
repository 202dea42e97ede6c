import type { ReadLimits } from './read-limits.ts';
import { SheetProblem } from './sheet-problem.ts';
import { TextRuns } from './text-runs.ts';
import { readXml } from './xml-events.ts';

/** The table of strings cells refer to by index. */
export function readSharedStrings(content: Uint8Array | undefined, limits: ReadLimits): string[] {
  const strings: string[] = [];
  if (content === undefined) return strings;
  const runs = new TextRuns();
  readXml(content, {
    open: (name) => runs.open(name),
    text: (text) => runs.text(text),
    close(name) {
      runs.close(name);
      if (name !== 'si') return;
      if (strings.length >= limits.cells) throw new SheetProblem('too-many-cells', { limit: limits.cells });
      strings.push(runs.take());
    },
  });
  return strings;
}
