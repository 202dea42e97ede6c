import type {
  Append,
  AppendOutcome,
  CommandRecord,
  EventStore,
  Frontier,
  ListedCommand,
  StoredEvent,
} from '@mingbai/application';

/** Passes every call on to another store: a broken store says only what it does wrong. */
export class Relay implements EventStore {
  protected readonly inner: EventStore;

  constructor(inner: EventStore) {
    this.inner = inner;
  }

  get header(): EventStore['header'] {
    return this.inner.header;
  }

  turn<T>(work: (size: number) => Promise<T>): Promise<T> {
    return this.inner.turn(work);
  }

  append(batch: readonly Append[], options?: { readonly whole?: boolean }): Promise<readonly AppendOutcome[]> {
    return this.inner.append(batch, options);
  }

  command(id: string): Promise<CommandRecord | undefined> {
    return this.inner.command(id);
  }

  commandsIn(from: number, to: number): Promise<readonly ListedCommand[]> {
    return this.inner.commandsIn(from, to);
  }

  readStream(stream: string, fromRevision?: number): Promise<readonly StoredEvent[]> {
    return this.inner.readStream(stream, fromRevision);
  }

  readAll(fromPosition: number, limit: number): Promise<readonly StoredEvent[]> {
    return this.inner.readAll(fromPosition, limit);
  }

  eventById(id: string): Promise<StoredEvent | undefined> {
    return this.inner.eventById(id);
  }

  frontier(): Promise<Frontier> {
    return this.inner.frontier();
  }

  leaves(from: number, to: number): Promise<readonly Uint8Array[]> {
    return this.inner.leaves(from, to);
  }

  checkpoints(): Promise<readonly string[]> {
    return this.inner.checkpoints();
  }

  saveCheckpoint(note: string): Promise<void> {
    return this.inner.saveCheckpoint(note);
  }

  watch(changed: () => void): () => void {
    return this.inner.watch(changed);
  }

  close(): Promise<void> {
    return this.inner.close();
  }
}
