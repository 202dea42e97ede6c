import { FIGURES, RATIOS } from '@mingbai/domain';
import {
  parseFigureId,
  totalOf,
  type FigureDefinition,
  type Precision,
  type RatioDefinition,
  type Total,
  type Unit,
} from '@mingbai/kernel';
import type { OrganisationTree } from './directory.ts';
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
  readonly event: string;
  readonly position: number;
  readonly value: number | null;
  readonly precision: Precision;
};
export type FigureNote = { readonly code: string; readonly detail: Readonly<Record<string, string | number>> };

/** A figure with what it was made of. The contributions make the value. */
export type Figure = {
  readonly id: string;
  readonly unit: Unit;
  readonly value: number | null;
  readonly precision: Precision;
  readonly contributions: readonly Contribution[];
  readonly notes: readonly FigureNote[];
  readonly ratio?: { readonly numerator: number | null; readonly denominator: number | null; readonly asOf: string };
};

const definitions = new Map<string, FigureDefinition | RatioDefinition>(
  [...FIGURES, ...RATIOS].map((each) => [each.id, each]),
);

export const figureDefinition = (id: string): FigureDefinition | RatioDefinition | undefined => definitions.get(id);

/**
 * The figure by id, such as `visit.person-times[trigger=hospital]`; undefined when there is no such figure or
 * dimension.
 */
export function evaluate(text: string, view: View): Figure | undefined {
  const query = parseFigureId(text);
  const definition = query && definitions.get(query.id);
  if (!query || !definition) return undefined;
  if (definition.kind === 'ratio') return ratio(text, definition, view);
  if (Object.keys(query.where).some((name) => !definition.by.includes(name))) return undefined;
  if (definition.narrowedBy !== undefined && !(definition.narrowedBy in query.where)) return undefined;
  return KINDS[definition.kind]({ id: text.trim(), definition, where: query.where, view });
}

type Asked = {
  readonly id: string;
  readonly definition: FigureDefinition;
  readonly where: Readonly<Record<string, string>>;
  readonly view: View;
};

const BEGINNING = '0000-00-00';
const END = '9999-99-99';
const earlier = (a: string, b: string): string => (a < b ? a : b);

/** Parts under the asked dimension values; one that is joint over several values is unknown under one of them. */
function narrowed(parts: readonly StoredPart[], where: Asked['where']): readonly StoredPart[] {
  const terms = Object.entries(where);
  return parts.flatMap((part) => {
    const sure = terms.every(([name, value]) => part.dims.includes(`|${name}=${value}|`));
    if (sure) return [part];
    const possible = terms.every(([name, value]) =>
      new RegExp(`\\|${name}[=~]${RegExp.escape(value)}\\|`).test(part.dims),
    );
    return possible ? [{ ...part, value: null, precision: 'unknown' as const, members: null }] : [];
  });
}

function partsOf({ definition, where, view }: Asked, from: string, to: string): readonly StoredPart[] {
  const { models, tree, org, known } = view;
  return narrowed(models.parts({ figure: definition.id, orgs: tree.below(org), known, from, to }), where);
}

type Split = { readonly inside: readonly StoredPart[]; readonly overlapping: readonly StoredPart[] };

/** Parts whose whole span lies in the period and had ended; the others only touch it and are listed, not counted. */
function inPeriod(asked: Asked): Split {
  const { period, asOf } = asked.view;
  const to = earlier(period.to, asOf);
  const parts = partsOf(asked, period.from, period.to);
  const inside = (part: StoredPart): boolean => part.from >= period.from && part.to <= to;
  return { inside: parts.filter(inside), overlapping: parts.filter((part) => !inside(part)) };
}

const overlapNotes = (overlapping: readonly StoredPart[]): readonly FigureNote[] =>
  overlapping.length === 0
    ? []
    : [
        {
          code: 'only-overlapping',
          detail: {
            count: new Set(overlapping.map(({ event }) => event)).size,
            events: [...new Set(overlapping.map(({ event }) => event))].join(' '),
          },
        },
      ];

const unknownNotes = ({ unknown }: Total): readonly FigureNote[] =>
  unknown > 0 ? [{ code: 'unknown-parts', detail: { count: unknown } }] : [];

const asContributions = (parts: readonly StoredPart[]): readonly Contribution[] =>
  parts.map(({ event, position, value, precision }) => ({ event, position, value, precision }));

function sum(asked: Asked): Figure {
  const { inside, overlapping } = inPeriod(asked);
  const { parts, notes } = withoutDoubleTelling(inside);
  const total = totalOf(parts);
  const precision = isSetAside(notes) && total.precision === 'exact' ? 'atLeast' : total.precision;
  return {
    ...result(asked, total),
    precision,
    contributions: asContributions(parts),
    notes: [...notes, ...unknownNotes(total), ...overlapNotes(overlapping)],
  };
}

const isSetAside = (notes: readonly FigureNote[]): boolean => notes.some(({ code }) => code === 'named-and-counted');

/**
 * Named and counted statements of one organisation, figure and dimensions whose spans overlap may tell the same people
 * twice: the larger side counts, the other is shown with nothing, and the figure is at least so much.
 */
