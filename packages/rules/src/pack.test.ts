import { addDays, day } from '@mingbai/kernel';
import { describe, expect, it } from 'vitest';
import { listIn, NATIONAL_PACKS, packOn, ruleIn, RulePack } from './index.ts';

describe('the national packs', () => {
  it('have the form of packs, each with an id of its own', () => {
    for (const pack of NATIONAL_PACKS) expect(RulePack.safeParse(pack).error).toBeUndefined();
    expect(new Set(NATIONAL_PACKS.map(({ id }) => id)).size).toBe(NATIONAL_PACKS.length);
  });
  it('follow one another without a gap and without an overlap, and the last one holds on', () => {
    const [, ...later] = NATIONAL_PACKS;
    for (const [index, pack] of later.entries()) {
      expect(pack.effectiveFrom).toBe(addDays(day(NATIONAL_PACKS[index]?.effectiveTo ?? ''), 1));
    }
    expect(NATIONAL_PACKS.at(-1)?.effectiveTo).toBeNull();
  });
  it('name each rule once, with its document', () => {
    for (const { rules } of NATIONAL_PACKS) {
      expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
      for (const { document, article } of rules) expect([document, article]).not.toContain('');
    }
  });
});

describe('the pack of a day', () => {
  it.each([
    ['1899-12-31', undefined],
    ['1900-01-01', 'national@0'],
    ['2017-12-14', 'national@0'],
    ['2017-12-15', 'national@2017'],
    ['2099-12-31', NATIONAL_PACKS.at(-1)?.id],
  ])('%s is %s', (on, id) => expect(packOn(NATIONAL_PACKS, on)?.id).toBe(id));
  it('has its rules by id, and their lists by name', () => {
    const goods = ruleIn(packOn(NATIONAL_PACKS, '2025-03-08'), 'WELFARE-01');
    expect(listIn(goods, 'festivals')).toHaveLength(7);
    expect(listIn(goods, 'nothing')).toEqual([]);
    expect(listIn(undefined, 'festivals')).toEqual([]);
    expect(ruleIn(undefined, 'WELFARE-01')).toBeUndefined();
    expect(ruleIn(packOn(NATIONAL_PACKS, '2017-12-14'), 'WELFARE-01')).toBeUndefined();
  });
});
