import { isCode, linesOf, type Check } from './check.ts';

const COLUMNS = 120;
const LINES = 300;

/** `// tidy: tabular, the price list of 2026` on the first line, after a shebang if there is one. */
const OPTS_OUT = /\btidy: (tabular|generated), \S.{5,}/;

const optsOut = (text: string): boolean => {
  const [first = '', second = ''] = text.split('\n', 2);
  return OPTS_OUT.test(first.startsWith('#!') ? second : first);
};

const long = 'x'.repeat(COLUMNS + 1);
const tall = 'x\n'.repeat(LINES + 1);

/** Columns are code points, so that a Chinese character is one. */
export const size: Check = {
  name: `code has at most ${COLUMNS} columns and ${LINES} lines, or says on its first line why not`,
  find: (path, text) => {
    if (!isCode(path) || optsOut(text)) return [];
    const lines = linesOf(text.replace(/\n$/, ''));
    const wide = lines.filter(([line]) => Array.from(line).length > COLUMNS);
    return [
      ...wide.map(([line, number]) => `line ${number}: ${Array.from(line).length} columns`),
      ...(lines.length > LINES ? [`${lines.length} lines`] : []),
    ];
  },
  catches: [
    ['packages/kernel/src/fen.ts', `${long}\n`],
    ['packages/kernel/src/fen.ts', tall],
    ['packages/kernel/src/fen.ts', `// tidy: tabular, \n${long}\n`],
    ['packages/kernel/src/fen.ts', `const a = 1;\n// tidy: tabular, the price list\n${long}\n`],
    ['.ci/run', `# ${long}\n`],
  ],
  allows: [
    ['packages/kernel/src/fen.ts', `${'x'.repeat(COLUMNS)}\n`],
    ['packages/kernel/src/fen.ts', 'x\n'.repeat(LINES)],
    ['packages/kernel/src/fen.ts', `${'账'.repeat(COLUMNS)}\n`],
    ['packages/rules/src/table.ts', `// tidy: tabular, the price list of 2026\n${long}\n`],
    ['packages/rules/src/table.ts', `// oxlint-disable max-lines -- tidy: generated, from the price list\n${tall}`],
    ['README.md', `${long}\n`],
  ],
};
