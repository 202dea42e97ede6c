import { registersOf } from '@mingbai/domain';
import { readEvent } from './envelope.ts';
import type { Namesake } from './namesakes.ts';
import type { Append, AppendOutcome, EventStore } from './ports.ts';
import type { Refusal } from './refusal.ts';

export type Answer =
  | {
      readonly ok: true;
      readonly repeated: boolean;
      readonly eventIds: readonly string[];
      readonly findings: readonly string[];
      /** Of the first event; none where nothing was recorded, or was only looked at. */
      readonly position?: number;
      /** The record that the command has made or changed, as a next command names it. */
      readonly record?: string;
      /** Of a person who is erased: records that may name the same person under another id. */
      readonly namesakes?: readonly Namesake[];
    }
  | { readonly ok: false; readonly refusal: Refusal };

export type Decision = { readonly append: Append; readonly findings: readonly string[] };

export const CONFLICT: Answer = { ok: false, refusal: { kind: 'reused', code: 'conflict' } };
export const isConflict = (answer: Answer): boolean => !answer.ok && answer.refusal.code === 'conflict';

/** What a store would make of appends whose streams are as they expect. */
export async function previewOutcomes(store: EventStore, batch: readonly Append[]): Promise<readonly AppendOutcome[]> {
  const outcomes: AppendOutcome[] = [];
  for (const { command, requestHash } of batch) {
    const known = await store.command(command);
    if (!known) outcomes.push({ kind: 'recorded', position: -1 });
    else if (known.requestHash === requestHash) outcomes.push({ kind: 'repeated', eventIds: known.eventIds });
    else outcomes.push({ kind: 'command-reused' });
  }
  return outcomes;
}

/** The size that a store has after a batch; undefined when nothing of it was recorded. */
export function sizeAfter(outcomes: readonly AppendOutcome[], batch: readonly Append[]): number | undefined {
  const ends = outcomes.flatMap((outcome, at) =>
    outcome.kind === 'recorded' ? [outcome.position + (batch[at]?.events.length ?? 0)] : [],
  );
  return ends.at(-1);
}

/** What each command is answered, by what was decided about it and what the store made of that. */
export function answersOf(
  decided: readonly (Refusal | Decision)[],
  outcomes: readonly AppendOutcome[],
): readonly Answer[] {
  let next = 0;
  return decided.map((decision): Answer => {
    if (!('append' in decision)) return { ok: false, refusal: decision };
    const outcome = outcomes[next++];
    const { append, findings } = decision;
    if (outcome?.kind === 'recorded') {
      const eventIds = append.events.map(({ id }) => id);
      const recorded = eventIds.length > 0 && outcome.position >= 0;
      return { ok: true, repeated: false, eventIds, findings, ...(recorded ? { position: outcome.position } : {}) };
    }
    if (outcome?.kind === 'repeated') return { ok: true, repeated: true, eventIds: outcome.eventIds, findings };
    const code = outcome?.kind === 'command-reused' ? 'command-reused' : 'conflict';
    return { ok: false, refusal: { kind: 'reused', code } };
  });
}

/** The answers, each with its record: from what was just appended, or, for what was sent again, from the log. */
export function withRecords(
  answers: readonly Answer[],
  batch: readonly Append[],
  log: Pick<EventStore, 'eventById'>,
): Promise<readonly Answer[]> {
  const made = new Map(batch.flatMap(({ events: [first] }) => (first ? [[first.id, first] as const] : [])));
  return Promise.all(
    answers.map(async (answer) => {
      const [id] = answer.ok ? answer.eventIds : [];
      const stored = id === undefined ? undefined : (made.get(id) ?? (await log.eventById(id)));
      return stored ? { ...answer, ...recordIn(stored.bytes) } : answer;
    }),
  );
}

/** The record that an event tells of, in the first of the registers that it changes. */
function recordIn(bytes: Uint8Array): { readonly record?: string } {
  const event = readEvent(bytes);
  const [effect] = registersOf(event.type).flatMap((register) => register.effects(event));
  return effect ? { record: effect.record } : {};
}
