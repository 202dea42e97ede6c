import { figure, named, personal, register, stated, type Part, type Precision, type Stated } from '@mingbai/kernel';
import { z } from 'zod';
import { BENEFICIARIES, choice, KEEPERS, LongText, Payers, Text } from '../organisation/index.ts';

/** Occasions of a visit. The district may say which of them its must-visit rule names (five, eight …). */
const TRIGGERS = [
  'hospital',
  'surgery',
  'illness',
  'accident',
  'childbirth',
  'maternity-leave',
  'wedding',
  'funeral',
  'family-emergency',
  'disaster',
  'family-conflict',
  'hardship',
  'retirement',
  'retiring-soon',
  'festival',
  'spring-festival',
  'womens-day',
  'model-worker-day',
  'teachers-day',
  'double-ninth',
  'new-teacher',
  'old-comrade',
] as const;

const fields = z.strictObject({
  triggers: z.array(choice('trigger', TRIGGERS)).min(1).max(8),
  /** Who was visited, by name. One name is one person and, on one occasion, one person-time. */
  people: z.array(named()).max(200).optional(),
  /** Who was visited, by number: one line per group. Where names are given too, the numbers count. */
  groups: z
    .array(z.strictObject({ kind: choice('beneficiary', BENEFICIARIES).optional(), count: stated('人次', '人', '户') }))
    .max(20)
    .optional(),
  kind: choice('beneficiary', BENEFICIARIES).optional(),
  place: Text.optional(),
  visitors: z
    .array(z.strictObject({ post: Text, person: named().optional() }))
    .max(30)
    .optional(),
  money: z
    .array(z.strictObject({ amount: stated('分'), payers: Payers.optional() }))
    .max(9)
    .optional(),
  gifts: z
    .array(
      z.strictObject({
        item: Text,
        quantity: stated('份', '件', '斤', '箱', '盒', '束', '套', '个').optional(),
        price: stated('分').optional(),
      }),
    )
    .max(20)
    .optional(),
  /** The rule of the union that the visit answers, in its own words. */
  basis: Text.optional(),
  siteSurvey: z.boolean().optional(),
  followUp: personal('hardship', 500).optional(),
  remark: LongText.optional(),
});
type Visit = z.infer<typeof fields>;

const by = (visit: Visit, kind: string | undefined): NonNullable<Part['by']> => ({
  trigger: visit.triggers,
  ...((kind ?? visit.kind) ? { beneficiary: [kind ?? visit.kind ?? ''] } : {}),
});

/** So many people were visited, each at least once: a number of persons bounds the person-times from below. */
const atLeastOnce = ({ value, precision }: Stated): { value: number | null; precision: Precision } => ({
  value,
  precision: precision === 'exact' ? 'atLeast' : precision === 'nearly' ? 'about' : precision,
});

/** Counts of one unit; a visit told in another unit leaves this one unknown. */
function counts(visit: Visit, unit: '人次' | '人' | '户'): readonly Part[] {
  const groups = visit.groups ?? [];
  const joint = visit.triggers.length > 1;
  if (groups.length > 0) {
    return groups.flatMap(({ kind, count }): Part[] => {
      if (count.unit === unit)
        return [{ value: count.value, precision: count.precision, by: by(visit, kind), joint, known: 'counted' }];
      if (unit === '人次' && count.unit === '人')
        return [{ ...atLeastOnce(count), by: by(visit, kind), joint, known: 'counted' }];
      return unit === '户' ? [] : [{ value: null, precision: 'unknown', by: by(visit, kind), known: 'counted' }];
    });
  }
  const people = visit.people ?? [];
  if (people.length === 0)
    return unit === '户' ? [] : [{ value: null, precision: 'unknown', by: by(visit, undefined) }];
  if (unit === '户') return [];
  const members = people.flatMap(({ person }) => person ?? []);
  const named = people.length - members.length + new Set(members).size; // nobody is visited twice on one occasion
  return [{ value: named, precision: 'exact', by: by(visit, undefined), members, known: 'named' }];
}

/**
 * Visits to members, retirees, households and others: who, why, where, with what, whose money, and what follows.
 * The money told here is what was handed over; what the fund paid is `FundDisbursed`, and the two are never added.
 */
export const visits = register({
  name: 'visits',
  context: 'visit',
  events: ['MemberVisited', 'MemberVisitCorrected', 'MemberVisitWithdrawn'],
  allow: KEEPERS,
  fields,
  rejections: ['nobody-visited'],
  check: (visit) =>
    (visit.people ?? []).length + (visit.groups ?? []).length === 0 && !visit.kind
      ? { code: 'nobody-visited' }
      : undefined,
  figures: [
    figure<Visit>({
      id: 'visit.person-times',
      unit: '人次',
      over: 'visits',
      by: ['trigger', 'beneficiary'],
      parts: (visit) => counts(visit, '人次'),
    }),
    figure<Visit>({
      id: 'visit.persons',
      unit: '人',
      kind: 'distinct',
      over: 'visits',
      by: ['trigger', 'beneficiary'],
      parts: (visit) => counts(visit, '人'),
    }),
    figure<Visit>({
      id: 'visit.households',
      unit: '户',
      over: 'visits',
      by: ['trigger', 'beneficiary'],
      parts: (visit) => counts(visit, '户'),
    }),
    figure<Visit>({
      id: 'visit.occasions',
      unit: '次',
      over: 'visits',
      by: ['trigger'],
      parts: ({ triggers }) => [{ value: 1, precision: 'exact', by: { trigger: triggers } }],
    }),
    figure<Visit>({
      id: 'visit.money',
      unit: '分',
      over: 'visits',
      by: ['payer', 'trigger'],
      parts: ({ money, triggers }) =>
        (money ?? []).map(({ amount, payers }) => ({
          value: amount.value,
          precision: amount.precision,
          by: { payer: payers ?? [], trigger: triggers },
          joint: (payers?.length ?? 0) > 1,
        })),
    }),
  ],
  sentences: ['visit.overview', 'visit.hospital', 'visit.family', 'visit.festival', 'visit.money'],
});
