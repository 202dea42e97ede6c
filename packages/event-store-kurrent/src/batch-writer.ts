import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { decideBatch, isRefused, type Append, type AppendOutcome } from '@mingbai/application';
import { entriesOf, recordOf } from './entry.ts';
import type { Following } from './follow.ts';
import type { Transaction } from './log.ts';
import type { Names } from './names.ts';
import { patiently } from './patience.ts';
import type { Settlement } from './sequencer.ts';
import { StoreError } from './store-error.ts';

const mostAttempts = 20;
const longestPauseMs = 500;

/**
 * Writes batches to the server. A batch is decided against what this node knows and sent as one atomic append that
 * expects every stream where it was, with one new stream per command, which claims the command's id. If another node
 * was first, the batch is decided again against what that node wrote. It is answered once this node's sequencer has
 * passed it, for only then are its positions known.
 */
export class BatchWriter {
  readonly #following: Following;
  readonly #names: Names;
  /** Set when the server turned out to be too old to write to several streams as one act. */
  #singly = false;

  constructor(following: Following, names: Names) {
    this.#following = following;
    this.#names = names;
  }

  /**
   * With `whole` all of the batch is written or, if one of it is refused, nothing. Throws `StoreError`; the whole batch
   * is then refused, or, when the connection broke, its fate not known yet.
   */
  async write(batch: readonly Append[], whole: boolean): Promise<readonly AppendOutcome[]> {
    const recorded = new Set<string>();
    let verdicts = this.#decide(batch);
    // This node may only be behind; nobody is told of a conflict that another node has already overcome.
    if (verdicts.some(({ kind }) => kind === 'conflict')) {
      await this.catchUp();
      verdicts = this.#decide(batch);
    }
    for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
      if (whole && verdicts.some(isRefused)) return verdicts;
      const accepted = batch.filter((_, index) => verdicts[index]?.kind === 'recorded');
      if (await this.#send(accepted, recorded, whole)) return this.#outcomes(batch, verdicts, recorded);
      await this.catchUp();
      if (attempt > 0) await sleep(Math.min(2 ** attempt, longestPauseMs));
      verdicts = this.#decide(batch);
    }
    throw new StoreError('store-unreachable', `other nodes were first ${mostAttempts} times`);
  }

  /** Waits until this node knows all that the server held when it was asked. */
  async catchUp(): Promise<void> {
    const last = await this.#following.log.last();
    if (last) await this.#following.sequencer.passed(last.position);
  }

  /** Whether all of the appends were recorded; false when another node was first. Adds the commands that were. */
  async #send(appends: readonly Append[], recorded: Set<string>, whole: boolean): Promise<boolean> {
    if (appends.length === 0) return true;
    if (!this.#singly) {
      const settlement = await this.#sendAsOne(appends, true);
      if (settlement === 'recorded') for (const { command } of appends) recorded.add(command);
      if (settlement !== 'not-atomic') return settlement === 'recorded';
      this.#singly = true;
    }
    if (whole && appends.length > 1) throw notAtomic();
    requireSingleStreams(appends);
    for (const append of appends) {
      if ((await this.#sendAsOne([append], false)) !== 'recorded') return false;
      recorded.add(append.command);
    }
    return true;
  }

  async #sendAsOne(appends: readonly Append[], claims: boolean): Promise<Settlement | 'not-atomic'> {
    const { log, sequencer } = this.#following;
    const id = randomUUID();
    const settled = sequencer.settled(id);
    // It is waited for below, unless sending fails first.
    settled.catch(() => undefined);
    try {
      const written = await log.append(this.#transaction(id, appends, claims));
      if (written !== 'written') return written === 'stale' ? 'void' : written;
      return await patiently(settled, 'the server has not shown what was written to it: send it again');
    } finally {
      sequencer.forget(id);
    }
  }

  #transaction(id: string, appends: readonly Append[], claims: boolean): Transaction {
    const records = entriesOf(id, appends, claims).map((entry) => recordOf(entry, this.#names));
    const streams = new Set(records.map(({ stream }) => stream));
    const { sequence } = this.#following;
    return { records, expected: new Map([...streams].map((stream) => [stream, sequence.serverRevision(stream)])) };
  }

  /** What the batch would be answered if nobody else wrote; the positions are known for sure once it is recorded. */
  #decide(batch: readonly Append[]): readonly AppendOutcome[] {
    return decideBatch(batch, this.#following.sequence.held()).outcomes;
  }

  #outcomes(
    batch: readonly Append[],
    verdicts: readonly AppendOutcome[],
    recorded: Set<string>,
  ): readonly AppendOutcome[] {
    return batch.map(({ command }, index) => {
      const verdict = verdicts[index];
      // What an earlier attempt of this call has recorded is found repeated by the next; the first to name it did it.
      const own = verdict?.kind === 'repeated' && recorded.delete(command);
      if (verdict?.kind === 'recorded') recorded.delete(command);
      else if (verdict && !own) return verdict;
      const position = this.#following.sequence.firstPosition(command);
      if (position === undefined) throw new StoreError('store-damaged', 'a command that was recorded is missing');
      return { kind: 'recorded', position };
    });
  }
}

function requireSingleStreams(appends: readonly Append[]): void {
  if (appends.every(({ events }) => new Set(events.map(({ stream }) => stream)).size < 2)) return;
  throw notAtomic();
}

function notAtomic(): StoreError {
  const message = 'this server cannot write to several streams as one act: KurrentDB 25.1 or newer is needed';
  return new StoreError('server-too-old', message);
}
