import { FIGURES, registerNamed } from '@mingbai/domain';
import { fieldsOf, parseFigureId, type Field, type FigureQuery } from '@mingbai/kernel';
import type { z } from 'zod';
import { isWithin, type View } from './figures.ts';
import type { Refusal } from './refusal.ts';

type Choice = { readonly values: readonly string[]; readonly words: string };

/**
 * The refusal for a figure that is narrowed to a value which its dimension, an enumeration, does not have, or to an
 * organisation that is not in view, or that is not narrowed where only that gives it a meaning.
 */
export function misnarrowed(id: string, view: View): Refusal | undefined {
  const query = parseFigureId(id);
  return query && (outsideOf(view, query.where['org']) ?? misvalued(query));
}

function misvalued(query: FigureQuery): Refusal | undefined {
  const { over, narrowedBy } = FIGURES.find((each) => each.id === query.id) ?? {};
  if (over === undefined) return undefined;
  if (narrowedBy !== undefined && !(narrowedBy in query.where)) return dimensionRequired(query.id, over, narrowedBy);
  for (const [dimension, text] of Object.entries(query.where)) {
    const choice = choiceOf(over, dimension);
    if (!choice || choice.values.includes(text)) continue;
    const detail = { figure: query.id, text, list: choice.values.join('\n'), words: choice.words };
    return { kind: 'not-found', code: 'dimension-value-not-found', detail };
  }
  return undefined;
}

/** The refusal for a figure of a fund that is not there or below, asked where it has counted nothing. */
export function noSuchFund(id: string, { models, tree, org }: View): Refusal | undefined {
  const text = parseFigureId(id)?.where['fund'];
  if (text === undefined) return undefined;
  const [known] = models.rows({ register: 'funds', orgs: tree.below(org), known: models.size(), record: text });
  return known ? undefined : { kind: 'not-found', code: 'fund-not-found', detail: { text } };
}

const outsideOf = (view: View, org: string | undefined): Refusal | undefined =>
  org === undefined || isWithin(view, org)
    ? undefined
    : { kind: 'not-found', code: 'figure-outside', detail: { text: org, org: view.org } };

function dimensionRequired(figure: string, over: string, dimension: string): Refusal {
  const { values, words } = choiceOf(over, dimension) ?? { values: [], words: dimension };
  const detail = { figure, id: `${figure}[${dimension}=${values[0] ?? ''}]`, list: values.join('\n'), words };
  return { kind: 'not-found', code: 'dimension-required', detail };
}

/** The enumeration behind a dimension of a register's figures: its words bear its name, or else the field does. */
function choiceOf(register: string, dimension: string): Choice | undefined {
  const enumerations = enumerationsOf(register);
  const worded = enumerations.filter(({ words }) => words === dimension);
  const found = worded.length > 0 ? worded : enumerations.filter(({ name }) => name === dimension);
  const [first] = found;
  return first && { values: [...new Set(found.flatMap(({ values = [] }) => values))], words: first.words ?? dimension };
}

function enumerationsOf(register: string): readonly Field[] {
  const { fields, events = [] } = registerNamed(register) ?? {};
  const schemas = [...(fields ? [fields] : []), ...events.map(({ data }) => data as z.ZodObject)]; // data is an object
  return schemas
    .flatMap(fieldsOf)
    .flatMap(within)
    .filter(({ values }) => values !== undefined);
}

const within = (field: Field): readonly Field[] => [
  field,
  ...(field.item ? within(field.item) : []),
  ...(field.parts ?? []).flatMap(within),
];
