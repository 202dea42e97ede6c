import { REGISTERS } from '@mingbai/domain';
import type { RegisterView, Span } from '@mingbai/kernel';
import type { Command } from './command.ts';
import type { Mingbai } from './mingbai.ts';
import type { ReadModels } from './read-models.ts';
import type { Refusal } from './refusal.ts';

type Content = Readonly<Record<string, unknown>> & { readonly org: string; readonly occurredOn: Span };
type Statement = { readonly command: Command; readonly register: RegisterView; readonly content: Content };

const HELD_AGAINST = REGISTERS.filter(({ beside }) => beside !== undefined);

/** What commands state in registers whose statements of one day are held against each other. */
function statementsOf(command: Command): readonly Statement[] {
  return HELD_AGAINST.flatMap((register) => {
    const { record, correct } = register.sheet ?? {};
    const capability = [record, correct].find((each) => each?.name === command.capability);
    const parsed = capability?.input.safeParse(command.input); // the writer says what is wrong with its form
    return parsed?.success ? [{ command, register, content: parsed.data as Content }] : []; // as every record has it
  });
}

/**
 * The commands whose statements cannot be true beside what their organisation states for the same day: what is there,
 * and what the others among them are about to record or correct.
 */
export function contradictions(
  { ports: { models } }: Mingbai,
  commands: readonly Command[],
): ReadonlyMap<Command, Refusal> {
  const days = Map.groupBy(commands.flatMap(statementsOf), ({ register, content: { org, occurredOn } }) =>
    [register.name, org, occurredOn.to].join('\n'),
  );
  return new Map([...days.values()].flatMap((day) => contradictionsOf(day, models)));
}

/** Among statements of one register, organisation and day. */
function contradictionsOf(day: readonly Statement[], models: ReadModels): readonly (readonly [Command, Refusal])[] {
  const [first] = day;
  if (!first) return [];
  const { register, content } = first;
  const changed = new Set(day.map(({ content: { record } }) => record));
  const recorded = models
    .rows({ register: register.name, orgs: [content.org], known: models.size() })
    .filter(({ record, to }) => to === content.occurredOn.to && !changed.has(record))
    .map(({ row }) => row);
  return day.flatMap((each) => {
    const others = day.filter((other) => other !== each).map((other) => other.content);
    const found = register.beside?.(each.content, [...recorded, ...others]);
    return found ? [[each.command, { kind: 'rejected', ...found }] as const] : [];
  });
}
