import {
  decideBatch,
  eventIdOf,
  StoreError,
  type Append,
  type AppendOutcome,
  type PlacedCommand,
  type PlacedEvent,
} from '@mingbai/application';
import { checkSumOf, keyOf, recordOf, rowUnder } from './command-rows.ts';
import { packedHash, packedId } from './packed.ts';
import { frontierIn, numberIn } from './rows.ts';
import type { Statements } from './statements.ts';

type Key = { readonly text: string; readonly packed: string | Uint8Array };
/** A command with its own events. */
type Act = { readonly command: PlacedCommand; readonly events: readonly PlacedEvent[] };
type StreamHead = { readonly id: number | undefined; readonly next: number };

const reused = (): StoreError => new StoreError('event-id-reused', 'an event has the id of another command');

/** Writes one batch inside of a transaction that its owner commits, or rolls back if this throws. */
export class BatchWriter {
  readonly #statements: Statements;
  readonly #heads = new Map<string, StreamHead>();
  /** Under what the batch's commands are found. */
  readonly #keys = new Map<string, Key>();
  /** Keys that nothing is found under: they need not be looked for again as an event's id. */
  readonly #free = new Set<string>();

  constructor(statements: Statements) {
    this.#statements = statements;
  }

  /** Throws `event-id-reused` before anything was written. */
  write(batch: readonly Append[], whole: boolean): readonly AppendOutcome[] {
    const statements = this.#statements;
    const held = {
      frontier: frontierIn(statements.frontier.get()),
      command: (id: string) => this.#command(id),
      nextRevision: (stream: string) => this.#head(stream).next,
      hasEvent: (id: string) => !this.#free.has(id) && statements.placeOf.get(packedId(id)) !== undefined,
    };
    const { outcomes, events, commands, frontier } = decideBatch(batch, held, whole);
    const acts = commands.map((command) => {
      const from = command.first - held.frontier.size;
      return { command, events: events.slice(from, from + command.count) };
    });
    this.#requireOwnIds(acts);
    for (const act of acts) this.#add(act);
    statements.setFrontier.run(frontier.size, Buffer.concat(frontier.hashes));
    return outcomes;
  }

  /** No event has the id under which another command of the batch is found: ids come from their own command. */
  #requireOwnIds(acts: readonly Act[]): void {
    const owners = new Map(acts.map(({ command }) => [this.#keyOf(command.id).text, command]));
    for (const { command, events } of acts)
      for (const { id } of events) if ((owners.get(id) ?? command) !== command) throw reused();
  }

  #command(id: string) {
    const key = this.#keyOf(id);
    const row = rowUnder(this.#statements, key.packed);
    if (!row) this.#free.add(key.text);
    else if (row.id !== id) throw reused();
    return row && recordOf(this.#statements, row);
  }

  #add({ command, events }: Act): void {
    const { id, requestHash, first, count } = command;
    const row = [packedId(id), packedHash(requestHash), first, count, checkSumOf(command)] as const;
    const number = Number(this.#statements.addCommand.run(...row).lastInsertRowid);
    const key = this.#keyOf(id);
    this.#statements.addId.run(key.packed, number);
    for (const [index, event] of events.entries()) {
      const follows = event.id === (index === 0 ? key.text : eventIdOf(id, index));
      this.#addEvent(event, follows ? null : packedId(event.id));
      if (event.id !== key.text) this.#statements.addId.run(packedId(event.id), number);
    }
  }

  #addEvent({ position, stream, revision, leaf, bytes }: PlacedEvent, id: string | Uint8Array | null): void {
    const streamId = this.#head(stream).id ?? Number(this.#statements.addStream.run(stream).lastInsertRowid);
    this.#statements.addEvent.run(position, id, streamId, revision, leaf, bytes);
    this.#heads.set(stream, { id: streamId, next: revision + 1 });
  }

  #keyOf(command: string): Key {
    const known = this.#keys.get(command);
    if (known) return known;
    const text = keyOf(command);
    const key = { text, packed: packedId(text) };
    this.#keys.set(command, key);
    return key;
  }

  #head(stream: string): StreamHead {
    const known = this.#heads.get(stream);
    if (known) return known;
    const row = this.#statements.stream.get(stream);
    const head =
      row === undefined
        ? { id: undefined, next: 0 }
        : { id: numberIn(row, 'id'), next: row['last'] === null ? 0 : numberIn(row, 'last') + 1 };
    this.#heads.set(stream, head);
    return head;
  }
}
