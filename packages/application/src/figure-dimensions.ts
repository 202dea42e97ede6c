import { FIGURES, registerNamed } from '@mingbai/domain';
import { fieldsOf, parseFigureId, type Field } from '@mingbai/kernel';
import type { z } from 'zod';
import type { Refusal } from './refusal.ts';

type Choice = { readonly values: readonly string[]; readonly words: string };

/** The refusal for a figure that is narrowed to a value which its dimension, an enumeration, does not have. */
export function unknownDimensionValue(id: string): Refusal | undefined {
  const query = parseFigureId(id);
  const over = FIGURES.find((each) => each.id === query?.id)?.over;
  if (!query || over === undefined) return undefined;
  for (const [dimension, text] of Object.entries(query.where)) {
    const choice = choiceOf(over, dimension);
    if (!choice || choice.values.includes(text)) continue;
    const detail = { figure: query.id, text, list: choice.values.join('\n'), words: choice.words };
    return { kind: 'not-found', code: 'dimension-value-not-found', detail };
  }
  return undefined;
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
