import { figure, leastOf, mostOf, register, stated, type Part, type RatioDefinition, type Unit } from '@mingbai/kernel';
import { z } from 'zod';
import { choice, KEEPERS, Text } from './words.ts';

const HEAD_COUNTED = [
  'staff',
  'serving',
  'women',
  'members',
  'retired',
  'temporary',
  'young-teachers',
  'party-members',
  'delegates',
  'groups',
  'campuses',
] as const;
const SHARES = ['young-teachers', 'women', 'members', 'party-members', 'party-and-teachers', 'average-age'] as const;

const fields = z.strictObject({
  category: choice('head-count', HEAD_COUNTED),
  count: stated('人', '个'),
  note: Text.optional(),
});
type Row = z.infer<typeof fields>;

const countedIn = ({ category, count }: Row, unit: Unit): readonly Part[] =>
  count.unit === unit ? [{ value: count.value, precision: count.precision, by: { category: [category] } }] : [];

/** There are never more of them than staff. Of members there may be: temporary teachers can join. */
const AMONG_STAFF = ['women', 'young-teachers'] as const;

/** Whether the day's statements make a part larger than the staff; of one category the last one holds. */
function overStaff(row: Row, others: readonly Row[]) {
  const counts = new Map(
    [...others, row].filter(({ count }) => count.unit === '人').map((each) => [each.category, each.count]),
  );
  const staff = counts.get('staff');
  const told = AMONG_STAFF.filter((part) => row.category === 'staff' || row.category === part);
  for (const part of told) {
    const count = counts.get(part);
    if (!staff || !count || leastOf(count) <= mostOf(staff)) continue;
    const detail = { words: 'head-count', part, count: count.value ?? 0, staff: staff.value ?? 0 };
    return { code: 'part-over-staff', field: 'count', detail };
  }
  return undefined;
}

/** Head counts as of a day, as the school states them; the last statement on or before a day holds for it. */
export const headCounts = register({
  name: 'head-counts',
  context: 'organisation',
  noun: 'head-count',
  verb: 'count-heads',
  events: ['HeadsCounted', 'HeadCountCorrected', 'HeadCountWithdrawn'],
  allow: KEEPERS,
  fields,
  beside: overStaff,
  figures: [
    figure<Row>({
      id: 'organisation.head-count',
      unit: '人',
      kind: 'latest',
      over: 'head-counts',
      by: ['category'],
      narrowedBy: 'category',
      parts: (row) => countedIn(row, '人'),
    }),
    figure<Row>({
      id: 'organisation.count',
      unit: '个',
      kind: 'latest',
      over: 'head-counts',
      by: ['category'],
      narrowedBy: 'category',
      parts: (row) => countedIn(row, '个'),
    }),
  ],
  sentences: ['organisation.head-count', 'organisation.women', 'organisation.members'],
});

export const headCountRatios: readonly RatioDefinition[] = [...AMONG_STAFF, 'members' as const].map((category) => ({
  id: `organisation.${category}-share`,
  unit: '%',
  kind: 'ratio',
  numerator: `organisation.head-count[category=${category}]`,
  denominator: 'organisation.head-count[category=staff]',
  within: category !== 'members',
}));

const shareFields = z.strictObject({
  category: choice('share', SHARES),
  value: stated('%', '岁'),
  /** What the paper takes the share of, where it says so. */
  basis: Text.optional(),
});
type ShareRow = z.infer<typeof shareFields>;

/** Shares and averages that a paper states without the numbers behind them; they are quoted, never computed with. */
export const statedShares = register({
  name: 'stated-shares',
  context: 'organisation',
  noun: 'share',
  verb: 'state-share',
  events: ['ShareStated', 'ShareCorrected', 'ShareWithdrawn'],
  allow: KEEPERS,
  fields: shareFields,
  rejections: ['share-in-other-unit', 'over-a-hundred-percent'],
  check: ({ category, value: { unit, value, precision } }) => {
    if ((category === 'average-age') !== (unit === '岁')) return { code: 'share-in-other-unit' };
    const least = (value ?? 0) + (precision === 'over' ? 1 : 0); // 100.5% is read as more than 100
    return unit === '%' && least > 100 ? { code: 'over-a-hundred-percent' } : undefined;
  },
  figures: [
    figure<ShareRow>({
      id: 'organisation.stated-share',
      unit: '%',
      kind: 'latest',
      over: 'stated-shares',
      by: ['category'],
      narrowedBy: 'category',
      parts: ({ category, value }) =>
        value.unit === '%' ? [{ value: value.value, precision: value.precision, by: { category: [category] } }] : [],
    }),
    figure<ShareRow>({
      id: 'organisation.average-age',
      unit: '岁',
      kind: 'latest',
      over: 'stated-shares',
      parts: ({ value }) => (value.unit === '岁' ? [{ value: value.value, precision: value.precision }] : []),
    }),
  ],
});
