import { extendFrontier, leafHash } from '@mingbai/proof';
import type { Append, AppendOutcome, Frontier, NewEvent } from '@mingbai/application';
import { findCommand } from './find-command.ts';
import { frontierIn, numberIn } from './rows.ts';
import type { Statements } from './statements.ts';
import { StoreError } from './store-error.ts';

type StreamHead = { readonly id: number | undefined; readonly next: number };

/**
 * Writes the appends of one batch inside of a transaction that its owner commits. Each is decided against the tables,
 * which by then hold the earlier ones of the batch; a refused one has written nothing.
 */
export class BatchWriter {
  readonly #statements: Statements;
  readonly #heads = new Map<string, StreamHead>();
  #frontier: Frontier;

  constructor(statements: Statements) {
    this.#statements = statements;
    this.#frontier = frontierIn(statements.frontier.get());
  }

  /** Throws `event-id-reused`; the owner then rolls the whole batch back. */
  write(append: Append): AppendOutcome {
    return this.#refusal(append) ?? this.#record(append);
  }

  /** Puts the tree's state beside the events. Called once, before the commit. */
  finish(): void {
    const { size, hashes } = this.#frontier;
    this.#statements.setFrontier.run(size, Buffer.concat(hashes));
  }

  #refusal({ command, requestHash, events }: Append): AppendOutcome | undefined {
    const known = findCommand(this.#statements, command);
    if (known?.requestHash === requestHash) return { kind: 'repeated', eventIds: known.eventIds };
    if (known) return { kind: 'command-reused' };
    const expected = new Map<string, number>();
    for (const { stream, revision } of events) {
      const next = expected.get(stream) ?? this.#head(stream).next;
      if (revision !== next) return { kind: 'conflict', stream };
      expected.set(stream, next + 1);
    }
    return undefined;
  }

  #record({ command, requestHash, events }: Append): AppendOutcome {
    const position = this.#frontier.size;
    for (const event of events) this.#add(event);
    this.#statements.addCommand.run(command, requestHash, position, events.length);
    return { kind: 'recorded', position };
  }

  #add({ id, stream, revision, bytes }: NewEvent): void {
    if (this.#statements.positionOf.get(id) !== undefined) {
      throw new StoreError('event-id-reused', 'an event id is taken already');
    }
    const streamId = this.#head(stream).id ?? Number(this.#statements.addStream.run(stream).lastInsertRowid);
    const leaf = leafHash(bytes);
    this.#statements.addEvent.run(this.#frontier.size, id, streamId, revision, leaf, bytes);
    this.#heads.set(stream, { id: streamId, next: revision + 1 });
    this.#frontier = extendFrontier(this.#frontier, leaf);
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
