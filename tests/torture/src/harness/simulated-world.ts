import { setImmediate } from 'node:timers/promises';
import { seeded } from './plan.ts';

/** A process of the world: what it waits for is over when it is killed. */
export type Life = { dead: boolean };
const MOST_STEPS = 20_000;
type Waiting = { readonly life: Life; readonly goOn: () => void };

/**
 * One thread of events out of one seed: everybody in it goes on only when chance picks them, one at a time, and time
 * passes only between two such steps. The same seed gives the same run.
 */
export class World {
  readonly chance: () => number;
  /** Milliseconds since the epoch. */
  now = Date.parse('2025-03-10T00:00:00Z');
  readonly #waiting: Waiting[] = [];
  #steps = 0;
  #turn: Life | undefined;
  readonly #queue: Waiting[] = [];

  constructor(seed: number) {
    this.chance = seeded(seed);
  }

  /** A whole number below a limit. */
  below(limit: number): number {
    return Math.floor(this.chance() * limit);
  }

  /** Resolves when chance picks this process to go on; never once it is dead. */
  step(life: Life): Promise<void> {
    return new Promise((goOn) => this.#waiting.push({ life, goOn }));
  }

  /** The one turn that a store has for all its processes; a process that dies gives it back. */
  async turn<T>(life: Life, work: () => Promise<T>): Promise<T> {
    if (this.#turn || life.dead) await new Promise<void>((goOn) => this.#queue.push({ life, goOn }));
    else this.#turn = life;
    try {
      return await work();
    } finally {
      if (this.#turn === life) this.#pass(); // who has died meanwhile has given it back
    }
  }

  kill(life: Life): void {
    life.dead = true;
    if (this.#turn === life) this.#pass();
  }

  /** Lets everybody go on until the work is done; `meanwhile` happens between the steps. */
  async run<T>(work: Promise<T>, meanwhile: () => void): Promise<T> {
    let isDone = false;
    const done = work.finally(() => (isDone = true));
    done.catch(() => {}); // it is awaited below
    for (;;) {
      await setImmediate(); // all that needs nobody's picking has gone on by then
      if (isDone) return done;
      this.now += this.below(2000);
      meanwhile();
      this.#pick();
    }
  }

  #pick(): void {
    const living = this.#waiting.filter(({ life }) => !life.dead);
    this.#waiting.splice(0, this.#waiting.length, ...living);
    const [picked] = living.length === 0 ? [] : this.#waiting.splice(this.below(living.length), 1);
    this.#steps += 1;
    if (!picked || this.#steps > MOST_STEPS) throw new Error('nobody comes to an end');
    picked.goOn();
  }

  #pass(): void {
    const next = this.#queue.findIndex(({ life }) => !life.dead);
    const [waiting] = next === -1 ? [] : this.#queue.splice(0, next + 1).slice(-1);
    this.#turn = waiting?.life;
    waiting?.goOn();
  }
}
