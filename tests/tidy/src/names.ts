import type { Check } from './check.ts';

const PART = '[a-z0-9]+(-[a-z0-9]+)*';
const KEBAB = new RegExp(`^\\.?${PART}(\\.${PART})*$`);

/** Names that tools or custom give: LICENSE, README.md and its translations. */
const GIVEN =
  /^(LICENSE|NOTICE|Dockerfile|(README|CHANGELOG|CONTRIBUTING|SECURITY|CODE_OF_CONDUCT)(\.[a-zA-Z-]+)?\.md)$/;

/** An event fixture is named after the event's type, in a fixture folder; forges choose the names in theirs. */
const named = (path: string): boolean => /(^|\/)(fixtures|golden|\.github)\//.test(path);

export const kebabCase: Check = {
  name: 'files and folders are named in kebab-case',
  find: (path) => {
    if (named(path)) return [];
    return path
      .split('/')
      .filter((part) => !KEBAB.test(part) && !GIVEN.test(part))
      .map((part) => `"${part}" is not kebab-case`);
  },
  catches: [
    ['packages/domain/src/disburseFund.ts', ''],
    ['packages/domain/src/Fund/index.ts', ''],
    ['packages/domain/src/disburse_fund.ts', ''],
    ['docs/Readme.md', ''],
    ['docs/说明.md', ''],
  ],
  allows: [
    ['packages/domain/src/fund/disburse-fund.test.ts', ''],
    ['apps/api/src/run-capability.handler.ts', ''],
    ['docs/adr/0001-one-domain-package.md', ''],
    ['README.zh-CN.md', ''],
    ['LICENSE', ''],
    ['.oxlintrc.json', ''],
    ['.ci/run', ''],
    ['packages/domain/fixtures/FundDisbursed.1.json', ''],
  ],
};

const NOTHING_SAID = new Set(['utils', 'util', 'common', 'misc', 'helpers', 'helper']);

export const tellingNames: Check = {
  name: 'no file or folder is called utils, common, misc or helpers',
  find: (path) =>
    path
      .split(/[/.-]/)
      .filter((word) => NOTHING_SAID.has(word))
      .map((word) => `"${word}" says nothing about what is inside`),
  catches: [
    ['packages/kernel/src/utils.ts', ''],
    ['packages/kernel/src/common/fen.ts', ''],
    ['packages/kernel/src/day-helpers.ts', ''],
    ['packages/misc/package.json', ''],
  ],
  allows: [
    ['packages/kernel/src/day.ts', ''],
    ['packages/domain/src/commons-hall.ts', ''],
  ],
};
