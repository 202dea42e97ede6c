import {
  Day,
  figure,
  leastOf,
  mostOf,
  Ordinal,
  register,
  stated,
  type DecisionContext,
  type Span,
} from '@mingbai/kernel';
import { isEnough, NATIONAL_PACKS, packOn, ruleIn } from '@mingbai/rules';
import { z } from 'zod';
import { choice, KEEPERS, LongText, Text } from '../organisation/index.ts';

const BODIES = [
  'staff-congress',
  'teachers-congress',
  'members-congress',
  'members-assembly',
  'staff-assembly',
] as const;

const fields = z.strictObject({
  /**
   * Bodies that sit together, each with its own term; the first gives the sitting its session number unless each has
   * one.
   */
  bodies: z
    .array(
      z.strictObject({
        body: choice('body', BODIES),
        term: Ordinal.optional(),
        session: z.int().min(1).max(99).optional(),
      }),
    )
    .min(1)
    .max(4),
  /** The days it sat, where they are not one unbroken span. */
  sittings: z.array(Day).max(10).optional(),
  entitled: stated('人').optional(),
  present: stated('人').optional(),
  agenda: z.array(Text).max(40).optional(),
  resolutions: z
    .array(
      z.strictObject({
        title: Text,
        inFavour: stated('人').optional(),
        against: stated('人').optional(),
        abstained: stated('人').optional(),
      }),
    )
    .max(40)
    .optional(),
  rights: z
    .array(choice('congress-right', ['review', 'appraisal', 'suggestion', 'decision']))
    .max(4)
    .optional(),
  remark: LongText.optional(),
});
type Congress = z.infer<typeof fields>;

type Resolution = NonNullable<Congress['resolutions']>[number];
const exactly = (stated: Congress['entitled']): number | undefined =>
  stated?.precision === 'exact' ? (stated.value ?? undefined) : undefined;

/** So many have voted at least. */
const votesOf = ({ inFavour, against, abstained }: Resolution): number =>
  [inFavour, against, abstained].reduce((votes, count) => votes + (count ? leastOf(count) : 0), 0);

const ruleOn = (id: string, { to }: Span) => ruleIn(packOn(NATIONAL_PACKS, to), id);

/**
 * Whether its votes say that a resolution was not passed: too few of all delegates in favour, or, where their number is
 * not known, more against it than in favour. One whose votes are not told was passed, for so it was written.
 * @rule CONGRESS-02 a resolution is passed by half of all delegates or more
 */
function wasLost({ inFavour, against }: Resolution, entitled: Congress['entitled'], on: Span): boolean {
  const [yes, no, all] = [inFavour, against, entitled].map(exactly);
  if (yes === undefined) return false;
  const enough = all === undefined ? undefined : isEnough(ruleOn('CONGRESS-02', on), yes, all);
  return enough === undefined ? no !== undefined && no > yes : !enough;
}

/**
 * Whether too few were there for the sitting to count. Numbers that are not exact are not judged.
 * @rule CONGRESS-01 two thirds of the delegates or more are present
 */
function belowQuorum({ entitled, present }: Congress, { occurredOn }: DecisionContext) {
  const [all, there] = [entitled, present].map(exactly);
  if (all === undefined || there === undefined) return [];
  if (isEnough(ruleOn('CONGRESS-01', occurredOn), there, all) !== false) return [];
  return [{ rule: 'CONGRESS-01', code: 'below-quorum', detail: { present: there, entitled: all } } as const];
}

/** Sittings of congresses and assemblies with their bodies, days, delegates, agenda and resolutions. */
export const congresses = register({
  name: 'congresses',
  context: 'congress',
  events: ['CongressHeld', 'CongressCorrected', 'CongressWithdrawn'],
  allow: KEEPERS,
  fields,
  rejections: ['more-present-than-entitled', 'more-votes-than-present', 'below-quorum'],
  check: ({ entitled, present, resolutions = [] }) => {
    const [all = Infinity, there = Infinity] = [entitled, present].map((count) => count && mostOf(count));
    if (present && leastOf(present) > all) return { code: 'more-present-than-entitled' };
    const overfull = resolutions.find((each) => votesOf(each) > Math.min(all, there));
    return overfull && { code: 'more-votes-than-present', detail: { title: overfull.title, votes: votesOf(overfull) } };
  },
  findings: belowQuorum,
  figures: [
    figure<Congress>({
      id: 'congress.sessions',
      unit: '次',
      over: 'congresses',
      by: ['body'],
      parts: ({ bodies }) => [{ value: 1, precision: 'exact', by: { body: bodies.map(({ body }) => body) } }],
    }),
    figure<Congress>({
      id: 'congress.resolutions',
      unit: '项',
      over: 'congresses',
      parts: ({ resolutions, entitled }, { occurredOn }) =>
        resolutions
          ? [{ value: resolutions.filter((each) => !wasLost(each, entitled, occurredOn)).length, precision: 'exact' }]
          : [],
    }),
    figure<Congress>({
      id: 'congress.present',
      unit: '人次',
      over: 'congresses',
      parts: ({ present }) => [present ?? { value: null, precision: 'unknown' }],
    }),
  ],
  sentences: ['congress.overview', 'congress.resolutions', 'congress.titles'],
});
