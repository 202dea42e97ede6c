import { decideBatch, type Append, type AppendOutcome, type PlacedEvent } from '@mingbai/application';
import { findCommand } from './find-command.ts';
import { frontierIn, numberIn } from './rows.ts';
import type { Statements } from './statements.ts';

type StreamHead = { readonly id: number | undefined; readonly next: number };

/** Writes one batch inside of a transaction that its owner commits, or rolls back if this throws. */
export class BatchWriter {
  readonly #statements: Statements;
  readonly #heads = new Map<string, StreamHead>();

  constructor(statements: Statements) {
    this.#statements = statements;
  }

  /** Throws `event-id-reused` before anything was written. */
  write(batch: readonly Append[], whole: boolean): readonly AppendOutcome[] {
    const statements = this.#statements;
    const held = {
      frontier: frontierIn(statements.frontier.get()),
      command: (id: string) => findCommand(statements, id),
      nextRevision: (stream: string) => this.#head(stream).next,
      hasEvent: (id: string) => statements.positionOf.get(id) !== undefined,
    };
    const { outcomes, events, commands, frontier } = decideBatch(batch, held, whole);
    for (const event of events) this.#add(event);
    for (const { id, requestHash, first, count } of commands) statements.addCommand.run(id, requestHash, first, count);
    statements.setFrontier.run(frontier.size, Buffer.concat(frontier.hashes));
    return outcomes;
  }

  #add({ position, id, stream, revision, leaf, bytes }: PlacedEvent): void {
    const streamId = this.#head(stream).id ?? Number(this.#statements.addStream.run(stream).lastInsertRowid);
    this.#statements.addEvent.run(position, id, streamId, revision, leaf, bytes);
    this.#heads.set(stream, { id: streamId, next: revision + 1 });
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
