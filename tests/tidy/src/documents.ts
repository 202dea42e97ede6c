import { posix } from 'node:path';
import { isCode, linesOf, type Check } from './check.ts';

/** The text without code, in which brackets mean something else; the lines keep their numbers. */
const prose = (text: string): string =>
  text.replace(/^(```|~~~)[\s\S]*?^\1/gm, (block) => block.replace(/[^\n]/g, '')).replace(/`[^`\n]*`/g, '');

const LINK = /\]\(\s*<?([^)>\s]+)>?(?:\s+"[^"]*")?\s*\)|^\s*\[[^\]]+\]:\s*(\S+)|\b(?:src|href)="([^"]+)"/g;
const ELSEWHERE = /^([a-z][a-z0-9+.-]*:|\/\/|#)/i;

const targetsIn = (line: string): readonly string[] =>
  Array.from(line.matchAll(LINK), (match) => match[1] ?? match[2] ?? match[3] ?? '');

export const linksAlive: Check = {
  name: 'links between documents lead somewhere',
  find: (path, text, { exists }) => {
    if (!path.endsWith('.md')) return [];
    const dead = (target: string): boolean => {
      if (ELSEWHERE.test(target)) return false;
      const file = decodeURIComponent(target.replace(/[#?].*$/, ''));
      return !exists(file.startsWith('/') ? file.slice(1) : posix.join(posix.dirname(path), file));
    };
    return linesOf(prose(text)).flatMap(([line, number]) =>
      targetsIn(line)
        .filter(dead)
        .map((target) => `line ${number}: nothing at ${target}`),
    );
  },
  around: { 'docs/glossary.md': '', 'docs/picture.png': '' },
  catches: [
    ['README.md', '[words](docs/glosary.md)\n'],
    ['README.md', '![picture](docs/photo.png "ours")\n'],
    ['docs/rules.md', 'see [the words][1]\n\n[1]: docs/glossary.md\n'],
    ['README.md', '<img src="picture.png">\n'],
  ],
  allows: [
    ['README.md', '[words](docs/glossary.md#visit) ![p](./docs/picture.png) [out](https://example.org/x) [up](#top)\n'],
    ['docs/rules.md', '[words](glossary.md) [words](/docs/glossary.md)\n\n[1]: ./glossary.md\n'],
    ['README.md', '```ts\nrows[0](gone.md)\n```\n`[a](gone.md)`\n'],
    ['packages/kernel/src/fen.ts', '// [gone](gone.md)\n'],
  ],
};

export const unreleased: Check = {
  name: 'the changelog has a place for what is not released yet',
  find: (path, text) =>
    path === 'CHANGELOG.md' && !/^## .*\bUnreleased\b/m.test(text) ? ['no heading with "Unreleased"'] : [],
  catches: [['CHANGELOG.md', '# Changes\n\n## 0.1.0\n']],
  allows: [['CHANGELOG.md', '# Changes\n\n## Unreleased\n']],
};

const ID = String.raw`[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*-\d+[a-z]?`;
const RULE = '@' + 'rule';

/** An identifier counts as listed where it opens a heading, a list item or a table row. */
function listedIn(document: string | undefined): ReadonlySet<string> {
  const opening = new RegExp(`^\\s*(?:#+|[-*|])\\s*[\`*[]*(${ID})\\b`, 'gm');
  return new Set(Array.from((document ?? '').matchAll(opening), (match) => match[1] ?? ''));
}

export const rulesListed: Check = {
  name: 'every rule that code cites is listed in docs/rules.md',
  find: (path, text, { read }) => {
    if (!isCode(path)) return [];
    const listed = listedIn(read('docs/rules.md'));
    return linesOf(text).flatMap(([line, number]) =>
      Array.from(line.matchAll(new RegExp(`${RULE}\\b\\s*(\\S*)`, 'g')), (match) => match[1] ?? '')
        .filter((id) => !listed.has(id))
        .map((id) => `line ${number}: ${RULE} ${id} is not in docs/rules.md`),
    );
  },
  around: {
    'docs/rules.md': '## FUND-01 A payment has an approval\n\n| `VISIT-02b` | who | FUND-09 |\n- GD-FUND-03 x\n',
  },
  catches: [
    ['packages/domain/src/fund/disburse-fund.ts', ` * ${RULE} FUND-99 nobody wrote this\n`],
    ['packages/domain/src/fund/disburse-fund.ts', ` * ${RULE} FUND-09 named in passing only\n`],
    ['packages/domain/src/fund/disburse-fund.ts', ` * ${RULE} fund 1\n`],
    ['packages/domain/src/fund/disburse-fund.ts', ` * ${RULE}\n`],
  ],
  allows: [
    ['packages/domain/src/fund/disburse-fund.ts', ` * ${RULE} FUND-01 a payment has an approval\n`],
    ['packages/domain/src/visit/record-visit.ts', ` * ${RULE} VISIT-02b who\n * ${RULE} GD-FUND-03 x\n`],
    ['packages/domain/src/visit/record-visit.ts', '// A rule is a rule.\n'],
  ],
};
