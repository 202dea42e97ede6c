/** A request that the event loop of a node answers in one piece. */
export type Job = { readonly at: number; readonly ms: number };

/** One process of the service. Times are milliseconds of this process or of its disk. */
export type NodeSettings = {
  readonly commandMs: number;
  /** What one transaction costs beside its commands: the waits for the disk, or the way to a server and back. */
  readonly commitMs: number;
  readonly largestBatch: number;
  /**
   * Where a batch is carried out: in the event loop, commit and all; in the loop, while the commit is a server's; or in
   * a thread, to which the loop only hands it.
   */
  readonly writer: 'loop' | 'server' | 'thread';
  /** What a command costs the loop that hands it to a thread. */
  readonly handOverMs: number;
};

/** Work that takes the loop whenever nobody waits, piece by piece: whoever comes waits for the end of a piece. */
export type Background = { readonly from: number; readonly ms: number; readonly pieceMs: number };
export type Load = {
  readonly commands: readonly number[];
  readonly jobs: readonly Job[];
  readonly background?: Background | undefined;
};

/** Time from arrival to answer, ms. `mean` is of the waiting alone. */
type Waits = { readonly mean: number; readonly p50: number; readonly p99: number; readonly most: number };
export type Outcome = {
  /** Share of the time until the last answer in which the event loop was taken. */
  readonly utilisation: number;
  readonly commands: Waits;
  readonly reads: Waits;
  readonly meanBatch: number;
};

/**
 * Runs a node over a load, event by event: first come, first served, except that commands which wait when a batch
 * begins go with it, and that a batch begins only after the last commit. Both lists are in order of arrival.
 */
export function simulateNode(settings: NodeSettings, { commands, jobs, background }: Load): Outcome {
  const run = new Run(settings, background);
  let [nextCommand, nextJob] = [0, 0];
  while (nextCommand < commands.length || nextJob < jobs.length) {
    const job = jobs[nextJob];
    const batchAt = Math.max(commands[nextCommand] ?? Infinity, run.writerFree);
    if (job && job.at < batchAt) {
      run.answer(job);
      nextJob += 1;
    } else {
      nextCommand += run.commit(commands, nextCommand, batchAt);
    }
  }
  return run.outcome();
}

class Run {
  readonly #settings: NodeSettings;
  readonly #background: Background | undefined;
  readonly #commands = new Answers();
  readonly #reads = new Answers();
  #loopFree = 0;
  #busy = 0;
  #batches = 0;
  #backgroundMs: number;
  writerFree = 0;

  constructor(settings: NodeSettings, background: Background | undefined) {
    this.#settings = settings;
    this.#background = background;
    this.#backgroundMs = background?.ms ?? 0;
  }

  /** When the loop begins with what comes at a moment: the work in the background fills the time before. */
  #begin(at: number): number {
    const { from = 0, pieceMs = 1 } = this.#background ?? {};
    const idle = at - Math.max(this.#loopFree, from);
    if (idle <= 0 || this.#backgroundMs <= 0) return Math.max(this.#loopFree, at);
    const filled = Math.min(this.#backgroundMs, Math.ceil(idle / pieceMs) * pieceMs);
    this.#backgroundMs -= filled;
    this.#busy += filled;
    return Math.max(at, Math.max(this.#loopFree, from) + filled);
  }

  answer({ at, ms }: Job): void {
    const start = this.#begin(at);
    this.#loopFree = start + ms;
    this.#busy += ms;
    this.#reads.add(at, start, this.#loopFree);
  }

  /** Carries out what waits when the loop comes to it; gives how many commands those were. */
  commit(commands: readonly number[], from: number, ready: number): number {
    const { commandMs, commitMs, largestBatch, writer, handOverMs } = this.#settings;
    const start = writer === 'thread' ? ready : this.#begin(ready);
    let end = from + 1;
    while (end < commands.length && end - from < largestBatch && (commands[end] ?? Infinity) <= start) end += 1;
    const decided = start + (end - from) * commandMs;
    this.writerFree = decided + commitMs;
    const begun = writer === 'thread' ? this.#begin(ready) : start;
    const inLoop = { loop: this.writerFree - start, server: decided - start, thread: (end - from) * handOverMs }[
      writer
    ];
    this.#loopFree = begun + inLoop;
    this.#busy += inLoop;
    this.#batches += 1;
    for (const at of commands.slice(from, end)) this.#commands.add(at, start, this.writerFree);
    return end - from;
  }

  outcome(): Outcome {
    const end = Math.max(this.#loopFree, this.writerFree);
    return {
      utilisation: end === 0 ? 0 : this.#busy / end,
      commands: this.#commands.waits(),
      reads: this.#reads.waits(),
      meanBatch: this.#batches === 0 ? 0 : this.#commands.count / this.#batches,
    };
  }
}

class Answers {
  readonly #times: number[] = [];
  #waited = 0;

  get count(): number {
    return this.#times.length;
  }

  add(at: number, start: number, end: number): void {
    this.#waited += start - at;
    this.#times.push(end - at);
  }

  waits(): Waits {
    const sorted = Float64Array.from(this.#times).toSorted();
    const share = (part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
    const mean = sorted.length === 0 ? 0 : this.#waited / sorted.length;
    return { mean, p50: share(0.5), p99: share(0.99), most: sorted.at(-1) ?? 0 };
  }
}