function withoutDoubleTelling(parts: readonly StoredPart[]): {
  parts: readonly StoredPart[];
  notes: readonly FigureNote[];
} {
  const named = parts.filter(({ known }) => known === 'named');
  const counted = parts.filter(({ known, value }) => known === 'counted' && value !== null);
  if (named.length === 0 || counted.length === 0) return { parts, notes: [] };
  const doubled = new Set(named.filter((one) => counted.some((other) => overlap(one, other))));
  if (doubled.size === 0) return { parts, notes: [] };
  const other = new Set(counted.filter((one) => [...doubled].some((each) => overlap(one, each))));
  const sumOf = (side: ReadonlySet<StoredPart>): number =>
    [...side].reduce((total, { value }) => total + (value ?? 0), 0);
  const aside = sumOf(doubled) > sumOf(other) ? other : doubled;
  const note = { code: 'named-and-counted', detail: { named: sumOf(doubled), counted: sumOf(other) } };
  return {
    parts: parts.map((part) =>
      aside.has(part) ? { ...part, value: 0, precision: 'exact' as const, members: null } : part,
    ),
    notes: [note],
  };
}

const shareDimension = (a: string, b: string): boolean =>
  a === b || a.split('|').some((term) => term !== '' && b.replaceAll('~', '=').includes(`|${term.replace('~', '=')}|`));
const overlap = (a: StoredPart, b: StoredPart): boolean =>
  a.org === b.org && a.event !== b.event && a.from <= b.to && b.from <= a.to && shareDimension(a.dims, b.dims);

/**
 * Distinct people: each id once; a number without names adds to it. People without a registered id may be told twice.
 */
function distinct(asked: Asked): Figure {
  const { inside, overlapping } = inPeriod(asked);
  const { parts, notes } = withoutDoubleTelling(inside);
  const seen = new Set<string>();
  const counted = parts.map((part) => {
    if (!part.members) return part;
    const fresh = part.members.filter((member) => !seen.has(member));
    for (const member of fresh) seen.add(member);
    return { ...part, value: fresh.length };
  });
  const total = totalOf(counted);
  const several = new Set(counted.filter(({ value }) => (value ?? 0) > 0).map(({ event }) => event)).size > 1;
  const precision = isSetAside(notes) && total.precision === 'exact' ? 'atLeast' : total.precision;
  const caution = several && total.value !== null ? [{ code: 'may-repeat', detail: { value: total.value } }] : [];
  return {
    ...result(asked, total),
    precision: caution.length > 0 && precision === 'exact' && !onlyRegistered(asked, parts) ? 'about' : precision,
    contributions: asContributions(counted),
    notes: [...notes, ...caution, ...unknownNotes(total), ...overlapNotes(overlapping)],
  };
}

/** Whether every counted person is in the register of persons, so that the same person is known again. */
function onlyRegistered({ view }: Asked, parts: readonly StoredPart[]): boolean {
  const registered = new Set(
    view.models.rows({ register: 'persons', orgs: 'all', known: view.known }).map(({ record }) => record),
  );
  return parts.every(({ members }) => members?.every((member) => registered.has(member)) ?? false);
}

/** Each organisation's last statement by the day. */
function lastStatements(asked: Asked): ReadonlyMap<string, StoredPart> {
  const day = earlier(asked.view.asOf, asked.view.period.to);
  const last = new Map<string, StoredPart>();
  for (const part of partsOf(asked, BEGINNING, END)) {
    const before = last.get(part.org);
    if (part.to <= day && (!before || part.to >= before.to)) last.set(part.org, part);
  }
  return last;
}

/** The organisation's own statement, or, where it makes none, those of the organisations below it. */
function gathered<T>(view: View, org: string, own: (org: string) => T | undefined): readonly T[] {
  const stated = own(org);
  return stated === undefined ? view.tree.children(org).flatMap(({ code }) => gathered(view, code, own)) : [stated];
}

function latest(asked: Asked): Figure {
  const last = lastStatements(asked);
  const parts = gathered(asked.view, asked.view.org, (org) => last.get(org));
  const total = totalOf(parts);
  return { ...result(asked, total), contributions: asContributions(parts), notes: unknownNotes(total) };
}

function stock(asked: Asked): Figure {
  const day = earlier(asked.view.asOf, asked.view.period.to);
  const parts = partsOf(asked, BEGINNING, END).filter(({ to }) => to <= day);
  const total = totalOf(parts);
  return { ...result(asked, total), contributions: asContributions(parts), notes: unknownNotes(total) };
}

const KINDS = { sum, distinct, latest, stock } as const;

const result = (
  { id, definition }: Asked,
  { value, precision }: Total,
): Pick<Figure, 'id' | 'unit' | 'value' | 'precision'> => ({
  id,
  unit: definition.unit,
  value,
  precision,
});

/** A share divides only what the same organisations state: one that tells just one side is left out of both. */
function ratio(id: string, definition: RatioDefinition, view: View): Figure | undefined {
  const [above, below] = [definition.numerator, definition.denominator].map((text) => statementsOf(text, view));
  if (!above || !below) return undefined;
  const pairs = gathered(view, view.org, (org) => {
    const [part, whole] = [above.get(org), below.get(org)];
    return part && whole ? ([part, whole] as const) : undefined;
  });
  const numerator = totalOf(pairs.map(([part]) => part));
  const denominator = totalOf(pairs.map(([, whole]) => whole));
  const value = percent(numerator.value, denominator.value);
  const exact = numerator.precision === 'exact' && denominator.precision === 'exact';
  const precision = value === null ? 'unknown' : exact ? 'exact' : 'about';
  const parts = {
    numerator: numerator.value,
    denominator: denominator.value,
    asOf: earlier(view.asOf, view.period.to),
  };
  return { id, unit: '%', value, precision, contributions: asContributions(pairs.flat()), notes: [], ratio: parts };
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

/** The registers whose rows a figure counts; a share counts those of both its sides. */
export function registersBehind(text: string): readonly string[] {
  const id = parseFigureId(text)?.id;
  const share = RATIOS.find((each) => each.id === id);
  if (share) return [...registersBehind(share.numerator), ...registersBehind(share.denominator)];
  return FIGURES.filter((each) => each.id === id).map(({ over }) => over);
}
