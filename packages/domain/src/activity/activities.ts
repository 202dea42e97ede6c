import { atLeast, figure, named, register, stated, totalOf, type Part } from '@mingbai/kernel';
import { z } from 'zod';
import { choice, KEEPERS, LongText, Payers, Text } from '../organisation/index.ts';

const KINDS = [
  'outing',
  'sports-meeting',
  'ball-game',
  'contest',
  'show',
  'class',
  'club',
  'talk',
  'campaign',
  'reading',
  'party',
  'exchange',
  'celebration',
  'exercise',
  'exhibition',
] as const;
const OCCASIONS = [
  'new-year',
  'spring-festival',
  'womens-day',
  'qingming',
  'labour-day',
  'youth-day',
  'childrens-day',
  'dragon-boat',
  'party-day',
  'teachers-day',
  'mid-autumn',
  'double-ninth',
  'national-day',
  'spring',
  'year-end',
] as const;
const AUDIENCES = [
  'all-staff',
  'women',
  'retired',
  'young-teachers',
  'older-staff',
  'union-cadres',
  'teachers',
  'pupils',
  'members-children',
] as const;
const LEVELS = ['school', 'town', 'district', 'city', 'province', 'national'] as const;

const fields = z.strictObject({
  name: Text,
  kind: choice('activity-kind', KINDS),
  occasions: z.array(choice('occasion', OCCASIONS)).max(6).optional(),
  edition: z.int().min(1).max(200).optional(),
  place: Text.optional(),
  audience: z.array(choice('audience', AUDIENCES)).max(9).optional(),
  /** How many took part, each in its own unit: people, teams, works, schools, programmes. */
  participants: z
    .array(stated('人', '人次', '队', '件', '幅', '所', '个'))
    .max(6)
    .optional(),
  hosts: z.array(Text).max(10).optional(),
  coHosts: z.array(Text).max(20).optional(),
  /** How many joined in hosting, where the paper gives the number and not all names. */
  hostCount: stated('个').optional(),
  role: choice('activity-role', ['organised', 'co-hosted', 'took-part', 'supported', 'sent-team']).optional(),
  items: z.array(Text).max(30).optional(),
  results: z
    .array(
      z.strictObject({
        event: Text,
        rank: z.int().min(1).max(999).optional(),
        level: choice('level', LEVELS).optional(),
        prize: Text.optional(),
        winner: named().optional(),
      }),
    )
    .max(40)
    .optional(),
  cost: stated('分').optional(),
  payers: Payers.optional(),
  remark: LongText.optional(),
});
type Activity = z.infer<typeof fields>;

const by = ({ kind, occasions, audience, role }: Activity): NonNullable<Part['by']> => ({
  kind: [kind],
  occasion: occasions ?? [],
  audience: audience ?? [],
  ...(role ? { role: [role] } : {}),
});

const takingPart = (activity: Activity, unit: string): readonly Part[] =>
  (activity.participants ?? [])
    .filter((count) => count.unit === unit)
    .map(({ value, precision }) => ({
      value,
      precision,
      by: by(activity),
      joint: (activity.audience?.length ?? 0) > 1,
    }));

/**
 * How often people took part. People and times of one activity may be the same people: they are not added, the larger
 * number counts and is at least so much.
 */
function timesTakenPart(activity: Activity): readonly Part[] {
  const [people, times] = [takingPart(activity, '人'), takingPart(activity, '人次')];
  if (people.length === 0 && times.length === 0) return [{ value: null, precision: 'unknown', by: by(activity) }];
  if (people.length === 0 || times.length === 0) return [...people, ...times];
  const larger = (totalOf(people).value ?? 0) > (totalOf(times).value ?? 0) ? people : times;
  return larger.map((part) => ({ ...part, precision: atLeast(part.precision) }));
}

/**
 * Activities and contests: what, for which occasion, with whom, who took part, what came of it, what it cost and who
 * paid.
 */
export const activities = register({
  name: 'activities',
  context: 'activity',
  events: ['ActivityHeld', 'ActivityCorrected', 'ActivityWithdrawn'],
  allow: KEEPERS,
  fields,
  figures: [
    figure<Activity>({
      id: 'activity.count',
      unit: '次',
      over: 'activities',
      by: ['kind', 'occasion', 'audience', 'role'],
      parts: (activity) => [{ value: 1, precision: 'exact', by: by(activity) }],
    }),
    figure<Activity>({
      id: 'activity.participants',
      unit: '人次',
      over: 'activities',
      by: ['kind', 'occasion', 'audience', 'role'],
      parts: timesTakenPart,
    }),
    figure<Activity>({
      id: 'activity.works',
      unit: '件',
      over: 'activities',
      by: ['kind'],
      parts: (activity) => takingPart(activity, '件'),
    }),
    figure<Activity>({
      id: 'activity.paintings',
      unit: '幅',
      over: 'activities',
      by: ['kind'],
      parts: (activity) => takingPart(activity, '幅'),
    }),
    figure<Activity>({
      id: 'activity.teams',
      unit: '队',
      over: 'activities',
      by: ['kind'],
      parts: (activity) => takingPart(activity, '队'),
    }),
    figure<Activity>({
      id: 'activity.schools',
      unit: '所',
      over: 'activities',
      by: ['kind'],
      parts: (activity) => takingPart(activity, '所'),
    }),
    figure<Activity>({
      id: 'activity.results',
      unit: '项',
      over: 'activities',
      by: ['rank', 'level'],
      parts: ({ results }) =>
        (results ?? []).map(({ rank, level }) => ({
          value: 1,
          precision: 'exact',
          by: { rank: rank ? [String(rank)] : [], level: level ? [level] : [] },
        })),
    }),
    figure<Activity>({
      id: 'activity.cost',
      unit: '分',
      over: 'activities',
      by: ['payer'],
      parts: ({ cost, payers }) =>
        cost ? [{ ...cost, by: { payer: payers ?? [] }, joint: (payers?.length ?? 0) > 1 }] : [],
    }),
  ],
  sentences: ['activity.overview', 'activity.womens-day', 'activity.results', 'activity.cost'],
});
