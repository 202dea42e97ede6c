import { capabilityNamed, eventDefinition } from '@mingbai/domain';
import {
  dayAt,
  onDay,
  type Aggregate,
  type AnyCapability,
  type Day,
  type DecisionContext,
  type Draft,
  type Envelope,
  type Need,
} from '@mingbai/kernel';
import { actNamed } from './acts.ts';
import { answersOf, CONFLICT, isConflict, previewOutcomes, sizeAfter, withRecords } from './answer.ts';
import type { Answer, Decision } from './answer.ts';
import { appendSealed } from './append-sealed.ts';
import { alreadyTaken, claim } from './claims.ts';
import type { Command } from './command.ts';
import { isRefused } from './decide-batch.ts';
import { requireRoom } from './disk-reserve.ts';
import { bytesOf, isCommandId, readable, readEvent } from './envelope.ts';
import { derivedId, eventIdOf, randomId } from './identity.ts';
import type { Append, AppendOutcome } from './ports.ts';
import { missingReference } from './missing-reference.ts';
import type { References } from './references.ts';
import { refusalOf, type Refusal } from './refusal.ts';
import { identifyPersons, isErasure, sealData } from './sealing.ts';
import { envelopeOf, fallbackPerson, type CommandInput, type Making } from './make-envelope.ts';
import { requestHashOf } from './request-hash.ts';
import { advance, StreamStates, type Held } from './stream-states.ts';
import { takeTurn, type Mode, type Waiting } from './turn.ts';
import type { WriterPorts } from './writer-ports.ts';

export type { Answer } from './answer.ts';
export type { Command } from './command.ts';
export type { WriterPorts } from './writer-ports.ts';

const CLOCK_TOLERANCE_MS = 10 * 60_000;
/** So often a command is decided again because somebody else came in between; then it is refused. */
const MOST_CONFLICTS = 20;

/** One pass over commands: what it has decided so far and the time it gave last. A dry one leaves nothing behind. */
type Attempt = {
  readonly dry: boolean;
  readonly whole: boolean;
  readonly batch: Append[];
  readonly references: References | undefined;
  nowMs: number;
};

/**
 * The one writer of a store. What waits when the last commit ends is decided one after another, against state that
 * includes the batch, and forms one transaction; a refused command leaves the others untouched.
 */
export class Writer {
  readonly #ports: WriterPorts;
  readonly #states: StreamStates;
  readonly #queue: Waiting[] = [];
  #running = false;
  #lastRecordedMs: number | undefined;
  /** How many events the store holds as far as this writer knows. */
  #size: number | undefined;
  readonly #gathered: () => Promise<void>;

  constructor(ports: WriterPorts) {
    this.#ports = ports;
    this.#gathered = ports.gathered ?? (() => Promise.resolve());
    this.#states = new StreamStates(ports.store);
  }

  /** Carries out one command. Sent again with the same content it answers the same and changes nothing. */
  async run(command: Command): Promise<Answer> {
    const [answer] = await this.#enqueue([command], 'each');
    if (!answer) throw new Error('the writer gave no answer');
    return answer;
  }

  /** Carries out all commands in one transaction, or, if one is refused, none of them. */
  runAll(commands: readonly Command[]): Promise<readonly Answer[]> {
    return this.#enqueue(commands, 'whole');
  }

  /** What the commands would be answered; nothing is recorded. */
  preview(commands: readonly Command[]): Promise<readonly Answer[]> {
    return this.#enqueue(commands, 'dry');
  }

  #enqueue(commands: readonly Command[], mode: Mode): Promise<readonly Answer[]> {
    return new Promise((done, failed) => {
      this.#queue.push({ commands, mode, done, failed });
      if (!this.#running) void this.#drain();
    });
  }

  async #drain(): Promise<void> {
    this.#running = true;
    while (this.#queue.length > 0) {
      await this.#gathered();
      const turn = takeTurn(this.#queue);
      try {
        await this.#carryOut(turn);
      } catch (error) {
        this.#states.clear();
        for (const waiting of turn) waiting.failed(error);
      }
    }
    this.#running = false;
  }

