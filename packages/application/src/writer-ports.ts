import type { Clock, Disk, EventStore, Random, Vault } from './ports.ts';
import type { References } from './references.ts';

/** What the writer works with. */
export type WriterPorts = {
  readonly store: EventStore;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly random: Random;
  /** Without it nobody looks at what is left of the disk. */
  readonly disk?: Disk | undefined;
  /** What a field reads whose key has been destroyed. */
  readonly erased?: string | undefined;
  /** Keyed hash (hexadecimal) of a command's content: the command table never holds the content itself. */
  readonly keyedHash: (text: string) => string;
  /** Called after events are durable and before anybody is answered. */
  readonly recorded: () => Promise<void>;
  /** What codes and numbers mean now: nobody takes one that somebody else has, or has just been given. */
  readonly references?: (() => References) | undefined;
  /**
   * Resolves when whatever has reached this process by now has been asked: what waits then shares the next commit.
   * Without it only callers of the same moment share one.
   */
  readonly gathered?: (() => Promise<void>) | undefined;
};
