import { Mingbai, StoreError, type Append, type AppendOutcome, type EventStore } from '@mingbai/application';
import { openReadModels } from '@mingbai/read-models-sqlite';
import type { Vault } from '@mingbai/application';
import { createHmac } from 'node:crypto';
import { Relay } from './relay.ts';
import type { Life, World } from './simulated-world.ts';

/** What goes wrong in a world, and how often: 0 never, 1 always. */
export type Chances = { readonly failing: number };
const MOST_SKEW_MS = 5 * 60_000;
const FAR_BACK_MS = 60 * 60_000;

const keyedHash = (text: string): string => createHmac('sha256', 'simulation').update(text).digest('hex');

/** The store as one process reaches it: every call takes its time, and a write may fail before or after it is done. */
export class NodeStore extends Relay {
  readonly world: World;
  readonly life: Life;
  readonly #failing: number;

  constructor(inner: EventStore, { world, life, failing }: { world: World; life: Life } & Chances) {
    super(inner);
    this.world = world;
    this.life = life;
    this.#failing = failing;
  }

  override turn<T>(work: (size: number) => Promise<T>): Promise<T> {
    return this.world.turn(this.life, async () => work((await this.frontier()).size));
  }

  override async append(
    batch: readonly Append[],
    options?: { readonly whole?: boolean },
  ): Promise<readonly AppendOutcome[]> {
    await this.world.step(this.life);
    this.#mayFail();
    const outcomes = await this.inner.append(batch, options);
    await this.world.step(this.life);
    this.#mayFail();
    return outcomes;
  }

  override async readAll(fromPosition: number, limit: number): ReturnType<EventStore['readAll']> {
    await this.world.step(this.life);
    return this.inner.readAll(fromPosition, limit);
  }

  override async readStream(stream: string, fromRevision?: number): ReturnType<EventStore['readStream']> {
    await this.world.step(this.life);
    return this.inner.readStream(stream, fromRevision);
  }

  override async command(id: string): ReturnType<EventStore['command']> {
    await this.world.step(this.life);
    return this.inner.command(id);
  }

  override watch(changed: () => void): () => void {
    return this.inner.watch(() => {
      if (!this.life.dead) changed();
    });
  }

  #mayFail(): void {
    if (this.world.chance() < this.#failing) throw new StoreError('store-unreachable', 'the disk has failed');
  }
}

export type Shared = { readonly world: World; readonly store: EventStore; readonly vault: Vault };
type OpenNode = (inner: EventStore, given: { world: World; life: Life } & Chances) => EventStore;

/** A process of the product, with read models that outlive it and a clock of its own. */
export class SimulatedNode {
  readonly models = openReadModels(':memory:');
  life: Life = { dead: true };
  mingbai: Mingbai;
  readonly #shared: Shared;
  readonly #open: OpenNode;
  #skewMs = 0;

  constructor(shared: Shared, open: OpenNode) {
    this.#shared = shared;
    this.#open = open;
    this.mingbai = this.start(0);
  }

  /** Begins a new life, on the store and the read models that the last one left. */
  start(failing: number): Mingbai {
    const { world, store: inner, vault } = this.#shared;
    const life: Life = { dead: false };
    const store = this.#open(inner, { world, life, failing });
    this.#skewMs = world.below(2 * MOST_SKEW_MS) - MOST_SKEW_MS;
    const mingbai = new Mingbai({
      store,
      models: this.models,
      vault,
      clock: { now: () => world.now + this.#skewMs },
      random: { bytes: (length) => Uint8Array.from({ length }, () => world.below(256)) },
      keyedHash,
      gathered: () => world.step(life),
      mask: '*',
      erased: '-',
    });
    mingbai.projector.follow(() => world.kill(life));
    this.life = life;
    this.mingbai = mingbai;
    return mingbai;
  }

  /** Somebody sets the clock far back: nothing is recorded here until a life with a better one. */
  setClockBack(): void {
    this.#skewMs = -FAR_BACK_MS;
  }

  kill(): void {
    this.#shared.world.kill(this.life);
  }
}
