import { describe, it } from 'vitest';
import { eventOf, given, newIdOf, on, ORG } from '../testing/index.ts';
import { statedShares } from './head-counts.ts';

const share = (value: number, precision: string, asStated?: string) => ({
  category: 'members',
  value: { value, precision, unit: '%', ...(asStated === undefined ? {} : { asStated }) },
});
const stating = (stated: object) =>
  given().when(statedShares.sheet.record, { org: ORG, occurredOn: on('2025-03-08'), ...stated });

describe('a stated share', () => {
  it('is at most a hundred percent, also where its decimals are only in its words', () => {
    const whole = share(100, 'atLeast', '100%以上');
    stating(whole).thenRecords(eventOf('ShareStated')({ record: newIdOf('record'), ...whole }));
    stating(share(99, 'over', '99.6%')).thenRecords(
      eventOf('ShareStated')({ record: newIdOf('record'), ...share(99, 'over', '99.6%') }),
    );
    stating(share(100, 'over', '100.5%')).thenRefuses('over-a-hundred-percent');
    stating(share(101, 'exact')).thenRefuses('over-a-hundred-percent');
  });
  it('is in percent, and an average age in years', () => {
    const years = { value: 41, precision: 'exact', unit: '岁' };
    const age = { category: 'average-age', value: years };
    stating(age).thenRecords(eventOf('ShareStated')({ record: newIdOf('record'), ...age }));
    stating({ category: 'women', value: years }).thenRefuses('share-in-other-unit');
    stating({ category: 'average-age', value: { ...years, unit: '%' } }).thenRefuses('share-in-other-unit');
  });
});
