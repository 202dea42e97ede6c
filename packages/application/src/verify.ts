import {
  equalBytes,
  hashLength,
  openCheckpoint,
  packPage,
  PAGE,
  ProofError,
  rootOf,
  toBase64,
  TreeBuilder,
  type Checkpoint,
  type NoteVerifier,
  type Page,
} from '@mingbai/proof';
import { addFen, fen, type Fen } from '@mingbai/kernel';
import { pageOf, type Paged } from './evidence.ts';
import {
  examine,
  examined,
  readEvidence,
  type Depth,
  type Examine,
  type ExaminedEvent,
  type ExaminedPage,
} from './examine.ts';
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
 * What is verified, from a store or from a bundle: bytes and leaf hashes in order of position, and the checkpoints to
 * hold against.
 */
export type Evidence = {
  readonly pages: AsyncIterable<Page> | Iterable<Page>;
  readonly checkpoints: readonly string[];
  /** Checkpoints that somebody has kept elsewhere. */
  readonly kept?: readonly string[];
  readonly verifier: NoteVerifier;
  /** The root that the store itself keeps beside its events. */
  readonly keptRoot?: { readonly size: number; readonly root: Uint8Array };
  /** Who examines the pages; this thread unless told otherwise. */
  readonly examine?: Examine | undefined;
  /** `events` unless told otherwise. */
  readonly depth?: Depth | undefined;
};

/**
 * Recomputes every hash and holds the tree against every checkpoint; where events are read too, follows every stream's
 * revisions and rebuilds all balances. One pass, which does not keep the events and needs nothing but the evidence. A
 * changed byte is named by its event's position.
 */
export async function verifyEvidence(evidence: Evidence): Promise<Verified> {
  const { verifier, checkpoints, kept = [] } = evidence;
  const opened = [
    ...checkpoints.map((note) => openedBy(verifier, note, '')),
    ...kept.map((note) => openedBy(verifier, note, 'kept-')),
  ];
  const pass = new VerifyingPass(opened.flatMap((checkpoint) => ('size' in checkpoint ? checkpoint.size : [])));
  const { depth = 'events', examine: by = examine } = evidence;
  let surplus = 0;
  const examineNext = (page: Page) => {
    surplus += Math.max(page.leaves.length / hashLength - page.ends.length, 0);
    return by(page, depth);
  };
  for await (const page of examined(evidence.pages, examineNext)) pass.take(page);
  const { size } = pass.tree;
  if (surplus > 0) pass.problems.push({ code: 'tail-missing', position: size });
  const root = pass.tree.root();
  const { keptRoot } = evidence;
  if (keptRoot && (keptRoot.size !== size || !equalBytes(keptRoot.root, root)))
    pass.problems.push({ code: 'root-differs', detail: { size: keptRoot.size } });
  const found = opened.flatMap((checkpoint) => checkpointProblems(checkpoint, { size, roots: pass.roots }));
  pass.problems.push(...eachOnce(found));
  return { size, root: toBase64(root), ...pass.result() };
}

/** What is gathered page by page. */
class VerifyingPass {
  readonly tree = new TreeBuilder();
  /** The tree's roots at the sizes that somebody has signed. */
  readonly roots = new Map<number, Uint8Array>();
  readonly problems: VerifyProblem[] = [];
  readonly #sizes: ReadonlySet<number>;
  readonly #revisions = new Map<string, number>();
  readonly #balances = new Map<string, Fen>();
  readonly #openingUnknown: string[] = [];

  constructor(sizes: readonly number[]) {
    this.#sizes = new Set(sizes);
    this.#keepRoot();
  }

  take(page: ExaminedPage): void {
    const from = this.tree.size;
    this.#grow(page);
    const altered = new Set(page.altered.map(({ index }) => index));
    if (page.events.length === 0)
      for (const { index, content } of page.altered) this.#blame(readEvidence(content), from + index);
    for (const [index, event] of page.events.entries()) {
      if (altered.has(index)) this.#blame(event, from + index);
      else this.#follow(event, from + index);
    }
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

  /** A whole page is one subtree, unless somebody has signed a size within it. */
  #grow({ leaves, root }: ExaminedPage): void {
    const { size } = this.tree;
    const isSplit = [...this.#sizes].some((signed) => signed > size && signed < size + PAGE);
    if (root && !isSplit && size % PAGE === 0) this.tree.addPerfect(root, PAGE);
    else
      for (let at = 0; at < leaves.length; at += hashLength) {
        this.tree.add(leaves.slice(at, at + hashLength));
        this.#keepRoot();
      }
    this.#keepRoot();
  }

  #keepRoot(): void {
    if (this.#sizes.has(this.tree.size)) this.roots.set(this.tree.size, this.tree.root());
  }

  #blame(event: ExaminedEvent | undefined, position: number): void {
    if (event) this.#revisions.set(event.stream, event.revision); // the next event of the stream is not to blame
    this.problems.push({ code: 'event-altered', position, ...(event ? { event: event.id } : {}) });
  }

