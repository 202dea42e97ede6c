import { isCode, isTest, linesMatching, linesOf, type Check } from './check.ts';

// Written in pieces, so that this file does not find itself.
const UNFINISHED = ['FIX' + 'ME', 'TO' + 'DO', 'HA' + 'CK', 'XX' + 'X'] as const;
const UNFINISHED_PATTERN = new RegExp(`\\b(${UNFINISHED.join('|')})\\b`);

export const finished: Check = {
  name: `nothing is left for later: no ${UNFINISHED.slice(0, 3).join(', ')}`,
  find: (path, text) =>
    path === 'pnpm-lock.yaml' ? [] : linesMatching(text, UNFINISHED_PATTERN, 'finish it or open an issue'),
  catches: UNFINISHED.map((word) => ['packages/kernel/src/fen.ts', `// ${word}: round it\n`] as const),
  allows: [['packages/kernel/src/fen.ts', '// Todos los días, a hackathon, TODOS.\n']],
};

const CHINESE = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;

const mayBeChinese = (path: string): boolean =>
  isTest(path) ||
  /^packages\/(messages|sample|papers)\//.test(path) ||
  /(^|\/)(data|fixtures|testing)\//.test(path) ||
  /^packages\/kernel\/src\/(.+\/)?[a-z-]+-text\.ts$/.test(path);

/** Units are values, not words: those the kernel lists may stand in code, each as a whole literal. */
const UNITS_FILE = 'packages/kernel/src/unit-text.ts';
const LITERAL = /(['`])(\p{Script=Han}{1,4})\1/gu;

function withoutUnits(text: string, unitsFile = ''): string {
  const units = new Set(Array.from(unitsFile.matchAll(LITERAL), (match) => match[2]));
  return text.replace(LITERAL, (literal) => (units.has(literal.slice(1, -1)) ? "''" : literal));
}

export const chineseInItsPlace: Check = {
  name: 'Chinese stands in messages, data, the sample, papers, kernel *-text.ts, tests and units, and in no other code',
  find: (path, text, { read }) =>
    isCode(path) && !mayBeChinese(path)
      ? linesMatching(withoutUnits(text, read(UNITS_FILE)), CHINESE, 'take the word from packages/messages')
      : [],
  around: { [UNITS_FILE]: "// The union's own.\nexport const UNITS = ['人', '人次'];\n" },
  catches: [
    ['apps/web/src/fund/page.tsx', '<h1>慰问</h1>\n'],
    ['packages/domain/src/fund/fund.ts', '// 困难补助\n'],
    ['packages/domain/src/fund/fund.ts', "unit: '人人'\n"],
    ['packages/kernel/src/fen.ts', "const wide = '￥';\n"],
    ['packages/domain/src/fund/fund-text.ts', "const words = ['账'];\n"],
  ],
  allows: [
    ['packages/messages/src/fund.ts', "export const fund = '经费';\n"],
    ['packages/rules/src/data/huangpu.ts', "export const name = '黄浦区';\n"],
    ['packages/kernel/src/quantity-text.ts', "const digits = '〇一二';\n"],
    ['packages/sample/src/people.ts', "const name = '张三';\n"],
    ['packages/domain/src/visit/visits.ts', "unit: '人次', parts: unit === '人' ? [] : rest\n"],
    ['packages/domain/src/fund/fund.test.ts', "it('付款', () => {});\n"],
    ['packages/domain/src/testing/people.ts', "const name = '张三';\n"],
    ['apps/web/src/fund/page.tsx', "<h1>{t('fund')} — “quoted” · 1 ×</h1>\n"],
    ['README.zh-CN.md', '明白账\n'],
  ],
};

const DISABLES = /(oxlint|eslint)-disable/;

export const silencedWithReason: Check = {
  name: 'a silenced lint rule has its reason beside it',
  find: (path, text) =>
    !isCode(path)
      ? []
      : linesOf(text)
          .filter(([line]) => DISABLES.test(line) && !/-disable.* -- \S.{5,}/.test(line))
          .map(([, number]) => `line ${number}: silences a rule without " -- reason"`),
  catches: [
    ['packages/kernel/src/fen.ts', `// oxlint-${'disable'}-next-line no-console\n`],
    ['packages/kernel/src/fen.ts', `/* eslint-${'disable'} */\n`],
  ],
  allows: [['packages/kernel/src/fen.ts', '// oxlint-disable-next-line no-console -- the only output there is\n']],
};
