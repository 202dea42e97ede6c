import type { AnyCapability, Decided, Draft } from '@mingbai/kernel';
import { expect } from 'vitest';
import { eventDefinition } from '../model.ts';
import { idOf } from './ids.ts';
import { bare, Streams, type Decision, type Facts, type GivenEvent, type When } from './streams.ts';

/** Codes by which each capability has refused in this test file. */
const tried = new Map<string, Set<string>>();

/** An event with what its envelope says: the day, the actor, the stream, the id. */
export const happened = (event: Decided, facts: Facts): GivenEvent => ({ ...bare(event), ...facts });

/** Makes an event of a type by its name, for registers, whose definitions are made and not exported one by one. */
export function eventOf(type: string): (data: Readonly<Record<string, unknown>>) => Decided {
  const definition = eventDefinition(type);
  if (!definition) throw new Error(`${type} is not in the list of events`);
  return (data) => definition(data);
}

/** The id that a decision gives to what it makes under a label. */
export const newIdOf = (label: string): string => idOf(` ${label}`);

/** What had happened before a capability is tried. Events without a stream belong to the capability's own. */
export const given = (...events: readonly GivenEvent[]) => ({
  when(capability: AnyCapability, input: Readonly<Record<string, unknown>>, when: When = {}): Outcome {
    const streams = new Streams();
    const own = capability.stream(capability.input.parse(input), newIdOf);
    for (const event of events) streams.add(event, event.stream ?? own);
    return new Outcome(capability, streams.decide(capability, input, when));
  },
});

/** What a capability decided, to be held against what it must decide. */
class Outcome {
  readonly #capability: AnyCapability;
  readonly #decision: Decision;

  constructor(capability: AnyCapability, decision: Decision) {
    this.#capability = capability;
    this.#decision = decision;
  }

  /** Just these events, with nothing found against them. An event with a stream of its own must go there. */
  thenRecords(...events: readonly GivenEvent[]): void {
    const drafts = this.#recorded();
    const stated = events.map(({ type, version, data }) => ({ type, version, data }));
    expect(drafts.map(bare)).toEqual(stated);
    for (const [index, { stream, occurredOn }] of events.entries()) {
      if (stream !== undefined) expect(drafts[index]?.stream ?? this.#decision.stream).toBe(stream);
      if (occurredOn !== undefined) expect(drafts[index]?.occurredOn ?? this.#decision.occurredOn).toEqual(occurredOn);
    }
    expect(findingsOf(drafts)).toEqual([]);
  }

  /** It is recorded, and just this is found against it, as `RULE code`. */
  thenFinds(...findings: readonly string[]): void {
    const drafts = this.#recorded();
    expect(drafts.length).toBeGreaterThan(0);
    expect(findingsOf(drafts)).toEqual(findings);
  }

  thenNothingHappens(): void {
    expect(this.#recorded()).toEqual([]);
  }

  thenRefuses(code: string, detail?: Readonly<Record<string, string | number>>): void {
    const { outcome } = this.#decision;
    expect(outcome).toMatchObject({ ok: false, error: { code } });
    expect(this.#capability.rejections).toContain(code);
    if (detail !== undefined) expect(outcome.ok ? undefined : outcome.error.detail).toEqual(detail);
    tried.set(this.#capability.name, (tried.get(this.#capability.name) ?? new Set()).add(code));
  }

  #recorded(): readonly Draft[] {
    const { outcome } = this.#decision;
    if (!outcome.ok) expect.fail(`refused: ${outcome.error.code}`);
    for (const draft of outcome.value) eventDefinition(draft.type)?.data.parse(draft.data);
    return outcome.value;
  }
}

const findingsOf = (drafts: readonly Draft[]): readonly string[] =>
  drafts.flatMap(({ findings }) => (findings ?? []).map(({ rule, code }) => `${rule} ${code}`));

/** The last test of a capability: a code that no test has provoked is a code that nobody has seen. */
export function expectEveryRejectionTried(capability: AnyCapability): void {
  expect([...(tried.get(capability.name) ?? [])].toSorted()).toEqual([...capability.rejections].toSorted());
}
