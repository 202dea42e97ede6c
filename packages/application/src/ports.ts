import type { Page } from '@mingbai/proof';

/**
 * What the application needs from the outside world. Every adapter of a port passes the contract tests beside this
 * file.
 */

/**
 * An event as it is stored: canonical UTF-8 bytes (RFC 8785) of the whole envelope but its position, hashed once and
 * never rebuilt.
 */
export type StoredEvent = {
  /** The event's leaf index in the store's RFC 6962 tree; dense from 0. */
  readonly position: number;
  readonly bytes: Uint8Array;
};

/** An event about to be stored. Stream and revision stand in the bytes too; the store checks them against its own. */
export type NewEvent = {
  /** Follows from its command's id (`eventIdOf`); it is never one that follows from another's. */
  readonly id: string;
  readonly stream: string;
  /** 0 for the first event of a stream. */
  readonly revision: number;
  readonly bytes: Uint8Array;
};

/** What one command writes: all of it or nothing. */
export type Append = {
  readonly command: string;
  /** Keyed hash of the command's content: the same id with another hash is refused. */
  readonly requestHash: string;
  readonly events: readonly NewEvent[];
};

export type CommandRecord = { readonly requestHash: string; readonly eventIds: readonly string[] };

/** A command with the position of its first event, or, without events, of the event that came next. */
export type ListedCommand = CommandRecord & { readonly id: string; readonly position: number };

export type AppendOutcome =
  /** `position` is that of the append's first event; the others follow it. */
  | { readonly kind: 'recorded'; readonly position: number }
  /** The command is known with the same content; nothing was written. */
  | { readonly kind: 'repeated'; readonly eventIds: readonly string[] }
  /** The command is known with other content; nothing was written. */
  | { readonly kind: 'command-reused' }
  /** A stream is not at the revision that the events expect; nothing was written. */
  | { readonly kind: 'conflict'; readonly stream: string };

/** The tree's state that commits with every append: its size and the roots of its perfect subtrees, largest first. */
export type Frontier = { readonly size: number; readonly hashes: readonly Uint8Array[] };

/** Meaning of the store: district, proof origin, suite of algorithms, format. Written once, when the store is made. */
export type StoreHeader = {
  readonly format: number;
  readonly suite: string;
  /** C2SP origin, `mingbai/<district code>`. */
  readonly origin: string;
  readonly district: string;
};

/** An append-only log with atomic appends to several streams and one proof tree. */
export interface EventStore {
  readonly header: StoreHeader;
  /**
   * Runs `work` while nobody else has a turn, in this process or another, and tells it the number of events at the
   * beginning. A store that cannot keep other processes away lets them in; then appends may meet conflicts.
   */
  turn<T>(work: (size: number) => Promise<T>): Promise<T>;
  /**
   * Writes a batch in one durable transaction and answers each append in order. A refused append leaves the others
   * untouched, or with `whole` takes them with it: then nothing is written, whatever the others are answered. Throws
   * when nothing could be made durable: then nothing of the batch is stored.
   */
  append(batch: readonly Append[], options?: { readonly whole?: boolean }): Promise<readonly AppendOutcome[]>;
  command(id: string): Promise<CommandRecord | undefined>;
  /**
   * Commands at positions [from, to) in the order of recording; those without events come before the one with events at
   * the same position. With the events they are all that a copy of the store needs.
   */
  commandsIn(from: number, to: number): Promise<readonly ListedCommand[]>;
  /** Events of one stream from a revision on, in order; empty for an unknown stream. */
  readStream(stream: string, fromRevision?: number): Promise<readonly StoredEvent[]>;
  /** Up to `limit` events from a position on, in order of position. */
  readAll(fromPosition: number, limit: number): Promise<readonly StoredEvent[]>;
  eventById(id: string): Promise<StoredEvent | undefined>;
  frontier(): Promise<Frontier>;
  /** Stored leaf hashes [from, to) of the tree, for proofs and verification. */
  leaves(from: number, to: number): Promise<readonly Uint8Array[]>;
  /** The events at positions [from, to) with their leaf hashes, if the engine packs them faster than its caller. */
  page?(from: number, to: number): Promise<Page>;
  /** Signed checkpoints that this store has issued, oldest first (C2SP note texts). */
  checkpoints(): Promise<readonly string[]>;
  saveCheckpoint(note: string): Promise<void>;
  /**
   * Calls `changed` after events have been recorded, whoever recorded them; `readAll` then gives them. One call may
   * stand for several appends and may come late, but one comes. Returns what ends the watching.
   */
  watch(changed: () => void): () => void;
  /**
   * What is wrong with what stands around the events in a file of ours, a line for each; empty when all is well. Reads
   * all of it. An engine that looks after its own files has none.
   */
  integrity?(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Milliseconds since the epoch; the only clock. */
export interface Clock {
  now(): number;
}

/** The disk that the store's files stand on. */
export interface Disk {
  /** Bytes that may still be written. */
  freeBytes(): number;
}

/** The only source of chance: ids of persons, keys and nonces. Seeded in tests. */
export interface Random {
  bytes(length: number): Uint8Array;
}

/** Classes of personal data, each with a key of its own per person, so that one can be destroyed without the others. */
export type RetentionClass = 'identity' | 'voucher' | 'health' | 'hardship' | 'child';

/** An encrypted personal field as it stands in events and read models. */
export type SealedText = {
  readonly sealed: 1;
  readonly person: string;
  readonly class: RetentionClass;
  /** base64 */
  readonly nonce: string;
  /** base64 of ciphertext and tag */
  readonly text: string;
};

/** Keys of persons. Format and cipher are AES-256-GCM, 12-byte nonce, 16-byte tag, context as associated data. */
export interface Vault {
  /**
   * The id of a person whom nobody has named before; their identity key is durable already. Such keys are made in
   * batches, so some may never be used: they belong to nobody.
   */
  newPerson(): string;
  /**
   * Seals under the person's key, making the key if it is missing. Refuses (throws `ErasedPerson`) after the key was
   * destroyed.
   */
  seal(person: string, retention: RetentionClass, context: string, text: string): SealedText;
  /**
   * The text, or undefined when its key has been destroyed. Throws when the bytes were altered or the context differs.
   */
  open(sealed: SealedText, context: string): string | undefined;
  /**
   * Makes keys that `seal` created durable. Called before the events that need them are appended. False when another
   * process was first with one of them: what was sealed since the last call cannot be opened; it is to be sealed again.
   */
  flush(): boolean;
  /**
   * Destroys the person's key of one class, or of all; a fence stays, so that the person cannot come back. Repetition
   * changes nothing.
   */
  destroy(person: string, retention?: RetentionClass): void;
  close(): void;
}
