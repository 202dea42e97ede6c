import { emptyFrontier, extendFrontier, leafHash } from '@mingbai/proof';
import type {
  Append,
  AppendOutcome,
  CommandRecord,
  EventStore,
  Frontier,
  ListedCommand,
  NewEvent,
  StoreHeader,
  StoredEvent,
} from './ports.ts';
import { isRefused } from './answer.ts';
import { Turns } from './turns.ts';
import { Watchers } from './watchers.ts';

type Entry = { readonly id: string; readonly bytes: Uint8Array; readonly leaf: Uint8Array };

/**
 * The event store in memory, for tests, dry runs and simulations; it answers as every durable store does. `append`
 * throws `event-id-reused`, with nothing written, if an event id is taken: ids come from command ids, so the caller is
 * wrong. Everything throws `store-unreachable` once the store is closed.
 */
export class MemoryStore implements EventStore {
  readonly header: StoreHeader;
  readonly #entries: Entry[] = [];
  readonly #positions = new Map<string, number>();
  readonly #streams = new Map<string, number[]>();
  readonly #commands = new Map<string, CommandRecord & { readonly position: number }>();
  readonly #checkpoints: string[] = [];
  readonly #watchers = new Watchers();
  readonly #turns = new Turns();
  #frontier: Frontier = emptyFrontier;
  #closed = false;

  constructor(header: StoreHeader) {
    this.header = header;
  }

  turn<T>(work: (size: number) => Promise<T>): Promise<T> {
    return this.#turns.take(async () => {
      this.#requireOpen();
      return work(this.#frontier.size);
    });
  }

  async append(batch: readonly Append[], { whole = false } = {}): Promise<readonly AppendOutcome[]> {
    this.#requireOpen();
    const taken = new Set<string>();
    const size = this.#frontier.size;
    const outcomes: AppendOutcome[] = [];
    for (const append of batch) outcomes.push(this.#write(append, size, taken));
    if (whole && outcomes.some(isRefused)) this.#forget(size, taken);
    if (this.#frontier.size > size) this.#watchers.tell();
    return outcomes;
  }

  /** Writes one append of a batch that began at a size; one that re-uses an event id takes the whole batch back. */
  #write(append: Append, size: number, taken: Set<string>): AppendOutcome {
    const refusal = this.#refusal(append);
    if (refusal) return refusal;
    if (this.#reusesId(append.events)) {
      this.#forget(size, taken);
      throw fault('event-id-reused', 'an event id is taken already');
    }
    taken.add(append.command);
    return this.#record(append);
  }

  async command(id: string): Promise<CommandRecord | undefined> {
    this.#requireOpen();
    const known = this.#commands.get(id);
    return known && { requestHash: known.requestHash, eventIds: known.eventIds };
  }

  async commandsIn(from: number, to: number): Promise<readonly ListedCommand[]> {
    this.#requireOpen();
    return [...this.#commands]
      .map(([id, { position, ...record }]) => ({ id, position, ...record }))
      .filter(({ position }) => position >= from && position < to)
      .toSorted(byPosition);
  }

  async readStream(stream: string, fromRevision = 0): Promise<readonly StoredEvent[]> {
    this.#requireOpen();
    return (this.#streams.get(stream) ?? []).slice(fromRevision).map((position) => this.#stored(position));
  }

  async readAll(fromPosition: number, limit: number): Promise<readonly StoredEvent[]> {
    this.#requireOpen();
    const end = Math.min(fromPosition + limit, this.#entries.length);
    const count = Math.max(end - fromPosition, 0);
    return Array.from({ length: count }, (_, index) => this.#stored(fromPosition + index));
  }

  async eventById(id: string): Promise<StoredEvent | undefined> {
    this.#requireOpen();
    const position = this.#positions.get(id);
    return position === undefined ? undefined : this.#stored(position);
  }

  async frontier(): Promise<Frontier> {
    this.#requireOpen();
    return this.#frontier;
  }

  async leaves(from: number, to: number): Promise<readonly Uint8Array[]> {
    this.#requireOpen();
    return this.#entries.slice(from, Math.max(from, to)).map(({ leaf }) => leaf.slice());
  }

  async checkpoints(): Promise<readonly string[]> {
    this.#requireOpen();
    return [...this.#checkpoints];
  }

  async saveCheckpoint(note: string): Promise<void> {
    this.#requireOpen();
    if (!this.#checkpoints.includes(note)) this.#checkpoints.push(note);
  }

  watch(changed: () => void): () => void {
    return this.#watchers.add(changed);
  }

  async close(): Promise<void> {
    this.#closed = true;
  }

  #refusal({ command, requestHash, events }: Append): AppendOutcome | undefined {
    const known = this.#commands.get(command);
    if (known?.requestHash === requestHash) return { kind: 'repeated', eventIds: known.eventIds };
    if (known) return { kind: 'command-reused' };
    const next = new Map<string, number>();
    for (const { stream, revision } of events) {
      const expected = next.get(stream) ?? this.#streams.get(stream)?.length ?? 0;
      if (revision !== expected) return { kind: 'conflict', stream };
      next.set(stream, expected + 1);
    }
    return undefined;
  }

  #reusesId(events: readonly NewEvent[]): boolean {
    return new Set(events.map(({ id }) => id)).size < events.length || events.some(({ id }) => this.#positions.has(id));
  }

  #record({ command, requestHash, events }: Append): AppendOutcome {
    const position = this.#entries.length;
    for (const { id, stream, bytes } of events) {
      const leaf = leafHash(bytes);
      const positions = this.#streams.get(stream) ?? [];
      positions.push(this.#entries.length);
      this.#streams.set(stream, positions);
      this.#positions.set(id, this.#entries.length);
      this.#entries.push({ id, bytes: Uint8Array.from(bytes), leaf });
      this.#frontier = extendFrontier(this.#frontier, leaf);
    }
    this.#commands.set(command, { requestHash, eventIds: events.map(({ id }) => id), position });
    return { kind: 'recorded', position };
  }

  /** Takes back a batch that turned out to be faulty: all of it or nothing is stored. */
  #forget(size: number, commands: ReadonlySet<string>): void {
    for (const command of commands) this.#commands.delete(command);
    for (const { id } of this.#entries.splice(size)) this.#positions.delete(id);
    for (const [stream, positions] of this.#streams) {
      this.#streams.set(
        stream,
        positions.filter((position) => position < size),
      );
    }
    this.#frontier = this.#entries.reduce((frontier, { leaf }) => extendFrontier(frontier, leaf), emptyFrontier);
  }

  #stored(position: number): StoredEvent {
    const entry = this.#entries[position];
    if (entry === undefined) throw fault('store-damaged', `position ${position} is missing`);
    return { position, bytes: Uint8Array.from(entry.bytes) };
  }

  #requireOpen(): void {
    if (this.#closed) throw fault('store-unreachable', 'the store is closed');
  }
}

/** Without events first: what comes with events moves the position on. */
const byPosition = (a: ListedCommand, b: ListedCommand): number =>
  a.position - b.position || a.eventIds.length - b.eventIds.length || (a.id < b.id ? -1 : 1);

function fault(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
