import { capabilityNamed, eventDefinition } from '@mingbai/domain';
import {
  dayAt, fieldsOf, onDay, type Aggregate, type AnyCapability, type Day, type DecisionContext, type Draft, type Envelope, type Field,
} from '@mingbai/kernel';
import type { Command } from './command.ts';
import { bytesOf, readEvent } from './envelope.ts';
import { derivedId, eventIdOf } from './identity.ts';
import type { Append, AppendOutcome, Clock, EventStore, Random, Vault } from './ports.ts';
import { refusalOf, type Refusal } from './refusal.ts';
import { identifyPersons, sealData } from './sealing.ts';
import { envelopeOf, fallbackPerson, type CommandInput, type Making } from './make-envelope.ts';
import { requestHashOf } from './request-hash.ts';

export type { Command } from './command.ts';

export type Answer =
  | { readonly ok: true; readonly repeated: boolean; readonly eventIds: readonly string[]; readonly findings: readonly string[]; readonly position?: number }
  | { readonly ok: false; readonly refusal: Refusal };

export type WriterPorts = {
  readonly store: EventStore;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly random: Random;
  /** Keyed hash (hexadecimal) of a command's content: the command table never holds the content itself. */
  readonly keyedHash: (text: string) => string;
  /** Called after events are durable and before anybody is answered. */
  readonly recorded: () => Promise<void>;
};

const LARGEST_BATCH = 64;
const CLOCK_TOLERANCE_MS = 10 * 60_000;
const LARGEST_CACHE = 20_000;

type Waiting = { readonly commands: readonly Command[]; readonly dry: boolean; readonly done: (answers: readonly Answer[]) => void; readonly failed: (error: unknown) => void };
type Held = { state: unknown; revision: number; readonly aggregate: Aggregate };
type Decision = { readonly append: Append; readonly findings: readonly string[] };

/**
 * The one writer of a store. What waits when the last commit ends is decided one after another, against state that
 * includes the batch, and forms one transaction; a refused command leaves the others untouched.
 */
export class Writer {
  readonly #ports: WriterPorts;
  readonly #states = new Map<string, Held>();
  #queue: Waiting[] = [];
  #running = false;
  #lastRecordedMs: number | undefined;

  constructor(ports: WriterPorts) {
    this.#ports = ports;
  }

  /** Carries out one command. Sent again with the same content it answers the same and changes nothing. */
  async run(command: Command): Promise<Answer> {
    const [answer] = await this.#enqueue([command], false);
    if (!answer) throw new Error('the writer gave no answer');
    return answer;
  }

  /** Carries out all commands in one transaction, or, if one is refused, none of them. */
  async runAll(commands: readonly Command[]): Promise<readonly Answer[]> {
    const answers = await this.#enqueue(commands, true);
    return answers.every(({ ok }) => ok) ? this.#enqueue(commands, false) : answers;
  }

  /** What the commands would be answered; nothing is recorded. */
  preview(commands: readonly Command[]): Promise<readonly Answer[]> {
    return this.#enqueue(commands, true);
  }

  #enqueue(commands: readonly Command[], dry: boolean): Promise<readonly Answer[]> {
    return new Promise((done, failed) => {
      this.#queue.push({ commands, dry, done, failed });
      if (!this.#running) void this.#drain();
    });
  }