  #follow(event: ExaminedEvent | undefined, position: number): void {
    if (!event) return void this.problems.push({ code: 'event-unreadable', position });
    const { id, stream, revision, deltaFen, opensUnknown } = event;
    const expected = (this.#revisions.get(stream) ?? -1) + 1;
    this.#revisions.set(stream, revision);
    if (revision !== expected) this.problems.push({ code: 'revision-gap', position, event: id });
    if (deltaFen === undefined || this.problems.length > 0) return;
    const fund = stream.slice('fund-'.length);
    this.#balances.set(fund, addFen(this.#balances.get(fund) ?? fen(0), deltaFen));
    if (opensUnknown) this.#openingUnknown.push(fund);
  }
}

/** What is wrong with a checkpoint that cannot be believed, where it is more than its signature. */
const NOT_OPENED: Readonly<Record<string, string>> = {
  'malformed-note': 'checkpoint-broken',
  'malformed-checkpoint': 'checkpoint-broken',
  'unknown-signer': 'checkpoint-of-other-log',
  'wrong-origin': 'checkpoint-of-other-log',
};

/** Where a checkpoint stands: another file is to blame for one that was kept elsewhere. */
type Place = '' | 'kept-';

function openedBy(verifier: NoteVerifier, note: string, place: Place): Checkpoint | VerifyProblem {
  try {
    return openCheckpoint(note, [verifier]);
  } catch (error) {
    const code = NOT_OPENED[error instanceof ProofError ? error.code : ''] ?? 'checkpoint-not-signed';
    return { code: `${place}${code}`, detail: { log: verifier.name } };
  }
}

/** Problems of which several checkpoints tell, such as what is missing at the end, are named once. */
export const eachOnce = (problems: readonly VerifyProblem[]): readonly VerifyProblem[] => [
  ...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values(),
];

type Grown = { readonly size: number; readonly roots: ReadonlyMap<number, Uint8Array> };

/** Whether the log continues what a checkpoint has signed: not shorter, and with the same root at that size. */
function checkpointProblems(checkpoint: Checkpoint | VerifyProblem, { size, roots }: Grown): readonly VerifyProblem[] {
  if ('code' in checkpoint) return [checkpoint];
  if (checkpoint.size > size)
    return [{ code: 'tail-cut', position: size, detail: { signed: checkpoint.size, found: size } }];
  const root = roots.get(checkpoint.size);
  return root && equalBytes(root, checkpoint.root)
    ? []
    : [{ code: 'history-rewritten', detail: { signed: checkpoint.size } }];
}

export type StoreVerification = Pick<Evidence, 'examine' | 'depth'> & {
  /** Checkpoints that were kept elsewhere. */
  readonly extra?: readonly string[];
  /** Awaited between pages, so that others get their answers meanwhile. */
  readonly breathe?: () => Promise<void>;
};

/** What a verification asks of a store. */
export type Verifiable = Paged & Pick<EventStore, 'checkpoints' | 'frontier'>;

/**
 * Verifies a store in place, page by page, up to the end that it has at the beginning: what is recorded meanwhile is
 * left to the next time.
 */
export async function verifyStore(
  store: Verifiable,
  verifier: NoteVerifier,
  { extra = [], breathe = () => Promise.resolve(), ...how }: StoreVerification = {},
): Promise<Verified> {
  const checkpoints = await store.checkpoints(); // first: one of later would tell of events that are not looked at
  const frontier = await store.frontier();
  return verifyEvidence({
    pages: pages(store, frontier.size, breathe),
    checkpoints,
    kept: extra,
    verifier,
    keptRoot: { size: frontier.size, root: rootOf(frontier) },
    ...how,
  });
}

/** Events up to a size; what stands behind them is given too, unless the tree has grown over it meanwhile. */
async function* pages(store: Verifiable, size: number, breathe: () => Promise<void>): AsyncGenerator<Page> {
  for (let from = 0; from < size; from += PAGE) {
    yield await pageOf(store, from, Math.min(from + PAGE, size));
    await breathe();
  }
  const surplus = await store.readAll(size, PAGE);
  if (surplus.length === 0 || (await store.frontier()).size !== size) return;
  yield packPage(
    surplus.map(({ bytes }) => bytes),
    [],
  );
}
