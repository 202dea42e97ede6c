import { atLeast } from '@mingbai/kernel';
import type { FigureNote } from './figures.ts';
import type { StoredPart } from './read-models.ts';

type Parts = readonly StoredPart[];
type Told = { readonly parts: Parts; readonly notes: readonly FigureNote[] };

/** The parts as one sum: of people told several times the figure says itself what they come to. */
export const addedUp = (parts: Parts): number => parts.reduce((total, { value }) => total + (value ?? 0), 0);

/**
 * Named and counted statements of one organisation, figure and dimensions whose spans overlap may tell the same people
 * twice: the larger side counts and is at least so much, the other is shown with nothing. Each group of statements that
 * overlap is weighed by itself, so that a district has the sum of its schools, and a year that of its months.
 */
export function withoutDoubleTelling(parts: Parts, weigh: (side: Parts) => number): Told {
  const replaced = new Map<StoredPart, StoredPart>();
  const detail = { named: 0, counted: 0 };
  for (const group of overlappingGroups(parts)) {
    const { named = [], counted = [] } = Object.groupBy(group, ({ known }) => known ?? 'named');
    const weights = { named: weigh(named), counted: weigh(counted) };
    const [kept, aside] = weights.named > weights.counted ? [named, counted] : [counted, named];
    for (const part of kept) replaced.set(part, { ...part, precision: atLeast(part.precision) });
    for (const part of aside) replaced.set(part, { ...part, value: 0, precision: 'exact', members: null });
    detail.named += weights.named;
    detail.counted += weights.counted;
  }
  if (replaced.size === 0) return { parts, notes: [] };
  return {
    parts: parts.map((part) => replaced.get(part) ?? part),
    notes: [{ code: 'named-and-counted', detail }],
  };
}

type Group = Set<StoredPart>;

/** Named and counted statements that overlap, directly or by way of others; those that stand alone are in none. */
function overlappingGroups(parts: Parts): Iterable<Group> {
  const groups = new Map<StoredPart, Group>();
  const telling = parts.filter(({ known, value }) => known !== null && value !== null);
  if (new Set(telling.map(({ known }) => known)).size < 2) return [];
  let open: StoredPart[] = [];
  for (const part of telling.toSorted(byOrgAndDay)) {
    open = open.filter(({ org, to }) => org === part.org && to >= part.from);
    for (const other of open) if (mayTellTheSame(part, other)) join(groups, part, other);
    open.push(part);
  }
  return new Set(groups.values());
}

const byOrgAndDay = (a: StoredPart, b: StoredPart): number =>
  a.org === b.org ? Number(a.from > b.from) - Number(a.from < b.from) : a.org < b.org ? -1 : 1;

function join(groups: Map<StoredPart, Group>, a: StoredPart, b: StoredPart): void {
  const [one, other] = [groups.get(a) ?? new Set([a]), groups.get(b) ?? new Set([b])];
  const [larger, smaller] = one.size < other.size ? [other, one] : [one, other];
  for (const part of smaller) larger.add(part);
  for (const part of [a, b, ...smaller]) groups.set(part, larger);
}

const shareDimension = (a: string, b: string): boolean =>
  a === b || a.split('|').some((term) => term !== '' && b.replaceAll('~', '=').includes(`|${term.replace('~', '=')}|`));
/** Of two statements of one organisation whose spans overlap. */
const mayTellTheSame = (a: StoredPart, b: StoredPart): boolean =>
  a.known !== b.known && a.position !== b.position && shareDimension(a.dims, b.dims);
