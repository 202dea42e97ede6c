import { describe, expect, it } from 'vitest';
import { ALL_CHECKS } from './all-checks.ts';
import type { Check } from './check.ts';
import { rulesListed } from './documents.ts';

const around = (files: Readonly<Record<string, string>> = {}) => ({
  exists: (path: string) => path in files,
  read: (path: string) => files[path],
});

const findings = (check: Check, which: 'catches' | 'allows') =>
  check[which].map(([path, text]) => ({ path, text, found: check.find(path, text, around(check.around)) }));

describe.each(ALL_CHECKS)('the check that $name', (check) => {
  it('catches what is planted', () => {
    expect(check.catches).not.toEqual([]);
    expect(findings(check, 'catches').filter(({ found }) => found.length === 0)).toEqual([]);
  });

  it('leaves its neighbours alone', () => {
    expect(check.allows).not.toEqual([]);
    expect(findings(check, 'allows').filter(({ found }) => found.length > 0)).toEqual([]);
  });
});

describe('rules without docs/rules.md', () => {
  it('are all unlisted', () => {
    const cited = ' * @' + 'rule FUND-01 a payment has an approval\n';
    expect(rulesListed.find('packages/domain/src/fund/fund.ts', cited, around())).toHaveLength(1);
  });
});
