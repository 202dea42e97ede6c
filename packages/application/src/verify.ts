import {
  equalBytes,
  openCheckpoint,
  rootOf,
  toBase64,
  TreeBuilder,
  type Checkpoint,
  type NoteVerifier,
} from '@mingbai/proof';
import { addFen, fen, type Fen } from '@mingbai/kernel';
import { examine, examined, type Examine, type Examined, type ExaminedEvent } from './examine.ts';
import type { EventStore } from './ports.ts';

/** Something that does not verify: where, which event if it is known, and by which code. */
export type VerifyProblem = {
  readonly code: string;
  readonly position?: number;
  readonly event?: string;
  readonly detail?: Readonly<Record<string, string | number>>;
};
export type Verified = {
  readonly ok: boolean;
  readonly size: number;
  /** Base64 of the recomputed root. */
  readonly root: string;
  readonly problems: readonly VerifyProblem[];
  readonly balances: Readonly<Record<string, Fen>>;
  /** Funds whose opening amount is unknown: their balance is only its known part. */
  readonly openingUnknown: readonly string[];
};

/**
 * What is verified, from a store or from a bundle: bytes and leaves in order of position, and the checkpoints to hold
 * against.
 */
export type Evidence = {
  readonly events: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  readonly leaves: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  readonly checkpoints: readonly string[];
  readonly verifier: NoteVerifier;
  /** The root that the store itself keeps beside its events. */
  readonly keptRoot?: { readonly size: number; readonly root: Uint8Array };
  /** Who examines the events one by one; this thread unless told otherwise. */
  readonly examine?: Examine | undefined;
};

/**
 * Recomputes every hash, follows every stream's revisions, holds the tree against every checkpoint and rebuilds all
 * balances, in one pass and without keeping the events. Needs nothing but the evidence. A changed byte is named by its
 * event's position.
 */
export async function verifyEvidence(evidence: Evidence): Promise<Verified> {
  const pass = new VerifyingPass();
  const opened = evidence.checkpoints.map((note) => openedBy(evidence.verifier, note));
  const sizes = new Set(opened.flatMap((checkpoint) => checkpoint?.size ?? []));
  const roots = new Map<number, Uint8Array>([[0, pass.tree.root()]]);
  const leaves = iterated(evidence.leaves);
  for await (const event of examined(evidence.events, evidence.examine ?? examine)) {
    const kept = await leaves.next();
    pass.take(event, kept.done ? undefined : kept.value);
    if (sizes.has(pass.tree.size)) roots.set(pass.tree.size, pass.tree.root());
  }
  const { size } = pass.tree;
  if (!(await leaves.next()).done) pass.problems.push({ code: 'tail-missing', position: size });
  const root = pass.tree.root();
  const { keptRoot } = evidence;
  if (keptRoot && (keptRoot.size !== size || !equalBytes(keptRoot.root, root)))
    pass.problems.push({ code: 'root-differs', detail: { size: keptRoot.size } });
  for (const checkpoint of opened) pass.problems.push(...checkpointProblems(checkpoint, { size, roots }));
  return { size, root: toBase64(root), ...pass.result() };
}

const iterated = <T>(items: AsyncIterable<T> | Iterable<T>): AsyncIterator<T> | Iterator<T> =>
  Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();

/** What is gathered event by event. */
class VerifyingPass {
  readonly tree = new TreeBuilder();
  readonly problems: VerifyProblem[] = [];
  readonly #revisions = new Map<string, number>();
  readonly #balances = new Map<string, Fen>();
  readonly #openingUnknown: string[] = [];