  async #drain(): Promise<void> {
    this.#running = true;
    await Promise.resolve(); // callers of the same turn of the event loop share the first commit
    while (this.#queue.length > 0) {
      const turn = this.#takeTurn();
      try {
        await this.#carryOut(turn);
      } catch (error) {
        this.#states.clear();
        for (const waiting of turn) waiting.failed(error);
      }
    }
    this.#running = false;
  }

  #takeTurn(): readonly Waiting[] {
    const alone = this.#queue.findIndex(({ dry, commands }) => dry || commands.length > 1);
    const count = alone === 0 ? 1 : Math.min(alone === -1 ? this.#queue.length : alone, LARGEST_BATCH);
    return this.#queue.splice(0, count);
  }

  async #carryOut(turn: readonly Waiting[]): Promise<void> {
    const dry = turn[0]?.dry ?? false;
    const commands = turn.flatMap((waiting) => waiting.commands);
    if (this.#states.size > LARGEST_CACHE) this.#states.clear();
    const batch: Append[] = [];
    const decided: (Refusal | Decision)[] = [];
    for (const command of commands) {
      const decision = await this.#decide(command, dry);
      decided.push(decision);
      if ('append' in decision) batch.push(decision.append);
    }
    const outcomes = dry ? await this.#previewOutcomes(batch) : await this.#commit(batch);
    const answers = answersOf(decided, outcomes);
    let next = 0;
    for (const waiting of turn) waiting.done(answers.slice(next, (next += waiting.commands.length)));
  }

  async #commit(batch: readonly Append[]): Promise<readonly AppendOutcome[]> {
    if (batch.length === 0) return [];
    this.#ports.vault.flush();
    const outcomes = await this.#ports.store.append(batch);
    if (outcomes.some(({ kind }) => kind !== 'recorded')) this.#states.clear();
    await this.#ports.recorded();
    return outcomes;
  }

  async #previewOutcomes(batch: readonly Append[]): Promise<readonly AppendOutcome[]> {
    this.#states.clear(); // the states have moved on as if the batch had been recorded
    const outcomes: AppendOutcome[] = [];
    for (const { command, requestHash } of batch) {
      const known = await this.#ports.store.command(command);
      if (!known) outcomes.push({ kind: 'recorded', position: -1 });
      else outcomes.push(known.requestHash === requestHash ? { kind: 'repeated', eventIds: known.eventIds } : { kind: 'command-reused' });
    }
    return outcomes;
  }

  async #decide(command: Command, dry: boolean): Promise<Refusal | Decision> {
    const capability = capabilityNamed(command.capability);
    if (!capability) return { kind: 'not-found', code: 'no-such-capability', detail: { name: command.capability } };
    const parsed = capability.input.safeParse(command.input);
    if (!parsed.success) return refusalOf(parsed.error);
    const requestHash = requestHashOf(this.#ports.keyedHash, command.capability, command.input);
    const known = await this.#ports.store.command(command.id);
    if (known) return { append: { command: command.id, requestHash, events: [] }, findings: [] };
    const now = await this.#now();
    if (typeof now !== 'number') return now;
    const input = identifyPersons(capability.input, parsed.data, this.#ports.random) as CommandInput;
    const missing = await this.#missingReference(fieldsOf(capability.input), input);
    if (missing && !isOwnKey(capability, missing)) return missing;
    const { outcome, context, stream } = await this.#ask(capability, input, { command, now });
    if (!outcome.ok) return { kind: 'rejected', ...outcome.error };
    const events = await this.#envelopes(outcome.value, { command, context, now, input, capability, stream }, dry);
    const findings = outcome.value.flatMap((draft) => (draft.findings ?? []).map(({ code }) => code));
    return { append: { command: command.id, requestHash, events }, findings };
  }

  async #ask(capability: AnyCapability, input: CommandInput, { command, now }: { command: Command; now: number }) {
    const newId = (label: string): string => derivedId(command.id, label);
    const stream = capability.stream(input, newId);
    const { state } = await this.#state(capability.of, stream);
    const needed: unknown[] = [];
    for (const need of capability.needs?.(input) ?? []) needed.push((await this.#state(need.of, need.stream)).state);
    const today: Day = dayAt(now);
    const context: DecisionContext = {
      actor: command.actor, org: input.org, occurredOn: input.occurredOn ?? onDay(today), today, imported: command.imported ?? false, newId, needed,
    };
    return { outcome: capability.decide(input, state, context), context, stream };
  }

  async #envelopes(drafts: readonly Draft[], made: Making, dry: boolean): Promise<Append['events']> {
    const events: Append['events'][number][] = [];
    for (const [index, draft] of drafts.entries()) {
      const stream = draft.stream ?? made.stream;
      const held = this.#states.get(stream) ?? (await this.#state(this.#aggregateOf(made.capability, stream, made.input), stream));
      const event = envelopeOf(draft, { ...made, stream, revision: held.revision, id: eventIdOf(made.command.id, index) });
      const data = this.#sealed(event, dry);
      const stored = { ...event, data };
      const bytes = bytesOf(stored);
      held.state = held.aggregate.evolve(held.state, stored);
      held.revision += 1;
      events.push({ id: event.id, stream, revision: event.revision, bytes });
    }
    return events;
  }

  #aggregateOf(capability: AnyCapability, stream: string, input: CommandInput): Aggregate {
    return capability.needs?.(input).find((need) => need.stream === stream)?.of ?? capability.of;
  }

  #sealed(event: Envelope, dry: boolean): unknown {
    const definition = eventDefinition(event.type);
    if (!definition) throw new Error(`${event.type} is not in the list of events`);
    if (dry) return event.data; // a preview leaves no keys behind
    const { vault } = this.#ports;
    return sealData(definition, event.data, { vault, eventId: event.id, fallbackPerson: fallbackPerson(event) });
  }

  async #state(aggregate: Aggregate, stream: string): Promise<Held> {
    const held = this.#states.get(stream);
    if (held) return held;
    let state = aggregate.initial();
    const events = await this.#ports.store.readStream(stream);
    for (const { bytes } of events) state = aggregate.evolve(state, readEvent(bytes));
    const loaded = { state, revision: events.length, aggregate };
    this.#states.set(stream, loaded);
    return loaded;
  }

  /** Now, never before the last event. A clock far behind it is refused: something has set it back. */
  async #now(): Promise<number | Refusal> {
    this.#lastRecordedMs ??= await this.#lastInStore();
    const now = this.#ports.clock.now();
    if (now < this.#lastRecordedMs - CLOCK_TOLERANCE_MS) {
      return { kind: 'unavailable', code: 'clock-behind', detail: { minutes: Math.round((this.#lastRecordedMs - now) / 60_000) } };
    }
    this.#lastRecordedMs = Math.max(this.#lastRecordedMs, now);
    return this.#lastRecordedMs;
  }

  async #lastInStore(): Promise<number> {
    const { size } = await this.#ports.store.frontier();
    const [last] = size === 0 ? [] : await this.#ports.store.readAll(size - 1, 1);
    return last ? Date.parse(readEvent(last.bytes).recordedAt) : 0;
  }

  /** Every reference must point at something that was recorded before, or earlier in the same batch. */
  async #missingReference(fields: readonly Field[], input: Readonly<Record<string, unknown>>): Promise<Refusal | undefined> {
    for (const { name, target, kind } of fields) {
      const id = input[name];
      if (kind !== 'reference' || !target || typeof id !== 'string') continue;
      const stream = `${target}-${id}`;
      const known = this.#states.get(stream)?.revision ?? (await this.#ports.store.readStream(stream)).length;
      if (known === 0) return { kind: 'rejected', code: `no-such-${target}`, field: name, detail: { id } };
    }
    return undefined;
  }
}

/** Registering an organisation names itself: its own code need not exist yet. A fund that is missing is the capability's to say. */
const isOwnKey = ({ name }: AnyCapability, { field, code }: Refusal): boolean =>
  (name === 'organisation.register' && field === 'org') || code === 'no-such-fund' || code === 'no-such-visit';

function answersOf(decided: readonly (Refusal | Decision)[], outcomes: readonly AppendOutcome[]): readonly Answer[] {
  let next = 0;
  return decided.map((decision): Answer => {
    if (!('append' in decision)) return { ok: false, refusal: decision };
    const outcome = outcomes[next++];
    const { append, findings } = decision;
    if (outcome?.kind === 'recorded') {
      return { ok: true, repeated: false, eventIds: append.events.map(({ id }) => id), findings, position: outcome.position };
    }
    if (outcome?.kind === 'repeated') return { ok: true, repeated: true, eventIds: outcome.eventIds, findings };
    const code = outcome?.kind === 'command-reused' ? 'command-reused' : 'conflict';
    return { ok: false, refusal: { kind: 'reused', code } };
  });
}
