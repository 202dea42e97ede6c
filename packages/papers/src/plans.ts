import type { StoredRow } from '@mingbai/application';
import { addDays, type Day } from '@mingbai/kernel';
import { bracketed, clauses, listed, registerName, sectionTitle, text, word } from '@mingbai/messages';
import { dayWords, isLongerThanMonth, isWholeMonth, monthWords } from './day-words.ts';
import type { SummaryParagraph, SummarySection } from './summary-shape.ts';
import type { Chapter, Telling } from './telling.ts';
import { unitLines } from './units.ts';

const CONTEXT = 'plan';
const REGISTER = 'plans';

type Days = { readonly from: string; readonly to: string };

/** An item of a plan, as the register's schema has passed it. */
type Item = Days & {
  readonly org: string;
  readonly asStated: string | null;
  readonly what: string;
  readonly responsible?: string;
  readonly partners?: readonly string[];
  readonly outcome?: string;
  readonly settledOn?: string;
};

/** An item as it stood on the day: what became of it only later is left out. */
function itemOf({ org, from, to, asStated, row }: StoredRow, asOf: string): Item {
  const { outcome, settledOn, ...planned } = row as Pick<Item, 'what' | 'outcome' | 'settledOn'>; // as said above
  const isSettled = outcome !== undefined && settledOn !== undefined && settledOn <= asOf;
  return { ...planned, ...(isSettled ? { outcome, settledOn } : {}), org, from, to, asStated };
}

/** Items by the time that they are planned for, whatever day it is: only what was known counts. */
function itemsOf({ view: { models, known, asOf } }: Telling, orgs: readonly string[], within?: Days): readonly Item[] {
  const asked = { register: REGISTER, orgs, known, ...(within ? { within } : {}) };
  const items = models.rows(asked).map((row) => itemOf(row, asOf));
  return items.toSorted((a, b) => compared(a.from, b.from) || compared(a.to, b.to));
}

const compared = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** How many items there are, and what became of them. */
const arranged: Chapter = (telling) => {
  const keys = ['plan.items', 'plan.done', 'plan.dropped', 'plan.carried-over', 'plan.open'];
  const paragraphs = keys.flatMap((key) => telling.sentence(key));
  return { sections: sectionOf(CONTEXT, sectionTitle(CONTEXT), paragraphs) };
};

/** The unit's own items month by month, those that take longer apart. Units below have papers of their own. */
const monthly: Chapter = (telling) => {
  const { org, period } = telling.view;
  const byMonth = Map.groupBy(itemsOf(telling, [org], period), (item) =>
    isLongerThanMonth(item) ? '' : item.from.slice(0, 7),
  );
  const long = byMonth.get('') ?? [];
  byMonth.delete('');
  return {
    sections: [
      ...[...byMonth].flatMap(([month, items]) => sectionOf(`${CONTEXT}-${month}`, monthWords(month), numbered(items))),
      ...sectionOf(`${CONTEXT}-whole`, text('plan.whole'), numbered(long)),
    ],
  };
};

/** How many items each unit right below has planned. */
const below: Chapter = (telling) => ({
  sections: sectionOf(`${CONTEXT}-units`, text('plan.units'), unitLines(telling, 'plans')),
});

/** So long before its time nobody settles an item: its outcome's day or its own may be mistyped. */
const LONG_BEFORE_DAYS = 365;
const longBefore = ({ from }: Item): Day => addDays(from as Day, -LONG_BEFORE_DAYS); // a row's days have been read

/** Items whose time has passed without an outcome, and those whose outcome is dated long before their time. */
const doubtful: Chapter = (telling) => {
  const { tree, org, period, asOf } = telling.view;
  const items = itemsOf(telling, tree.below(org), period);
  const overdue = items.filter(({ to, outcome }) => to < asOf && outcome === undefined);
  const early = items.filter((item) => item.settledOn !== undefined && item.settledOn < longBefore(item));
  return {
    sections: [],
    warnings: [...named('plan.overdue', overdue, telling), ...named('plan.early', early, telling)],
  };
};

/** A plan: how much there is to do, when, and by whom; what became of it so far. */
export const PLAN: readonly Chapter[] = [arranged, monthly, below, doubtful];

/**
 * What the unit itself intends to do after the period, in the order of time, with what has begun and goes on; what was
 * done by then, dropped items and those that were carried over, which stand there again, are left out. It holds no
 * figure: its days lie outside of the paper's period.
 */
export const comingWork: Chapter = (telling) => {
  const { org, period } = telling.view;
  const items = itemsOf(telling, [org]).filter(({ to }) => to > period.to);
  const intended = items.filter(
    ({ outcome, settledOn = '' }) => outcome === undefined || (outcome === 'done' && settledOn > period.to),
  );
  const warnings = intended.length === 0 ? [text('report.no-plans', { register: registerName(REGISTER) })] : [];
  return { sections: sectionOf('coming', text('report.coming'), numbered(intended, { timed: true })), warnings };
};

const sectionOf = (id: string, title: string, paragraphs: readonly SummaryParagraph[]): readonly SummarySection[] =>
  paragraphs.length === 0 ? [] : [{ id, title, paragraphs }];

/** Items as numbered lines. An item of a whole month has no time of its own below the month's heading. */
const numbered = (items: readonly Item[], { timed = false } = {}): readonly SummaryParagraph[] =>
  items.map((item, index) => {
    const told = timed || !isWholeMonth(item) ? text('plan.timed', { when: timeOf(item), what: item.what }) : item.what;
    return { parts: [text('paper.item', { number: index + 1, text: `${withMore(told, item)}。` })] };
  });

/** Days that were typed as a form or a sheet takes them, 2025-03: no words for a paper. */
const TYPED = /\d[-./]\d/;

const timeOf = ({ from, to, asStated }: Item): string => {
  if (asStated !== null && !TYPED.test(asStated)) return asStated;
  if (isWholeMonth({ from, to })) return monthWords(from);
  return from === to ? dayWords(from) : text('summary.period.span', { from: dayWords(from), to: dayWords(to) });
};

function withMore(told: string, { responsible, partners, outcome, settledOn = '' }: Item): string {
  const more = [
    ...(responsible === undefined ? [] : [text('plan.responsible', { who: responsible })]),
    ...(partners === undefined ? [] : [text('plan.partners', { who: listed(partners) })]),
    ...(outcome === undefined ? [] : [`${dayWords(settledOn)}${word('plan-outcome', outcome)}`]),
  ];
  return more.length === 0 ? told : bracketed(told, clauses(more));
}

/** So many items are named; of more, only how many there are. */
const NAMED = 5;

function named(key: string, items: readonly Item[], { view: { tree, org: top, asOf } }: Telling): readonly string[] {
  if (items.length === 0) return [];
  const whose = (org: string): string => (org === top ? '' : (tree.get(org)?.name ?? org));
  const names = items.slice(0, NAMED).map((item) => `${whose(item.org)}${timeOf(item)}${item.what}`);
  const list = clauses([...names, ...(items.length > NAMED ? ['…'] : [])]);
  return [text(key, { count: items.length, asOf: dayWords(asOf), list })];
}
