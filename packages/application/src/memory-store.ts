import { emptyFrontier } from '@mingbai/proof';
import { decideBatch } from './decide-batch.ts';
import type {
  Append,
  AppendOutcome,
  CommandRecord,
  EventStore,
  Frontier,
  ListedCommand,
  StoreHeader,
  StoredEvent,
} from './ports.ts';
import { StoreError } from './store-error.ts';
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
    const held = {
      frontier: this.#frontier,
      command: (id: string) => this.#commands.get(id),
      nextRevision: (stream: string) => this.#streams.get(stream)?.length ?? 0,
      hasEvent: (id: string) => this.#positions.has(id),
    };
    const { outcomes, events, commands, frontier } = decideBatch(batch, held, whole);
    for (const { id, stream, position, bytes, leaf } of events) {
      const positions = this.#streams.get(stream) ?? [];
      positions.push(position);
      this.#streams.set(stream, positions);
      this.#positions.set(id, position);
      this.#entries.push({ id, bytes: Uint8Array.from(bytes), leaf });
    }
    for (const { id, requestHash, first, count } of commands) {
      const eventIds = this.#entries.slice(first, first + count).map((entry) => entry.id);
      this.#commands.set(id, { requestHash, eventIds, position: first });
    }
    this.#frontier = frontier;
    if (events.length > 0) this.#watchers.tell();
    return outcomes;
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

  #stored(position: number): StoredEvent {
    const entry = this.#entries[position];
    if (entry === undefined) throw new StoreError('store-damaged', `position ${position} is missing`);
    return { position, bytes: Uint8Array.from(entry.bytes) };
  }

  #requireOpen(): void {
    if (this.#closed) throw new StoreError('store-unreachable', 'the store is closed');
  }
}

/** Without events first: what comes with events moves the position on. */
const byPosition = (a: ListedCommand, b: ListedCommand): number =>
  a.position - b.position || a.eventIds.length - b.eventIds.length || (a.id < b.id ? -1 : 1);
