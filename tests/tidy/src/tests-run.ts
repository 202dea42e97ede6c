import { isTest, linesOf, type Check } from './check.ts';

const ONLY = /\b(describe|it|test|suite|bench)(\.\w+)*\.only\b|\b(fdescribe|fit)\s*\(/;
const SKIPPED =
  /\b(describe|it|test|suite|bench)(\.\w+)*\.(skip|todo|skipIf|runIf|fails)\b|\b(xdescribe|xit|xtest)\s*\(/;

/** `// skipped: no PostgreSQL here`, on the line itself or on the one above. */
const REASON = /\/\/ skipped: \S.{5,}/;

const planted = (call: string): string => `${call}('pays', () => {});\n`;

export const everyTestRuns: Check = {
  name: 'no test is left out without a named reason, and none runs alone',
  find: (path, text) => {
    if (!isTest(path) || !/\.tsx?$/.test(path)) return [];
    const lines = linesOf(text);
    return lines.flatMap(([line, number]) => {
      if (ONLY.test(line)) return [`line ${number}: runs alone and hides every other test`];
      const above = lines[number - 2]?.[0] ?? '';
      const left = SKIPPED.test(line) && !REASON.test(line) && !REASON.test(above);
      return left ? [`line ${number}: left out without "// skipped: reason"`] : [];
    });
  },
  catches: [
    ...['it.', 'describe.', 'test.concurrent.'].map((call) => ['a.test.ts', planted(`${call}on${'ly'}`)] as const),
    ...['it.', 'describe.'].flatMap((call) =>
      ['sk' + 'ip', 'to' + 'do', 'skip' + 'If(true)'].map((how) => ['a.test.ts', planted(call + how)] as const),
    ),
    ['a.test.ts', planted('x' + 'it')],
    ['a.test.ts', `// skipped:\n${planted('it.sk' + 'ip')}`],
    ['a.test.ts', `// skipped: alone is alone\n${planted('it.on' + 'ly')}`],
  ],
  allows: [
    ['a.test.ts', planted('it')],
    ['a.test.ts', `// skipped: no PostgreSQL is reachable\n${planted('describe.skip' + 'If(!url)')}`],
    ['a.test.ts', `it.sk${'ip'}('pays', () => {}); // skipped: waits for ADR 12\n`],
    ['packages/kernel/src/read.ts', 'stream.skip(1);\n'],
  ],
};

const CLOCK = /\bnew Date\b(?!\s*\(\s*([^)\s]|$))|\bDate\.now\b|\bTemporal\.Now\b|\bMath\.random\b/;

export const borrowedClock: Check = {
  name: 'time and chance come into packages from outside',
  find: (path, text) => {
    if (!path.startsWith('packages/') || isTest(path) || !/\.tsx?$/.test(path)) return [];
    return linesOf(text)
      .filter(([line]) => CLOCK.test(line.replace(/^\s*(\/\/|\*|\/\*).*/, '')))
      .map(([line, number]) => `line ${number}: ${line.trim().slice(0, 80)}`);
  },
  catches: [
    ['packages/kernel/src/day.ts', 'const today = new Date();\n'],
    ['packages/kernel/src/day.ts', 'const today = new Date;\n'],
    ['packages/vault/src/keys.ts', 'const at = Date.now();\n'],
    ['packages/sample/src/people.ts', 'const age = Math.random();\n'],
    ['packages/kernel/src/day.ts', 'const today = Temporal.Now.plainDateISO();\n'],
  ],
  allows: [
    ['packages/kernel/src/day.ts', "const day = new Date('2026-03-08');\nconst other = new Date(\n  text,\n);\n"],
    ['packages/kernel/src/day.ts', '// Never new Date() here.\n'],
    ['packages/kernel/src/day.test.ts', 'const today = new Date();\n'],
    ['apps/cli/src/main.ts', 'const now = () => new Date();\n'],
  ],
};
