/** Under which names a store's streams stand in KurrentDB. All begin with the store's prefix. */
export type Names = {
  readonly prefix: string;
  /** Written once, when the store is made. */
  readonly header: string;
  /** The checkpoints that the store has issued. */
  readonly checkpoints: string;
  /** One of the store's event streams. */
  readonly events: (stream: string) => string;
  /** Holds one event: the record of a command. Who writes it first has claimed the command's id. */
  readonly command: (id: string) => string;
};

/** The names under a prefix. */
export function namesUnder(prefix: string): Names {
  return {
    prefix,
    header: `${prefix}header`,
    checkpoints: `${prefix}checkpoints`,
    events: (stream) => `${prefix}events-${caseless(stream)}`,
    command: (id) => `${prefix}command-${caseless(id)}`,
  };
}

/**
 * The server compares the streams of one atomic append without regard to case, so names that differ by case alone
 * are told apart by a mark: `claim-A1` becomes `claim-^a1`.
 */
function caseless(name: string): string {
  return name.replaceAll(/[A-Z^]/g, (letter) => `^${letter.toLowerCase()}`);
}
