import { REGISTERS } from '@mingbai/domain';
import { canonicalText, NotCanonical, onDay, type AnyCapability, type Day } from '@mingbai/kernel';
import type { z } from 'zod';
import { refusalOf, type Refusal } from './refusal.ts';

type Content = Readonly<Record<string, unknown>>;

/** What a capability is given unsaid: an organisation acts in its own name, whoever is corrected stays the same. */
const UNSAID: Readonly<Record<string, readonly [field: string, from: string]>> = {
  'organisation.register': ['org', 'code'],
  'organisation.correct-person': ['person', 'record'],
};

/**
 * What was given, with what goes without saying; an act that is not a record of the past happens today unless it says
 * when.
 */
export function completed({ name, input }: AnyCapability, given: Content, today: Day): Content {
  const [field, from] = UNSAID[name] ?? [];
  const own = field !== undefined && from !== undefined && given[field] === undefined ? { [field]: given[from] } : {};
  const undated = happensToday({ name, input }) && given['occurredOn'] === undefined;
  return { ...given, ...own, ...(undated ? { occurredOn: onDay(today) } : {}) };
}

/**
 * Whether it happens today where no day is given. What a register holds does not, nor does its correction: that carries
 * the fact's own day, and would move it otherwise.
 */
export const happensToday = ({ name, input }: Pick<AnyCapability, 'name' | 'input'>): boolean =>
  'occurredOn' in input.shape &&
  !REGISTERS.some(({ sheet }) => [sheet?.record.name, sheet?.correct?.name].includes(name));

/** Fields that its schema asks for and that nobody has to give: `completed` adds them. */
export const unsaidFields = (capability: AnyCapability): readonly string[] => [
  ...(UNSAID[capability.name]?.slice(0, 1) ?? []),
  ...(happensToday(capability) ? ['occurredOn'] : []),
];

/** More levels than any field has. */
const DEEPEST = 32;

/** Why what was given cannot stand in an event at all, whatever it is about. */
export function unwritable(given: unknown): Refusal | undefined {
  if (isTooDeep(given)) return { kind: 'malformed', code: 'too-deep', detail: { limit: DEEPEST } };
  return canBeWritten(given) ? undefined : { kind: 'malformed', code: 'broken-text' };
}

/**
 * Why the organisation cannot be one, whatever is asked of it. Looked at before permission: nobody is told that
 * something malformed is not theirs.
 */
export function misgivenOrganisation({ input }: AnyCapability, { org }: Content): Refusal | undefined {
  const { shape } = input as z.ZodObject<{ org: z.ZodType }>; // every capability happens somewhere
  const parsed = shape.org.safeParse(org, { reportInput: true });
  return parsed.success ? undefined : { ...refusalOf(parsed.error), field: 'org' };
}

/** Asked level by level, and before anything else: whatever goes down by calling itself would run out of stack. */
function isTooDeep(given: unknown): boolean {
  let level: readonly unknown[] = [given];
  for (let depth = 0; depth <= DEEPEST && level.length > 0; depth += 1) {
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return level.length > 0;
}

/** No half surrogates and nothing that JSON does not have. */
function canBeWritten(value: unknown): boolean {
  try {
    canonicalText(value);
    return true;
  } catch (error) {
    if (error instanceof NotCanonical) return false;
    throw error;
  }
}
