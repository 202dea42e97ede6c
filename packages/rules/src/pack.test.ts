import { addDays, day } from '@mingbai/kernel';
import { describe, expect, it } from 'vitest';
import { isEnough, listIn, NATIONAL_PACKS, packOn, Rule, ruleIn, RulePack } from './index.ts';

describe('the national packs', () => {
  it('have the form of packs, each with an id of its own', () => {
    for (const pack of NATIONAL_PACKS) expect(RulePack.safeParse(pack).error).toBeUndefined();
    for (const id of ['xFUND-01', 'FUND-01x']) expect(Rule.shape.id.safeParse(id).success).toBe(false);
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
    ['2011-12-31', 'national@0'],
    ['2012-01-01', 'national@2012'],
    ['2017-12-14', 'national@2012'],
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

describe('a rule that asks for a fraction', () => {
  const quorum = ruleIn(packOn(NATIONAL_PACKS, '2025-03-08'), 'CONGRESS-01');
  it('is met by just that much, and not by one fewer', () => {
    expect([isEnough(quorum, 60, 90), isEnough(quorum, 59, 90)]).toEqual([true, false]);
    expect([isEnough(quorum, 34, 50), isEnough(quorum, 33, 50)]).toEqual([true, false]);
    expect(isEnough(quorum, 0, 0)).toBe(true);
  });
  it('says nothing where it is not in force, or asks for none', () => {
    expect(isEnough(ruleIn(packOn(NATIONAL_PACKS, '2011-12-31'), 'CONGRESS-01'), 1, 90)).toBeUndefined();
    expect(isEnough(ruleIn(packOn(NATIONAL_PACKS, '2025-03-08'), 'FUND-02'), 1, 90)).toBeUndefined();
  });
});
