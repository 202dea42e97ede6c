import type { Precision } from '@mingbai/kernel';
import { coverOf, endOfMonth, type Cover } from './calendar-cover.ts';
import type { ReadModels, StoredPart } from './read-models.ts';

/** A contribution, or alike ones of one organisation added up; `count` says how many it stands for. */
export type Weighed = Pick<StoredPart, 'org' | 'dims' | 'known'> & {
  readonly value: number | null;
  readonly precision: Precision;
  readonly count: number;
};

export type Collected = {
  /** Contributions whose whole span lies in the span that was asked for. */
  readonly inside: readonly Weighed[];
  /** Those that only touch it. */
  readonly overlapping: readonly StoredPart[];
};

export type Collecting = {
  readonly models: ReadModels;
  readonly figure: string;
  readonly orgs: readonly string[];
  readonly known: number;
  readonly span: { readonly from: string; readonly to: string };
};

/** Contributions one by one that touch the span. */
export const partsTouching = ({ models, figure, orgs, known, span }: Collecting): readonly StoredPart[] =>
  span.from > span.to ? [] : models.parts({ figure, orgs, known, from: span.from, to: span.to });

/**
 * What a span holds of a figure: from totals where all that is known counts, so that the cost does not follow the
 * number of events; one by one at the span's edges, and throughout where an earlier knowledge is asked for.
 */
export function collect(collecting: Collecting): Collected {
  const { models, figure, orgs, known, span } = collecting;
  if (known !== models.size() || span.from > span.to) return split(collecting, partsTouching(collecting));
  const cover = coverOf(span);
  const totals = cover.ranges.flatMap((range) => models.totals({ figure, orgs, ...range }));
  const { inside, overlapping } = split(collecting, edgeParts(collecting, cover));
  return { inside: [...totals, ...inside], overlapping };
}

const isInside = (part: StoredPart, { from, to }: Collecting['span']): boolean => part.from >= from && part.to <= to;

function split({ span }: Collecting, parts: readonly StoredPart[]): Collected {
  const { inside = [], overlapping = [] } = Object.groupBy(parts, (part) =>
    isInside(part, span) ? 'inside' : 'overlapping',
  );
  return { inside: inside.map((part) => ({ ...part, count: 1 })), overlapping };
}

/** Parts that touch the span and are in none of the totals that cover it, in order of position. */
function edgeParts({ models, figure, orgs, known, span }: Collecting, cover: Cover): readonly StoredPart[] {
  const scope = { figure, orgs, known };
  const atEdges = cover.edges.flatMap(({ from, to }) => models.parts({ ...scope, from, to, endingBy: endOfMonth(to) }));
  const years = cover.ranges.filter(({ unit }) => unit === 'year');
  const inYear = ({ from, to }: StoredPart): boolean =>
    from.slice(0, 4) === to.slice(0, 4) &&
    years.some((range) => range.from <= from.slice(0, 4) && to.slice(0, 4) <= range.to);
  const spanning = models.parts({ ...scope, ...span, spanning: true }).filter((part) => !inYear(part));
  const byNumber = new Map([...atEdges, ...spanning].map((part) => [part.number, part]));
  return [...byNumber.values()].toSorted((a, b) => a.number - b.number);
}
