import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactly, leastOf, mostOf, PRECISIONS, stated, totalOf, type Precision } from './stated.ts';

type Part = { readonly value: number | null; readonly precision: Precision };
const known = (value: number, precision: Precision = 'exact'): Part => ({ value, precision });
const UNKNOWN: Part = { value: null, precision: 'unknown' };

describe('the bounds of a stated figure', () => {
  it.each<[Precision, number, number]>([
    ['exact', 30, 30],
    ['over', 31, Infinity],
    ['atLeast', 30, Infinity],
    ['nearly', 0, 30],
    ['about', 0, Infinity],
  ])('that is %s 30 are %s and %s', (precision, least, most) => {
    expect([leastOf(known(30, precision)), mostOf(known(30, precision))]).toEqual([least, most]);
  });
  it('are none where it is unknown', () => expect([leastOf(UNKNOWN), mostOf(UNKNOWN)]).toEqual([0, Infinity]));
});

describe('the total of stated parts', () => {
  it.each<[string, readonly Part[], { value: number | null; precision: Precision; unknown: number }]>([
    ['nothing at all is unknown, never zero', [], { value: null, precision: 'unknown', unknown: 0 }],
    ['exact and exact is exact', [known(18), known(2)], { value: 20, precision: 'exact', unknown: 0 }],
    ['an exact zero is a known zero', [known(0)], { value: 0, precision: 'exact', unknown: 0 }],
    ['exact and over is over', [known(18), known(20, 'over')], { value: 38, precision: 'over', unknown: 0 }],
    ['exact and nearly is nearly', [known(18), known(30, 'nearly')], { value: 48, precision: 'nearly', unknown: 0 }],
    [
      'exact and at least is at least',
      [known(18), known(15, 'atLeast')],
      { value: 33, precision: 'atLeast', unknown: 0 },
    ],
    ['over and over is over', [known(20, 'over'), known(30, 'over')], { value: 50, precision: 'over', unknown: 0 }],
    [
      'over and nearly is about',
      [known(20, 'over'), known(30, 'nearly')],
      { value: 50, precision: 'about', unknown: 0 },
    ],
    [
      'over and at least is about',
      [known(20, 'over'), known(15, 'atLeast')],
      { value: 35, precision: 'about', unknown: 0 },
    ],
    ['about wins over exact', [known(18), known(40, 'about')], { value: 58, precision: 'about', unknown: 0 }],
    ['about wins over all others', [known(1, 'about'), known(2, 'over')], { value: 3, precision: 'about', unknown: 0 }],
    ['an unknown part makes it over', [known(18), UNKNOWN], { value: 18, precision: 'over', unknown: 1 }],
    ['unknown parts are counted', [UNKNOWN, known(5), UNKNOWN], { value: 5, precision: 'over', unknown: 2 }],
    ['all unknown is unknown', [UNKNOWN, UNKNOWN], { value: null, precision: 'unknown', unknown: 2 }],
  ])('%s', (_title, parts, total) => expect(totalOf(parts)).toEqual(total));

  const part: fc.Arbitrary<Part> = fc.oneof(
    fc.constant(UNKNOWN),
    fc.record({ value: fc.nat(1000), precision: fc.constantFrom(...PRECISIONS.filter((each) => each !== 'unknown')) }),
  );
  it('does not depend on the order of its parts', () =>
    fc.assert(
      fc.property(fc.array(part), fc.infiniteStream(fc.nat()), (parts, order) => {
        const keyed = parts.map((each) => [each, order.next().value] as const);
        const shuffled = keyed.toSorted(([, a], [, b]) => a - b).map(([each]) => each);
        expect(totalOf(shuffled)).toEqual(totalOf(parts));
      }),
    ));
  it('is the sum of what is known, and exact only if everything is', () =>
    fc.assert(
      fc.property(fc.array(part, { minLength: 1 }), (parts) => {
        const total = totalOf(parts);
        const values = parts.flatMap(({ value }) => value ?? []);
        expect(total.value).toBe(values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0));
        expect(total.precision === 'exact').toBe(parts.every(({ precision }) => precision === 'exact'));
        expect((total.value === null) === (total.precision === 'unknown')).toBe(true);
      }),
    ));
});

describe('the schema of a stated figure', () => {
  const schema = stated('人次', '人');
  it('takes its units and no others', () => {
    expect(schema.safeParse(exactly(18, '人次')).success).toBe(true);
    expect(schema.safeParse(exactly(18, '户')).success).toBe(false);
  });
  it('takes zero and large numbers, nothing negative and no fraction', () => {
    for (const value of [0, 1_000_000_000_000]) expect(schema.safeParse(exactly(value, '人')).success).toBe(true);
    for (const value of [-1, 1.5, 1_000_000_000_001])
      expect(schema.safeParse(exactly(value, '人')).success).toBe(false);
  });
  it('has no value where it is unknown, and is unknown where it has none', () => {
    expect(schema.safeParse({ value: null, precision: 'unknown', unit: '人' }).success).toBe(true);
    for (const [value, precision, code] of [
      [5, 'unknown', 'unknown-has-no-value'],
      [null, 'over', 'value-missing'],
    ] as const) {
      expect(schema.safeParse({ value, precision, unit: '人' }).error?.issues[0]?.message).toBe(code);
    }
  });
});
