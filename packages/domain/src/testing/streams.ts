import {
  canonicalText,
  Envelope,
  fold,
  type Aggregate,
  type AnyCapability,
  type Day,
  type Decided,
  type Draft,
  type Need,
  type Rejection,
  type Result,
  type Role,
  type Span,
} from '@mingbai/kernel';
import { eventDefinition } from '../model.ts';
import { idOf, on } from './ids.ts';

/** What a test says of an envelope; everything else has the defaults of the tests. */
export type Facts = Partial<Pick<Envelope, 'id' | 'stream' | 'org' | 'occurredOn' | 'actor'>>;
/** An event that has happened before. Without a stream it is one of the stream that the capability decides on. */
export type GivenEvent = Decided & Facts;

/** Who acts, what day it is, and whether an old book is coming in. */
export type When = {
  readonly actor?: { readonly id: string; readonly role: Role };
  readonly today?: Day | string;
  readonly imported?: boolean;
};

export const ORG = 'S1';
export const TODAY = '2025-03-10';
const EARLIER = on('2025-03-01');

type Input = { readonly org: string; readonly occurredOn?: Span } & Readonly<Record<string, unknown>>;

/** Streams in memory, without an application around them: what decisions are made on, and what they add. */
export class Streams {
  readonly #events = new Map<string, Envelope[]>();
  #count = 0;

  of(stream: string): readonly Envelope[] {
    return this.#events.get(stream) ?? [];
  }

  all(): readonly Envelope[] {
    return [...this.#events.values()].flat();
  }

  /** Adds an event with its envelope. Throws when its data is not what its definition stores. */
  add(event: Decided & Facts, stream: string): Envelope {
    const definition = eventDefinition(event.type);
    if (!definition) throw new Error(`${event.type} is not in the list of events`);
    definition.data.parse(event.data);
    const envelope: Envelope = {
      id: event.id ?? idOf(`event ${this.#count++}`),
      stream,
      revision: this.of(stream).length,
      type: event.type,
      version: event.version,
      org: event.org ?? ORG,
      occurredOn: event.occurredOn ?? EARLIER,
      recordedAt: '2025-03-01T08:00:00.000Z',
      actor: event.actor ?? 'somebody',
      role: 'operator',
      assurance: 'asserted',
      command: idOf('command'),
      correlation: idOf('command'),
      causation: null,
      rule: { outcome: 'allowed', pack: 'national@2017', findings: [] },
      evidence: [],
      data: JSON.parse(canonicalText(event.data)),
    };
    Envelope.parse(envelope);
    this.#events.set(stream, [...this.of(stream), envelope]);
    return envelope;
  }

  state<S>(aggregate: Aggregate<S>, stream: string): S {
    return fold(aggregate, this.of(stream));
  }

  /** What a capability decides. Throws when the input does not pass its schema. `command` gives new ids their seed. */
  decide(capability: AnyCapability, input: unknown, when: When & { command?: string } = {}): Decision {
    const parsed = capability.input.parse(input) as Input; // every input names its organisation
    const today = (when.today ?? TODAY) as Day; // tests write days as text
    const newId = (label: string): string => idOf(`${when.command ?? ''} ${label}`);
    const stream = capability.stream(parsed, newId);
    const needed: unknown[] = [];
    const next = (): Need | undefined => capability.needs?.(parsed, needed)[needed.length];
    for (let need = next(); need; need = next()) needed.push(this.state(need.of, need.stream));
    const actor = when.actor ?? { id: 'somebody', role: capability.allow[0] ?? 'operator' };
    const occurredOn = parsed.occurredOn ?? { from: today, to: today };
    const { org } = parsed;
    const context = { actor, org, occurredOn, today, imported: when.imported ?? false, newId, needed };
    return { outcome: capability.decide(parsed, this.state(capability.of, stream), context), stream, org, occurredOn };
  }

  /** Decides and, unless it is refused, adds what was decided. */
  run(capability: AnyCapability, input: unknown, when: When & { command?: string } = {}): Decision {
    const decision = this.decide(capability, input, when);
    const { outcome, stream, org, occurredOn } = decision;
    const by = when.actor ? { actor: when.actor.id } : {};
    for (const draft of outcome.ok ? outcome.value : []) {
      this.add({ org, occurredOn: draft.occurredOn ?? occurredOn, ...by, ...bare(draft) }, draft.stream ?? stream);
    }
    return decision;
  }
}

export type Decision = {
  readonly outcome: Result<readonly Draft[], Rejection>;
  readonly stream: string;
  readonly org: string;
  readonly occurredOn: Span;
};

export const bare = ({ type, version, data }: Decided): Decided => ({ type, version, data });
