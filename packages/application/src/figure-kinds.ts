import { registerNamed } from '@mingbai/domain';
import { LAST_DAY, totalOf, writeSpan, type FigureDefinition, type Total } from '@mingbai/kernel';
import { collect, partsTouching, type Collected, type Collecting, type Weighed } from './collected.ts';
import { addedUp, withoutDoubleTelling } from './double-telling.ts';
import type { Contribution, Figure, FigureNote, View } from './figures.ts';
import type { StoredPart } from './read-models.ts';

/** A figure that somebody asks for, narrowed to dimension values. */
export type Asked = {
  readonly id: string;
  readonly definition: FigureDefinition;
  readonly where: Readonly<Record<string, string>>;
  readonly view: View;
};

const BEGINNING = '1900-01-01';
export const earlier = (a: string, b: string): string => (a < b ? a : b);

type Dimensioned = Pick<StoredPart, 'dims' | 'value' | 'precision'> & { readonly members?: StoredPart['members'] };

/** Parts under the asked dimension values; one that is joint over several values is unknown under one of them. */
function narrowed<P extends Dimensioned>(parts: readonly P[], where: Asked['where']): readonly P[] {
  const terms = Object.entries(where);
  if (terms.length === 0) return parts;
  return parts.flatMap((part) => {
    const sure = terms.every(([name, value]) => part.dims.includes(`|${name}=${value}|`));
    if (sure) return [part];
    const possible = terms.every(([name, value]) =>
      [`|${name}=${value}|`, `|${name}~${value}|`].some((term) => part.dims.includes(term)),
    );
    return possible ? [{ ...part, value: null, precision: 'unknown' as const, members: null }] : [];
  });
}

/** Whether it is counted from a register of what is planned: its days may lie ahead of any day it is seen from. */
const isAhead = ({ over }: FigureDefinition): boolean => registerNamed(over)?.ahead === true;

/** Parts that count as of the day: of what is planned, an outcome counts from its own day on. */
function standing<P extends Dimensioned>({ definition, view: { asOf } }: Asked, parts: readonly P[]): readonly P[] {
  if (!isAhead(definition)) return parts;
  const dayOf = (name: string, dims: string): string | undefined => dims.split(`|${name}=`)[1]?.split('|')[0];
  return parts.filter(({ dims }) => {
    const [since = asOf, until = LAST_DAY] = [dayOf('since', dims), dayOf('until', dims)];
    return since <= asOf && asOf < until;
  });
}

const collecting = ({ definition, view }: Asked, span: Collecting['span']): Collecting => ({
  models: view.models,
  figure: definition.id,
  orgs: view.tree.below(view.org),
  known: view.known,
  span,
});

function collected(asked: Asked, span: Collecting['span']): Collected {
  const { inside, overlapping } = collect(collecting(asked, span));
  const shown = <P extends Dimensioned>(parts: readonly P[]) => narrowed(standing(asked, parts), asked.where);
  return { inside: shown(inside), overlapping: shown(overlapping) };
}

const partsOf = (asked: Asked, span: Collecting['span']): readonly StoredPart[] =>
  narrowed(standing(asked, partsTouching(collecting(asked, span))), asked.where);

/** What had happened of the period by the day: only what ends by then counts; of what is planned, all of it. */
const happened = ({ definition, view: { period, asOf } }: Asked): Collecting['span'] => ({
  from: period.from,
  to: isAhead(definition) ? period.to : earlier(period.to, asOf),
});

type Split = { readonly inside: readonly StoredPart[]; readonly overlapping: readonly StoredPart[] };

/** Parts whose whole span had happened; the others only touch it and are listed, not counted. */
function inPeriod(asked: Asked): Split {
  const span = happened(asked);
  const isInside = (part: StoredPart): boolean => part.from >= span.from && part.to <= span.to;
  const { inside = [], overlapping = [] } = Object.groupBy(partsOf(asked, span), (part) =>
    isInside(part) ? 'inside' : 'overlapping',
  );
  return { inside, overlapping };
}

/** So many records that only touch the period are named, by their days and organisation; then only their number. */
const NAMED = 5;

function overlapNotes({ view }: Asked, overlapping: readonly StoredPart[]): readonly FigureNote[] {
  if (overlapping.length === 0) return [];
  const records = new Map(overlapping.map((part) => [part.position, `${writeSpan(part)}\t${part.org}`]));
  const events = view.models.idsAt([...records.keys()]).join(' ');
  const list = [...records.values().take(NAMED), ...(records.size > NAMED ? ['…'] : [])].join('\n');
  return [{ code: 'only-overlapping', detail: { count: records.size, events, list } }];
}

const unknownNotes = ({ unknown }: Total): readonly FigureNote[] =>
  unknown > 0 ? [{ code: 'unknown-parts', detail: { count: unknown } }] : [];

export const asContributions = (parts: readonly StoredPart[]): readonly Contribution[] =>
  parts.map(({ position, value, precision }) => ({ position, value, precision }));

const countOf = (parts: readonly Weighed[]): number => parts.reduce((count, part) => count + part.count, 0);

/** Organisations that tell named and counted people alike: their parts are looked at one by one. */
function tellingTwice(parts: readonly Weighed[]): ReadonlySet<string> {
  const orgsOf = (told: Weighed['known']): ReadonlySet<string> =>
    new Set(parts.flatMap(({ known, org, value }) => (known === told && value !== null ? [org] : [])));
  return orgsOf('named').intersection(orgsOf('counted'));
}

