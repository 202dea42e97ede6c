import { Day, figure, register, type Part } from '@mingbai/kernel';
import { z } from 'zod';
import { choice, KEEPERS, LongText, Text } from '../organisation/index.ts';

/** The contexts of the trade, by what a union does in them. */
const FIELDS_OF_WORK = [
  'organisation',
  'congress',
  'openness',
  'visit',
  'hardship',
  'activity',
  'training',
  'women',
  'health',
  'recuperation',
  'honour',
  'staff-home',
  'fund',
  'meeting',
  'publicity',
  'safety',
] as const;

const fields = z.strictObject({
  what: Text,
  field: choice('work-field', FIELDS_OF_WORK),
  /** A post or a committee: free text is not sealed, so no name belongs here. */
  responsible: Text.optional(),
  partners: z.array(Text).max(20).optional(),
  /** What became of it. An item that is carried over has an item of its own in the plan that takes it on. */
  outcome: choice('plan-outcome', ['done', 'dropped', 'carried-over']).optional(),
  /** The day on which that was so. */
  settledOn: Day.optional(),
  remark: LongText.optional(),
});
type Plan = z.infer<typeof fields>;

/** An item is open until the day of its outcome, and has that outcome from then on. */
const open = ({ field, settledOn }: Plan): readonly Part[] => [
  { value: 1, precision: 'exact', by: { field: [field] }, ...(settledOn ? { until: settledOn } : {}) },
];
const settled = ({ field, outcome, settledOn }: Plan): readonly Part[] =>
  outcome && settledOn
    ? [{ value: 1, precision: 'exact', by: { field: [field], outcome: [outcome] }, since: settledOn }]
    : [];

/**
 * Work as planned: an item with the time that it is planned for, which may lie ahead. What became of an item is told by
 * correcting it; what was done in carrying it out is recorded in the registers of what has happened, and only those
 * make results.
 */
export const plans = register({
  name: 'plans',
  context: 'plan',
  events: ['WorkPlanned', 'WorkPlanCorrected', 'WorkPlanWithdrawn'],
  allow: KEEPERS,
  fields,
  ahead: true,
  rejections: ['outcome-without-day', 'outcome-still-to-come'],
  check: ({ outcome, settledOn }, { today }) => {
    if ((outcome === undefined) !== (settledOn === undefined)) return { code: 'outcome-without-day' };
    if (settledOn !== undefined && settledOn > today) return { code: 'outcome-still-to-come', detail: { today } };
    return undefined;
  },
  figures: [
    figure<Plan>({
      id: 'plan.items',
      unit: '项',
      over: 'plans',
      by: ['field', 'outcome'],
      parts: (plan) => [...open(plan), ...settled(plan)],
    }),
    figure<Plan>({
      id: 'plan.open',
      unit: '项',
      over: 'plans',
      by: ['field'],
      parts: open,
    }),
  ],
  sentences: ['plan.items', 'plan.done', 'plan.dropped', 'plan.carried-over', 'plan.open'],
});
