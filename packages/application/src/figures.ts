import { FIGURES, RATIOS } from '@mingbai/domain';
import {
  parseFigureId,
  totalOf,
  type FigureDefinition,
  type Precision,
  type RatioDefinition,
  type Unit,
} from '@mingbai/kernel';
import type { OrganisationTree } from './directory.ts';
import {
  asContributions,
  earlier,
  gathered,
  KINDS,
  lastStatements,
  namesIn,
  silentNotes,
  type Asked as Narrowed,
} from './figure-kinds.ts';
import type { ReadModels, StoredPart } from './read-models.ts';

/** Where and when a figure is asked: an organisation and below, a period, what had happened, and what was known. */
export type View = {
  readonly models: ReadModels;
  readonly tree: OrganisationTree;
  readonly org: string;
  readonly period: { readonly from: string; readonly to: string };
  /** Events count when they ended by this day. */
  readonly asOf: string;
  /** Events at positions below this one were known. */
  readonly known: number;
};

export type Contribution = {
  readonly position: number;
  readonly value: number | null;
  readonly precision: Precision;
};
export type FigureNote = { readonly code: string; readonly detail: Readonly<Record<string, string | number>> };

/** A figure with what it was made of. The contributions make the value. */
export type Figure = {
  readonly id: string;
  /** The name of the organisation that it is narrowed to by its id. */
  readonly orgName?: string;
  readonly unit: Unit;
  readonly value: number | null;
  readonly precision: Precision;
  /** How many contributions it has; without any it is unknown, not zero. */
  readonly count: number;
  readonly contributions: () => readonly Contribution[];
  readonly notes: readonly FigureNote[];
  readonly ratio?: { readonly numerator: number | null; readonly denominator: number | null; readonly asOf: string };
};

const definitions = new Map<string, FigureDefinition | RatioDefinition>(
  [...FIGURES, ...RATIOS].map((each) => [each.id, each]),
);

export const figureDefinition = (id: string): FigureDefinition | RatioDefinition | undefined => definitions.get(id);

/**
 * The figure by id, such as `visit.person-times[trigger=hospital]`; undefined when there is no such figure or
 * dimension. Every figure has the dimension `org`: `visit.person-times[org=S01]` is that of the one organisation and
 * below, which must be the view's own or below it.
 */
export function evaluate(text: string, view: View): Figure | undefined {
  const query = parseFigureId(text);
  const definition = query && definitions.get(query.id);
  if (!query || !definition) return undefined;
  const { org, ...where } = query.where;
  const asked = { id: text.trim(), definition, where, view };
  return org === undefined ? evaluated(asked) : ofUnit(asked, org);
}

function ofUnit(asked: Query, org: string): Figure | undefined {
  const { view } = asked;
  const figure = isWithin(view, org) ? evaluated({ ...asked, view: { ...view, org } }) : undefined;
  return figure && { ...figure, orgName: view.tree.get(org)?.name ?? org };
}

/** Whether an organisation is the view's own or below it. */
export const isWithin = ({ tree, org: top }: View, org: string): boolean => tree.chain(org).includes(top);

type Query = Omit<Narrowed, 'definition'> & { readonly definition: FigureDefinition | RatioDefinition };

function evaluated({ id, definition, where, view }: Query): Figure | undefined {
  const dimensions = definition.kind === 'ratio' ? [] : definition.by;
  if (Object.keys(where).some((name) => !dimensions.includes(name))) return undefined;
  if (definition.kind === 'ratio') return ratio(id, definition, view);
  if (definition.narrowedBy !== undefined && !(definition.narrowedBy in where)) return undefined;
  return KINDS[definition.kind]({ id, definition, where, view });
}

/**
 * A share divides only what the same organisations state: one that tells just one side, or does not know the other, is
 * left out of both, and then the share is about so much.
 */
type Pair = readonly [part: StoredPart, whole: StoredPart];

function ratio(id: string, definition: RatioDefinition, view: View): Figure | undefined {
  const [above, below] = [definition.numerator, definition.denominator].map((text) => statementsOf(text, view));
  if (!above || !below) return undefined;
  const both = gathered(view, view.org, (org) => {
    const [part, whole] = [above.get(org), below.get(org)];
    return part && whole ? ([part, whole] as const) : undefined;
  });
  const known = both.stated.filter((pair) => pair.every(({ value }) => value !== null));
  const pairs = known.length > 0 ? known : both.stated;
  const numerator = totalOf(pairs.map(([part]) => part));
  const denominator = totalOf(pairs.map(([, whole]) => whole));
  const { value, notes: doubts } = shareOf(numerator.value, denominator.value, definition.within);
  const notes = [...silentNotes(view, both), ...unsureNotes(view, both.stated, pairs), ...doubts];
  const exact = [numerator, denominator].every((side) => side.precision === 'exact') && notes.length === 0;
  const precision = value === null ? 'unknown' : exact ? 'exact' : 'about';
  const parts = {
    numerator: numerator.value,
    denominator: denominator.value,
    asOf: earlier(view.asOf, view.period.to),
  };
  const stated = pairs.flat();
  const contributions = (): readonly Contribution[] => asContributions(stated);
  return { id, unit: '%', value, precision, count: stated.length, contributions, notes, ratio: parts };
}

/** Which units do not know one of the two numbers, and are left out. */
function unsureNotes({ tree }: View, stated: readonly Pair[], counted: readonly Pair[]): readonly FigureNote[] {
  const left = stated.filter((pair) => !counted.includes(pair)).map(([{ org }]) => tree.get(org)?.name ?? org);
  return left.length === 0 ? [] : [{ code: 'units-unsure', detail: { count: left.length, list: namesIn(left) } }];
}

/** A share in percent; of a part of the whole none of more than a hundred, also where the numbers are not exact. */
function shareOf(part: number | null, whole: number | null, within: boolean): Pick<Figure, 'value' | 'notes'> {
  const value = percent(part, whole);
  if (!within || part === null || whole === null || value === null || value <= 100) return { value, notes: [] };
  return { value: null, notes: [{ code: 'part-over-whole', detail: { part, whole } }] };
}

function statementsOf(text: string, view: View): ReadonlyMap<string, StoredPart> | undefined {
  const query = parseFigureId(text);
  const definition = query && definitions.get(query.id);
  if (!query || !definition || definition.kind === 'ratio') return undefined;
  return lastStatements({ id: text, definition, where: query.where, view });
}

/** Percent with one decimal at most; unknown when a side is unknown or nothing is divided by. */
const percent = (part: number | null, whole: number | null): number | null =>
  part === null || whole === null || whole === 0 ? null : Math.round((part / whole) * 1000) / 10;

export const figureIds = (): readonly string[] => [...FIGURES, ...RATIOS].map(({ id }) => id);

/** Where whoever asks must be allowed to read: in the view's organisation, and in the one that the id narrows it to. */
export function placesOf(text: string, { org: top }: Pick<View, 'org'>): readonly string[] {
  const org = parseFigureId(text)?.where['org'];
  return org === undefined ? [top] : [top, org];
}

/** The registers whose rows a figure counts; a share counts those of both its sides. */
export function registersBehind(text: string): readonly string[] {
  const id = parseFigureId(text)?.id;
  const share = RATIOS.find((each) => each.id === id);
  if (share) return [...registersBehind(share.numerator), ...registersBehind(share.denominator)];
  return FIGURES.filter((each) => each.id === id).map(({ over }) => over);
}
