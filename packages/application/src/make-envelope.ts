import type { AnyCapability, DecisionContext, Draft, Envelope, Span } from '@mingbai/kernel';
import { NATIONAL_PACKS, packOn } from '@mingbai/rules';
import type { Command } from './command.ts';

export type CommandInput = {
  readonly org: string;
  readonly occurredOn?: Span;
  readonly evidence?: readonly string[];
} & Readonly<Record<string, unknown>>;
export type Making = {
  readonly command: Command;
  readonly context: DecisionContext;
  readonly now: number;
  readonly input: CommandInput;
  readonly capability: AnyCapability;
  readonly stream: string;
};

/** The envelope around what was decided. */
export function envelopeOf(draft: Draft, made: Making & { readonly revision: number; readonly id: string }): Envelope {
  const { command, context, input, now } = made;
  const occurredOn = draft.occurredOn ?? context.occurredOn;
  const findings = [...(draft.findings ?? [])];
  return {
    id: made.id,
    stream: made.stream,
    revision: made.revision,
    type: draft.type,
    version: draft.version,
    org: context.org,
    occurredOn,
    recordedAt: new Date(now).toISOString(),
    actor: command.actor.id,
    role: command.actor.role,
    assurance: command.actor.assurance,
    command: command.id,
    correlation: command.correlation ?? command.id,
    causation: command.causation ?? null,
    rule: {
      outcome: findings.length > 0 ? 'needsReview' : 'allowed',
      pack: packOn(NATIONAL_PACKS, occurredOn.to)?.id ?? 'none',
      findings,
    },
    evidence: [...(input.evidence ?? [])],
    data: draft.data,
  };
}

/** Personal text beside no named person is sealed under the record's id, or the event's. */
export function fallbackPerson({ id, data }: Envelope): string {
  const record = (data as { record?: unknown }).record; // every event's data is an object
  return typeof record === 'string' ? record : id;
}
