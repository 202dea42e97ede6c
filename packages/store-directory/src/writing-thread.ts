import type { Worker } from 'node:worker_threads';
import { StoreError, type Answer, type Command } from '@mingbai/application';

/** What the thread that writes is asked to do; the names are those of `WritingCalls`. */
export type WritingCalls = {
  readonly run: (command: Command) => Promise<Answer>;
  readonly runAll: (commands: readonly Command[]) => Promise<readonly Answer[]>;
  readonly preview: (commands: readonly Command[]) => Promise<readonly Answer[]>;
  readonly checkpoint: () => Promise<string>;
  readonly close: () => Promise<void>;
};
export type Call = { readonly number: number; readonly name: keyof WritingCalls; readonly argument: unknown };

/** An error as it crosses between threads: by its code, for its class does not. */
export type Fault = {
  readonly message: string;
  readonly code?: string | undefined;
  readonly detail?: unknown;
  readonly ownerPid?: unknown;
};
/** What comes back: number 0 says that the store is open. */
export type Reply = { readonly number: number; readonly value?: unknown; readonly fault?: Fault };

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (fault: Error) => void };

/**
 * The other side of a thread that owns a store's files and writes to them, so that waiting for the disk holds up nobody
 * who reads. Throws what the thread threw, by the same code; once it has ended, `store-unreachable`.
 */
export class WritingThread implements WritingCalls {
  readonly #worker: Worker;
  readonly #answered: () => void;
  readonly #waiting = new Map<number, Waiting>();
  readonly #ended: Promise<void>;
  /** Resolves with the reason when the thread ends without having been told to. */
  readonly broken: Promise<Error>;
  #break: (reason: Error) => void = () => {};
  #closing = false;
  #open = true;
  #next = 1;

  /** `answered` is called before anybody is told: what was recorded can be read from then on. */
  constructor(worker: Worker, answered: () => void) {
    this.#worker = worker;
    this.#answered = answered;
    this.broken = new Promise((resolve) => {
      this.#break = resolve;
    });
    worker.on('message', (reply: Reply) => this.#settle(reply));
    worker.on('error', (fault) => this.#end(fault));
    this.#ended = new Promise((resolve) => {
      worker.on('exit', () => {
        this.#end(undefined);
        resolve();
      });
    });
  }

  /** Resolves when the thread has opened the store. */
  opened(): Promise<void> {
    return this.#wait(0) as Promise<void>; // number 0 brings nothing
  }

  readonly run: WritingCalls['run'] = (command) => this.#call('run', command) as Promise<Answer>;
  readonly runAll: WritingCalls['runAll'] = (commands) => this.#call('runAll', commands) as Promise<readonly Answer[]>;
  readonly preview: WritingCalls['preview'] = (commands) =>
    this.#call('preview', commands) as Promise<readonly Answer[]>;
  readonly checkpoint: WritingCalls['checkpoint'] = () => this.#call('checkpoint', undefined) as Promise<string>;

  async close(): Promise<void> {
    this.#closing = true;
    if (this.#open) await this.#call('close', undefined);
    await this.#ended;
  }

  #call(name: keyof WritingCalls, argument: unknown): Promise<unknown> {
    const number = this.#next++;
    const answer = this.#wait(number);
    if (this.#open) this.#worker.postMessage({ number, name, argument } satisfies Call);
    return answer;
  }

  #wait(number: number): Promise<unknown> {
    if (!this.#open) return Promise.reject(ended(undefined));
    return new Promise((resolve, reject) => this.#waiting.set(number, { resolve, reject }));
  }

  #settle({ number, value, fault }: Reply): void {
    const waiting = this.#waiting.get(number);
    this.#waiting.delete(number);
    this.#answered();
    if (fault) waiting?.reject(Object.assign(new Error(fault.message), fault));
    else waiting?.resolve(value);
  }

  #end(cause: unknown): void {
    this.#open = false;
    for (const { reject } of this.#waiting.values()) reject(ended(cause));
    this.#waiting.clear();
    if (!this.#closing) this.#break(ended(cause));
  }
}

const ended = (cause: unknown): StoreError =>
  new StoreError('store-unreachable', 'the thread that writes has ended', { cause });
