import { Refused, type Organisation } from '@mingbai/application';
import { CLAUSES, listed, text, type ClauseSet } from '@mingbai/messages';
import type { SummaryParagraph } from './summary-shape.ts';
import { RESULTS, type Chapter, type Telling } from './telling.ts';

/** The figure of one unit and those below it: `visit.occasions[org=S01]`. */
const ofUnit = (id: string, org: string): string =>
  id.endsWith(']') ? `${id.slice(0, -1)},org=${org}]` : `${id}[org=${org}]`;

/** A line on each unit right below that has any of the figures: its own and those of the units below it. */
export function unitLines(telling: Telling, set: ClauseSet): readonly SummaryParagraph[] {
  const { tree, org } = telling.view;
  return tree.children(org).flatMap(({ code, name }) => {
    const clauses = CLAUSES[set]
      .map(([id, words]) => ({ id: ofUnit(id, code), words }))
      .filter(({ id }) => telling.look(id).count > 0)
      .flatMap(({ id, words }, place) => [`${place === 0 ? '' : '，'}${words}`, telling.part(id)]);
    return clauses.length === 0 ? [] : [{ parts: [text('unit.name', { name }), ...clauses, '。'] }];
  });
}

/**
 * Each unit below with its own figures, and by name those that have recorded nothing: that is no zero. Throws `Refused`
 * where there is no unit below: a roll-up of nothing would pass for one in which nobody has done anything.
 */
export const unitsBelow: Chapter = (telling) => {
  const { tree, org, known } = telling.view;
  if (known === 0) return { sections: [] }; // nothing was known of any unit, and the paper says so
  if (tree.children(org).length === 0) {
    const detail = { org: tree.get(org)?.name ?? org };
    throw new Refused({ kind: 'rejected', code: 'no-units-below', detail });
  }
  const silent = silentBelow(telling, org).map(({ name }) => name);
  const unreported = silent.length > 0 ? [{ parts: [text('unit.silent', { names: listed(silent) })] }] : [];
  const scope = { parts: [text('unit.scope', { org: tree.get(org)?.name ?? org })] };
  const paragraphs = [scope, ...unitLines(telling, 'results'), ...unreported];
  return { sections: [{ id: 'units', title: text('unit.title'), paragraphs }] };
};

/** Kinds of organisation that report for themselves: a branch and a group are told of by their school. */
const REPORTING = new Set(['district', 'town', 'school', 'other-unit']);

/** Units that have recorded nothing, of any depth; of a unit with all those below it only itself is named. */
function silentBelow(telling: Telling, org: string): readonly Organisation[] {
  const units = telling.view.tree.children(org).filter(({ kind }) => REPORTING.has(kind));
  return units.flatMap((unit) => (hasReported(telling, unit.code) ? silentBelow(telling, unit.code) : [unit]));
}

/** Whether the unit or one below it has a record in the period; one that only touches it is a record too. */
function hasReported(telling: Telling, unit: string): boolean {
  const { models, tree, known, asOf, period } = telling.view;
  const touched = CLAUSES.results.some(([id]) => {
    const { count, notes } = telling.look(ofUnit(id, unit));
    return count > 0 || notes.some(({ code }) => code === 'only-overlapping');
  });
  if (touched) return true;
  const asked = { orgs: tree.below(unit), known, asOf, within: period, latest: 1 };
  return RESULTS.some(({ name }) => models.rows({ register: name, ...asked }).length > 0);
}
