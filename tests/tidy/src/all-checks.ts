import { tagged } from './borders.ts';
import type { Check } from './check.ts';
import { linksAlive, rulesListed, unreleased } from './documents.ts';
import { kebabCase, tellingNames } from './names.ts';
import { noMachine } from './places.ts';
import { size } from './size.ts';
import { borrowedClock, everyTestRuns } from './tests-run.ts';
import { chineseInItsPlace, finished, silencedWithReason } from './words.ts';

export const ALL_CHECKS: readonly Check[] = [
  size,
  kebabCase,
  tellingNames,
  finished,
  everyTestRuns,
  borrowedClock,
  chineseInItsPlace,
  silencedWithReason,
  noMachine,
  linksAlive,
  unreleased,
  rulesListed,
  tagged,
];
