import type { z } from 'zod';
import type { Day } from './day.ts';
import type { Decided, Envelope, Finding } from './event.ts';
import type { Result } from './result.ts';
import type { Span } from './span.ts';

export const ROLES = [
  'district-officer',
  'auditor',
  'chair',
  'accountant',
  'cashier',
  'officer',
  'member',
  'operator',
] as const;
export type Role = (typeof ROLES)[number];

/**
 * State of one stream. The fold owns the state: `evolve` may change the one it is given, so that a fold stays linear.
 */
export type Aggregate<S = unknown> = {
  readonly initial: () => S;
  /** Never refuses; throws only for a corrupt stream. */
  readonly evolve: (state: S, event: Envelope) => S;
};

export const fold = <S>(aggregate: Aggregate<S>, events: Iterable<Envelope>): S => {
  let state = aggregate.initial();
  for (const event of events) state = aggregate.evolve(state, event);
  return state;
};

/** A refusal by code, with what the message needs to know. */
export type Rejection<C extends string = string> = {
  readonly code: C;
  readonly detail?: Readonly<Record<string, string | number>> | undefined;
};

/** An event and, where it is not the capability's own, the stream it goes to. */
export type Draft = Decided & {
  readonly stream?: string | undefined;
  /** When the fact happened, where it is not what the command says. */
  readonly occurredOn?: Span | undefined;
  readonly findings?: readonly Finding[] | undefined;
};

/** What a decision may know besides its streams. */
export type DecisionContext = {
  readonly actor: { readonly id: string; readonly role: Role };
  readonly org: string;
  readonly occurredOn: Span;
  readonly today: Day;
  /** An old book is coming in: what breaks a rule is recorded as needing review instead of being refused. */
  readonly imported: boolean;
  /** An id that is the same whenever this command is decided again. */
  readonly newId: (label: string) => string;
  /** States of the streams that `needs` named, in its order. */
  readonly needed: readonly unknown[];
};

/** A stream whose state a decision relies on. */
// oxlint-disable-next-line typescript/no-explicit-any -- needed states are of any type; who asks knows which
export type Need = { readonly of: Aggregate<any>; readonly stream: string };

/**
 * One thing a person can do. Plain data that every edge reads; what is not in the list of capabilities does not exist.
 */
export type Capability<I extends z.ZodObject = z.ZodObject, S = unknown, C extends string = string> = {
  /** `context.verb`, as on the wire and on the command line. */
  readonly name: string;
  readonly allow: readonly Role[];
  /** Closed schema. `org`, `occurredOn` and `evidence` go to the envelope; the rest is the decision's. */
  readonly input: I;
  /** Every code that `decide` can refuse with, in the order they are checked. */
  readonly rejections: readonly C[];
  readonly of: Aggregate<S>;
  readonly stream: (input: z.infer<I>, newId: (label: string) => string) => string;
  /**
   * Other streams the decision relies on; they join the same atomic write. Asked again with the states so far until it
   * names no further stream: who needs an organisation may need those above it. What was named once stays in its place.
   */
  readonly needs?: (input: z.infer<I>, known: readonly unknown[]) => readonly Need[];
  readonly decide: (input: z.infer<I>, state: S, context: DecisionContext) => Result<readonly Draft[], Rejection<C>>;
};

/** A capability of any input, as the edges hold it. */
// oxlint-disable-next-line typescript/no-explicit-any -- a list of capabilities has no common input or state type
export type AnyCapability = Capability<any, any, string>;

export const capability = <I extends z.ZodObject, S, const C extends string>(
  definition: Capability<I, S, C>,
): Capability<I, S, C> => definition;
