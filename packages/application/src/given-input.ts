import { REGISTERS } from '@mingbai/domain';
import { canonicalText, NotCanonical, onDay, type AnyCapability, type Day } from '@mingbai/kernel';

type Content = Readonly<Record<string, unknown>>;

/**
 * What was given, with what goes without saying: an organisation is registered in its own name; an act that is not a
 * record of the past happens today unless it says when.
 */
export function completed({ name, input }: AnyCapability, given: Content, today: Day): Content {
  const own = name === 'organisation.register' && given['org'] === undefined ? { org: given['code'] } : {};
  const isRecord = REGISTERS.some(({ sheet }) => sheet?.record.name === name);
  const undated = !isRecord && 'occurredOn' in input.shape && given['occurredOn'] === undefined;
  return { ...given, ...own, ...(undated ? { occurredOn: onDay(today) } : {}) };
}

/** Whether a value can stand in an event at all: no half surrogates and nothing that JSON does not have. */
export function canBeWritten(value: unknown): boolean {
  try {
    canonicalText(value);
    return true;
  } catch (error) {
    if (error instanceof NotCanonical) return false;
    throw error;
  }
}