  /** One turn of the store: nobody records anything between the first decision and the last commit of it. */
  async #carryOut(turn: readonly Waiting[]): Promise<void> {
    const answers = await this.#ports.store.turn(async (size) => {
      if (this.#size !== undefined && size !== this.#size) await this.#refresh();
      this.#size = size;
      if (turn[0]?.mode !== 'dry') requireRoom(this.#ports.disk);
      return this.#answers(turn);
    });
    let next = 0;
    for (const waiting of turn) waiting.done(answers.slice(next, (next += waiting.commands.length)));
  }

  /** Another process has recorded something: what is remembered of streams and of the clock is out of date. */
  async #refresh(): Promise<void> {
    this.#states.clear();
    this.#lastRecordedMs = undefined;
    await this.#ports.recorded();
  }

  async #answers(turn: readonly Waiting[]): Promise<readonly Answer[]> {
    const mode = turn[0]?.mode ?? 'each';
    const commands = turn.flatMap((waiting) => waiting.commands);
    this.#states.trim();
    // Nobody else's command comes between trying the whole and recording it: both are one turn.
    const tried = mode === 'each' ? undefined : await this.#attempt(commands, true);
    const settled = tried && (mode === 'dry' || tried.some(({ ok }) => !ok));
    return settled ? tried : this.#persist(commands, mode === 'whole');
  }

  /** Records what can be. Where another process came in between, the commands that met it are decided again. */
  async #persist(commands: readonly Command[], whole: boolean): Promise<readonly Answer[]> {
    const answers = new Map<Command, Answer>();
    let open = commands;
    for (let time = 0; open.length > 0 && time < MOST_CONFLICTS; time += 1) {
      if (time > 0) await this.#refresh();
      const given = await this.#attempt(open, false, whole);
      for (const [at, command] of open.entries()) answers.set(command, given[at] ?? CONFLICT);
      open = whole && given.some(isConflict) ? commands : open.filter((_, at) => isConflict(given[at] ?? CONFLICT));
    }
    return commands.map((command) => answers.get(command) ?? CONFLICT);
  }

  async #attempt(commands: readonly Command[], dry: boolean, whole = false): Promise<readonly Answer[]> {
    const attempt: Attempt = { dry, whole, batch: [], references: this.#ports.references?.(), nowMs: 0 };
    const decided: (Refusal | Decision)[] = [];
    for (const command of commands) {
      const decision = await this.#decide(command, attempt);
      decided.push(decision);
      if ('append' in decision) attempt.batch.push(decision.append);
    }
    const answers = answersOf(decided, dry ? await this.#preview(attempt.batch) : await this.#commit(attempt));
    return dry || whole ? answers : withRecords(answers, attempt.batch, this.#ports.store);
  }

  async #commit({ batch, nowMs, whole }: Attempt): Promise<readonly AppendOutcome[]> {
    if (batch.length === 0) return [];
    const outcomes = await appendSealed(this.#ports, batch, whole);
    if (outcomes.some(({ kind }) => kind !== 'recorded')) this.#states.clear();
    if (whole && outcomes.some(isRefused)) return outcomes;
    if (batch.some(({ events }) => events.length > 0))
      this.#lastRecordedMs = Math.max(this.#lastRecordedMs ?? 0, nowMs);
    this.#size = sizeAfter(outcomes, batch) ?? this.#size;
    await this.#ports.recorded();
    return outcomes;
  }

  async #preview(batch: readonly Append[]): Promise<readonly AppendOutcome[]> {
    this.#states.clear(); // the states have moved on as if the batch had been recorded
    return previewOutcomes(this.#ports.store, batch);
  }

  async #decide(command: Command, attempt: Attempt): Promise<Refusal | Decision> {
    if (!isCommandId(command.id)) return { kind: 'malformed', code: 'command-id-wrong' };
    const capability = capabilityNamed(command.capability) ?? actNamed(command.capability);
    if (!capability) return { kind: 'not-found', code: 'no-such-capability', detail: { name: command.capability } };
    const parsed = capability.input.safeParse(command.input, { reportInput: true });
    if (!parsed.success) return refusalOf(parsed.error, capability.input);
    const requestHash = requestHashOf(this.#ports.keyedHash, command);
    const known = await this.#ports.store.command(command.id);
    if (known) return { append: { command: command.id, requestHash, events: [] }, findings: [] };
    const now = await this.#now(attempt);
    if (typeof now !== 'number') return now;
    const input = identifyPersons(capability.input, parsed.data, this.#newPerson(attempt)) as CommandInput;
    const unfit = await this.#unfit(command, attempt, { capability, input });
    if (unfit) return unfit;
    const { outcome, context, stream } = await this.#ask(capability, input, { command, now });
    if (!outcome.ok) return { kind: 'rejected', ...outcome.error };
    const events = await this.#envelopes(
      outcome.value,
      { command, context, now, input, capability, stream },
      attempt.dry,
    );
    if (events === 'person-erased') return { kind: 'rejected', code: events };
    claim(attempt.references, command);
    const findings = outcome.value.flatMap((draft) => (draft.findings ?? []).map(({ code }) => code));
    return { append: { command: command.id, requestHash, events }, findings };
  }

  /** What it names must stand, and what its record is to be known by must be free. */
  async #unfit(command: Command, { references }: Attempt, { capability, input }: Pick<Making, 'capability' | 'input'>) {
    return (await missingReference(this.#states, capability, input)) ?? alreadyTaken(references, command);
  }

  /** A preview names persons without leaving keys behind. */
  #newPerson({ dry }: Attempt): () => string {
    return dry ? () => randomId(this.#ports.random) : () => this.#ports.vault.newPerson();
  }

  async #ask(capability: AnyCapability, input: CommandInput, { command, now }: { command: Command; now: number }) {
    const newId = (label: string): string => derivedId(command.id, label);
    const stream = capability.stream(input, newId);
    const { state } = await this.#states.get(capability.of, stream);
    const needed: unknown[] = [];
    for (let next = firstNeed(capability, input, needed); next; next = firstNeed(capability, input, needed))
      needed.push((await this.#states.get(next.of, next.stream)).state);
    const today: Day = dayAt(now);
    const context: DecisionContext = {
      actor: command.actor,
      org: input.org,
      occurredOn: input.occurredOn ?? onDay(today),
      today,
      imported: command.imported ?? false,
      newId,
      needed,
    };
    return { outcome: capability.decide(input, state, context), context, stream };
  }

  /** Everything is sealed before any state moves on: a person who was erased refuses the command and nothing else. */
  async #envelopes(drafts: readonly Draft[], made: Making, dry: boolean): Promise<Append['events'] | 'person-erased'> {
    const sealed: { readonly held: Held; readonly event: Envelope }[] = [];
    for (const [index, draft] of drafts.entries()) {
      const stream = draft.stream ?? made.stream;
      const held =
        this.#states.held(stream) ??
        (await this.#states.get(this.#aggregateOf(made.capability, stream, made.input), stream));
      const revision = held.revision + sealed.filter(({ event }) => event.stream === stream).length;
      const event = envelopeOf(draft, { ...made, stream, revision, id: eventIdOf(made.command.id, index) });
      const data = this.#sealed(event, dry);
      if (data === 'person-erased') return data;
      sealed.push({ held, event: readable({ ...event, data }) });
    }
    const events = sealed.map(({ event }) => ({
      id: event.id,
      stream: event.stream,
      revision: event.revision,
      bytes: bytesOf(event),
    }));
    for (const { held, event } of sealed) advance(held, event);
    return events;
  }

  #aggregateOf(capability: AnyCapability, stream: string, input: CommandInput): Aggregate {
    return capability.needs?.(input, []).find((need) => need.stream === stream)?.of ?? capability.of;
  }

  #sealed(event: Envelope, dry: boolean): unknown {
    const definition = eventDefinition(event.type);
    if (!definition) throw new Error(`${event.type} is not in the list of events`);
    if (dry) return event.data; // a preview leaves no keys behind
    const { vault, erased } = this.#ports;
    const place = { eventId: event.id, fallbackPerson: fallbackPerson(event) };
    try {
      return sealData(definition, event.data, { vault, erased, ...place });
    } catch (error) {
      if (isErasure(error)) return 'person-erased';
      throw error;
    }
  }

  /** Now, never before the last event. A clock far behind it is refused: something has set it back. */
  async #now(attempt: Attempt): Promise<number | Refusal> {
    const last = (this.#lastRecordedMs ??= await this.#lastInStore());
    const now = this.#ports.clock.now();
    if (now < last - CLOCK_TOLERANCE_MS) {
      return { kind: 'unavailable', code: 'clock-behind', detail: { minutes: Math.round((last - now) / 60_000) } };
    }
    attempt.nowMs = Math.max(last, attempt.nowMs, now);
    return attempt.nowMs;
  }

  async #lastInStore(): Promise<number> {
    const { size } = await this.#ports.store.frontier();
    const [last] = size === 0 ? [] : await this.#ports.store.readAll(size - 1, 1);
    return last ? Date.parse(readEvent(last.bytes).recordedAt) : 0;
  }
}

/** The first stream that a decision needs and whose state is not there yet. */
const firstNeed = (capability: AnyCapability, input: CommandInput, known: readonly unknown[]): Need | undefined =>
  capability.needs?.(input, known)[known.length];
