import { z } from 'zod';
import { Span } from './span.ts';

/**
 * An event as a capability decides it: what the union would write in its book. The envelope is added by the
 * application.
 */
export type Decided<T extends string = string, D = unknown> = {
  readonly type: T;
  readonly version: number;
  readonly data: D;
};

export type EventDefinition<T extends string = string, S extends z.ZodType = z.ZodType> = {
  (data: z.infer<S>): Decided<T, z.infer<S>>;
  readonly type: T;
  readonly version: number;
  readonly data: S;
  /** `upcasters[i]` turns data of version i+1 into data of version i+2. */
  readonly upcasters: readonly ((data: unknown) => unknown)[];
};

/**
 * Declares an event: a storage format. A changed shape means a raised version, an upcaster and the old fixture kept.
 */
export function defineEvent<const T extends string, S extends z.ZodType>(
  type: T,
  data: S,
  upcasters: readonly ((data: unknown) => unknown)[] = [],
): EventDefinition<T, S> {
  const version = upcasters.length + 1;
  const make = (content: z.infer<S>): Decided<T, z.infer<S>> => ({ type, version, data: content });
  return Object.assign(make, { type, version, data, upcasters });
}

export type DecidedBy<E> = E extends EventDefinition<infer T, infer S> ? Decided<T, z.infer<S>> : never;

/** Today's form of stored data. Throws for a version that is newer than this program. */
export function upcast(definition: EventDefinition, version: number, data: unknown): unknown {
  if (version > definition.version) throw new Error(`${definition.type} ${version} is newer than this program`);
  return definition.upcasters.slice(version - 1).reduce((current, step) => step(current), data);
}

export const RULE_OUTCOMES = ['allowed', 'needsReview', 'blocked'] as const;
/** A rule that a fact does not meet, by the id that `docs/rules.md` lists. */
export const Finding = z.strictObject({ rule: z.string(), code: z.string() });
export type Finding = z.infer<typeof Finding>;

/** What every event carries beside its data; nothing of it is repeated in data. */
export const Envelope = z.strictObject({
  id: z.uuid(),
  stream: z.string(),
  revision: z.int().min(0),
  type: z.string(),
  version: z.int().min(1),
  org: z.string(),
  occurredOn: Span,
  /** The server's clock, ISO 8601 with milliseconds, UTC; never goes back within a store. */
  recordedAt: z.iso.datetime(),
  actor: z.string(),
  role: z.string(),
  assurance: z.enum(['signed-in', 'asserted']),
  command: z.uuid(),
  correlation: z.uuid(),
  causation: z.uuid().nullable(),
  rule: z.strictObject({ outcome: z.enum(RULE_OUTCOMES), pack: z.string(), findings: z.array(Finding) }),
  /** SHA-256 of attachments, hexadecimal. */
  evidence: z.array(z.string().regex(/^[0-9a-f]{64}$/)),
  data: z.unknown(),
});
export type Envelope = z.infer<typeof Envelope>;

/** An envelope together with its place in the store. */
export type Recorded = Envelope & { readonly position: number };
