import type { Append, AppendOutcome } from './ports.ts';
import type { Refusal } from './refusal.ts';

export type Answer =
  | {
      readonly ok: true;
      readonly repeated: boolean;
      readonly eventIds: readonly string[];
      readonly findings: readonly string[];
      readonly position?: number;
    }
  | { readonly ok: false; readonly refusal: Refusal };

export type Decision = { readonly append: Append; readonly findings: readonly string[] };

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
      return {
        ok: true,
        repeated: false,
        eventIds: append.events.map(({ id }) => id),
        findings,
        position: outcome.position,
      };
    }
    if (outcome?.kind === 'repeated') return { ok: true, repeated: true, eventIds: outcome.eventIds, findings };
    const code = outcome?.kind === 'command-reused' ? 'command-reused' : 'conflict';
    return { ok: false, refusal: { kind: 'reused', code } };
  });
}
