import { expect, it } from 'vitest';
import { strykerPlugins } from './words.ts';

const placed = (value: string, inFunction: boolean, type = 'StringLiteral') => ({
  node: { type, value },
  getFunctionParent: () => (inFunction ? {} : null),
});

it('leaves the words of declarations alone, and neither roles, rules nor decisions', () => {
  const ignored = (place: ReturnType<typeof placed>) => strykerPlugins[0]?.value.shouldIgnore(place) !== undefined;
  expect(ignored(placed('fund.balance', false))).toBe(true);
  expect(ignored(placed('cashier', false))).toBe(false);
  expect(ignored(placed('FUND-02', false))).toBe(false);
  expect(ignored(placed('no-fund', true))).toBe(false);
  expect(ignored(placed('fund.balance', false, 'ArrayExpression'))).toBe(false);
});
