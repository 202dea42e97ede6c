import { fieldsOf, keepPersons, type AnyCapability, type Field } from '@mingbai/kernel';
import { fromControl, toControl, type ControlValue } from './control-values.ts';

export type Values = Readonly<Record<string, ControlValue>>;
type Content = Readonly<Record<string, unknown>>;

/** Ids that are made or settled, and files that there is no way to hand in yet. */
const NOT_ASKED = new Set(['record', 'request', 'entry']);

/**
 * The fields that a form asks for: what is settled is left out; the date and the organisation come first, the
 * reason last.
 */
export function askedFields(capability: AnyCapability, fixed: Content): readonly Field[] {
  const isMade = ({ name, kind, target }: Field): boolean =>
    name === 'person' && kind === 'text' && target === undefined;
  const fields = fieldsOf(capability.input).filter(
    (field) => !(field.name in fixed) && !NOT_ASKED.has(field.name) && field.kind !== 'evidence' && !isMade(field),
  );
  return fields.toSorted((a, b) => rank(a) - rank(b));
}

const RANKS: Readonly<Record<string, number>> = { occurredOn: 0, org: 1, reason: 9 };
const rank = ({ name }: Field): number => RANKS[name] ?? 5;

export const beginWith = (fields: readonly Field[], initial: Content): Values =>
  Object.fromEntries(fields.map((field) => [field.name, toControl(field, initial[field.name])] as const));

/** The command's input: what is settled, and what the controls mean. Blank controls are left out. */
export function inputOf(
  fields: readonly Field[],
  values: Values,
  settled: { fixed: Content; before: Content },
): Content {
  const read = fields.flatMap((field) => {
    const result = fromControl(field, values[field.name]);
    return result.ok && result.value !== undefined ? [[field.name, result.value] as const] : [];
  });
  return {
    ...settled.fixed,
    ...Object.fromEntries(read.map(([name, value]) => [name, keepPersons(value, settled.before)])),
  };
}