  take({ leaf, event }: Examined, kept: Uint8Array | undefined): void {
    const position = this.tree.size;
    this.tree.add(leaf);
    const changed = kept === undefined || !equalBytes(kept, leaf);
    this.problems.push(...eventProblems(event, { position, changed }, this.#revisions));
    if (!event || event.deltaFen === undefined || this.problems.length > 0) return;
    const fund = event.stream.slice('fund-'.length);
    this.#balances.set(fund, addFen(this.#balances.get(fund) ?? fen(0), event.deltaFen));
    if (event.opensUnknown) this.#openingUnknown.push(fund);
  }

  /** Balances are told only of a log in which nothing is wrong. */
  result(): Pick<Verified, 'ok' | 'problems' | 'balances' | 'openingUnknown'> {
    const ok = this.problems.length === 0;
    return {
      ok,
      problems: this.problems,
      balances: ok ? Object.fromEntries(this.#balances) : {},
      openingUnknown: ok ? this.#openingUnknown : [],
    };
  }
}

function eventProblems(
  event: ExaminedEvent | undefined,
  { position, changed }: { position: number; changed: boolean },
  revisions: Map<string, number>,
): readonly VerifyProblem[] {
  if (!changed) return event ? orderProblems(event, position, revisions) : [{ code: 'event-unreadable', position }];
  if (event) revisions.set(event.stream, event.revision); // the next event of the stream is not to blame
  return [{ code: 'event-altered', position, ...(event ? { event: event.id } : {}) }];
}

function orderProblems(
  event: ExaminedEvent,
  position: number,
  revisions: Map<string, number>,
): readonly VerifyProblem[] {
  const expected = (revisions.get(event.stream) ?? -1) + 1;
  revisions.set(event.stream, event.revision);
  return event.revision === expected ? [] : [{ code: 'revision-gap', position, event: event.id }];
}

function openedBy(verifier: NoteVerifier, note: string): Checkpoint | undefined {
  try {
    return openCheckpoint(note, [verifier]);
  } catch {
    return undefined; // the caller names it as not signed
  }
}

type Grown = { readonly size: number; readonly roots: ReadonlyMap<number, Uint8Array> };

/** Whether the log continues what a checkpoint has signed: not shorter, and with the same root at that size. */
function checkpointProblems(checkpoint: Checkpoint | undefined, { size, roots }: Grown): readonly VerifyProblem[] {
  if (!checkpoint) return [{ code: 'checkpoint-not-signed' }];
  if (checkpoint.size > size)
    return [{ code: 'tail-cut', position: size, detail: { signed: checkpoint.size, found: size } }];
  const root = roots.get(checkpoint.size);
  return root && equalBytes(root, checkpoint.root)
    ? []
    : [{ code: 'history-rewritten', detail: { signed: checkpoint.size } }];
}

export type StoreVerification = {
  /** Checkpoints that were kept elsewhere. */
  readonly extra?: readonly string[];
  /** Awaited between pages, so that others get their answers meanwhile. */
  readonly breathe?: () => Promise<void>;
  readonly examine?: Examine;
};

/**
 * Verifies a store in place, page by page, up to the end that it has at the beginning: what is recorded meanwhile is
 * left to the next time.
 */
export async function verifyStore(
  store: EventStore,
  verifier: NoteVerifier,
  { extra = [], breathe = () => Promise.resolve(), examine: by }: StoreVerification = {},
): Promise<Verified> {
  const checkpoints = await store.checkpoints(); // first: one of later would tell of events that are not looked at
  const frontier = await store.frontier();
  return verifyEvidence({
    events: events(store, frontier.size, breathe),
    leaves: leaves(store, frontier.size),
    checkpoints: [...checkpoints, ...extra],
    verifier,
    keptRoot: { size: frontier.size, root: rootOf(frontier) },
    examine: by,
  });
}

const PAGE = 500;

/** Events up to a size; what stands behind them is given too, unless the tree has grown over it meanwhile. */
async function* events(store: EventStore, size: number, breathe: () => Promise<void>): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < size;) {
    const page = await store.readAll(from, Math.min(PAGE, size - from));
    if (page.length === 0) return;
    for (const { bytes } of page) yield bytes;
    from += page.length;
    await breathe();
  }
  const surplus = await store.readAll(size, PAGE);
  if ((await store.frontier()).size === size) for (const { bytes } of surplus) yield bytes;
}

async function* leaves(store: EventStore, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < size; from += PAGE) yield* await store.leaves(from, Math.min(from + PAGE, size));
}