function sum(asked: Asked): Figure {
  const { inside, overlapping } = collected(asked, happened(asked));
  const twice = tellingTwice(inside);
  const once = twice.size === 0 ? inside : inside.filter(({ org }) => !twice.has(org));
  const doubtful = twice.size === 0 ? [] : inPeriod(asked).inside.filter(({ org }) => twice.has(org));
  const { parts, notes } = withoutDoubleTelling(doubtful, addedUp);
  const total = totalOf([...once, ...parts]);
  return {
    ...result(asked, total),
    count: countOf(once) + parts.length,
    contributions: () => asContributions(withoutDoubleTelling(inPeriod(asked).inside, addedUp).parts),
    notes: [...notes, ...unknownNotes(total), ...overlapNotes(asked, overlapping)],
  };
}

/** Each part with as many people as none before it has named; one who is named twice in a part is one. */
function eachPersonOnce(parts: readonly StoredPart[]): readonly StoredPart[] {
  const seen = new Set<string>();
  return parts.map((part) => {
    if (!part.members) return part;
    const fresh = new Set(part.members).difference(seen);
    for (const member of fresh) seen.add(member);
    return { ...part, value: fresh.size };
  });
}

/**
 * Distinct people: each id once; a number without names adds to it. People without a registered id may be told twice.
 */
function distinct(asked: Asked): Figure {
  const { inside, overlapping } = inPeriod(asked);
  const { parts, notes } = withoutDoubleTelling(inside, (side) => addedUp(eachPersonOnce(side)));
  const counted = eachPersonOnce(parts);
  const total = totalOf(counted);
  const several = new Set(counted.filter(({ value }) => (value ?? 0) > 0).map(({ position }) => position)).size > 1;
  const caution = several && total.value !== null ? [{ code: 'may-repeat', detail: { value: total.value } }] : [];
  return {
    ...result(asked, total),
    precision:
      caution.length > 0 && total.precision === 'exact' && !onlyRegistered(asked, parts) ? 'about' : total.precision,
    count: counted.length,
    contributions: () => asContributions(counted),
    notes: [...notes, ...caution, ...unknownNotes(total), ...overlapNotes(asked, overlapping)],
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
export function lastStatements(asked: Asked): ReadonlyMap<string, StoredPart> {
  const day = earlier(asked.view.asOf, asked.view.period.to);
  const last = new Map<string, StoredPart>();
  for (const part of partsOf(asked, { from: BEGINNING, to: LAST_DAY })) {
    const before = last.get(part.org);
    if (part.to <= day && (!before || part.to >= before.to)) last.set(part.org, part);
  }
  return last;
}

/** What units have stated, and the codes of those that were to state something and did not. */
export type Gathered<T> = { readonly stated: readonly T[]; readonly silent: readonly string[] };

/** Bodies that gather what others state; every other unit states for itself and all below it. */
const GATHERING: ReadonlySet<string> = new Set(['district', 'town']);

/**
 * The organisation's own statement, or, where it makes none, those of the organisations below it. A unit is silent
 * where neither it nor anybody above or below it has stated anything: a school and its branches are silent once.
 */
export function gathered<T>(view: View, org: string, own: (org: string) => T | undefined): Gathered<T> {
  const statement = own(org);
  if (statement !== undefined) return { stated: [statement], silent: [] };
  const below = view.tree.children(org).map(({ code }) => gathered(view, code, own));
  const stated = below.flatMap((each) => each.stated);
  const isOne = stated.length === 0 && !GATHERING.has(view.tree.get(org)?.kind ?? '');
  return { stated, silent: isOne || below.length === 0 ? [org] : below.flatMap(({ silent }) => silent) };
}

/** Which units have stated nothing, the first few by name; where nobody has, nobody is named. */
export function silentNotes({ tree }: View, { stated, silent }: Gathered<unknown>): readonly FigureNote[] {
  if (stated.length === 0 || silent.length === 0) return [];
  const list = namesIn(silent.map((code) => tree.get(code)?.name ?? code));
  return [{ code: 'units-silent', detail: { count: silent.length, list } }];
}

/** The first few of several names, as a note's list. */
export const namesIn = (names: readonly string[]): string =>
  [...names.slice(0, NAMED), ...(names.length > NAMED ? ['…'] : [])].join('\n');

const UNKNOWN = { value: null, precision: 'unknown' } as const;
/** Shares and averages of several units make none of all of them: they are quoted from the unit itself. */
const NEVER_ADDED: ReadonlySet<string> = new Set(['%', '岁']);

function latest(asked: Asked): Figure {
  const { view, definition } = asked;
  const last = lastStatements(asked);
  const own = last.get(view.org);
  const all: Gathered<StoredPart> = NEVER_ADDED.has(definition.unit)
    ? { stated: own ? [own] : [], silent: [] }
    : gathered(view, view.org, (org) => last.get(org));
  const { stated, silent } = all;
  const total = totalOf([...stated, ...(stated.length === 0 ? [] : silent.map(() => UNKNOWN))]);
  return {
    ...result(asked, total),
    count: stated.length,
    contributions: () => asContributions(stated),
    notes: [...unknownNotes(total), ...silentNotes(view, all)],
  };
}

function stock(asked: Asked): Figure {
  const span = { from: BEGINNING, to: earlier(asked.view.asOf, asked.view.period.to) };
  const { inside } = collected(asked, span);
  const total = totalOf(inside);
  return {
    ...result(asked, total),
    count: countOf(inside),
    contributions: () => asContributions(partsOf(asked, span).filter(({ to }) => to <= span.to)),
    notes: unknownNotes(total),
  };
}

/** How each kind of figure is made of its parts. */
export const KINDS = { sum, distinct, latest, stock } as const;

const result = (
  { id, definition }: Asked,
  { value, precision }: Total,
): Pick<Figure, 'id' | 'unit' | 'value' | 'precision'> => ({
  id,
  unit: definition.unit,
  value,
  precision,
});
