import {
  consistencyProof,
  equalBytes,
  leafHash,
  openCheckpoint,
  rootOf,
  rootOfLeaves,
  verifyConsistency,
  type Checkpoint,
  type NoteVerifier,
} from '@mingbai/proof';
import { canonicalText, Envelope, type Fen } from '@mingbai/kernel';
import { inTodaysForm } from './envelope.ts';
import { balancesOf } from './replay.ts';
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
  readonly leaves: readonly Uint8Array[];
  readonly checkpoints: readonly string[];
  readonly verifier: NoteVerifier;
  /** The root that the store itself keeps beside its events. */
  readonly keptRoot?: { readonly size: number; readonly root: Uint8Array };
};

const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Recomputes every hash, follows every stream's revisions, holds the tree against every checkpoint and rebuilds all
 * balances. Needs nothing but the evidence. A changed byte is named by its event's position.
 */
export async function verifyEvidence(evidence: Evidence): Promise<Verified> {
  const problems: VerifyProblem[] = [];
  const computed: Uint8Array[] = [];
  const revisions = new Map<string, number>();
  const readable: Envelope[] = [];
  for await (const bytes of evidence.events) {
    const position = computed.length;
    const leaf = leafHash(bytes);
    computed.push(leaf);
    const kept = evidence.leaves[position];
    const event = readSafely(bytes);
    const changed = kept === undefined || !equalBytes(kept, leaf);
    problems.push(...eventProblems(event, { position, changed }, revisions));
    if (event && !changed) readable.push(event);
  }
  if (evidence.leaves.length > computed.length) problems.push({ code: 'tail-missing', position: computed.length });
  problems.push(...rootProblems(evidence, computed));
  const sound = problems.length > 0 ? [] : readable;
  const balances = Object.fromEntries(balancesOf(sound));
  const openingUnknown = sound.filter(opensUnknown).map(({ stream }) => stream.slice('fund-'.length));
  return {
    ok: problems.length === 0,
    size: computed.length,
    root: toBase64(rootOfLeaves(computed)),
    problems,
    balances,
    openingUnknown,
  };
}

const opensUnknown = ({ type, data }: Envelope): boolean =>
  type === 'FundOpened' && (data as { opening?: unknown }).opening === undefined; // FundOpened carries an object

function readSafely(bytes: Uint8Array): Envelope | undefined {
  try {
    const text = decoder.decode(bytes);
    const stored: unknown = JSON.parse(text);
    if (canonicalText(stored) !== text) return undefined;
    const event = Envelope.parse(stored);
    return inTodaysForm(event);
  } catch {
    return undefined; // the caller names the event as unreadable
  }
}

function eventProblems(
  event: Envelope | undefined,
  { position, changed }: { position: number; changed: boolean },
  revisions: Map<string, number>,
): readonly VerifyProblem[] {
  if (!changed) return event ? orderProblems(event, position, revisions) : [{ code: 'event-unreadable', position }];
  if (event) revisions.set(event.stream, event.revision); // the next event of the stream is not to blame
  return [{ code: 'event-altered', position, ...(event ? { event: event.id } : {}) }];
}

function orderProblems(event: Envelope, position: number, revisions: Map<string, number>): readonly VerifyProblem[] {
  const expected = (revisions.get(event.stream) ?? -1) + 1;
  revisions.set(event.stream, event.revision);
  return event.revision === expected ? [] : [{ code: 'revision-gap', position, event: event.id }];
}

function rootProblems(
  { checkpoints, verifier, keptRoot }: Evidence,
  leaves: readonly Uint8Array[],
): readonly VerifyProblem[] {
  const problems: VerifyProblem[] = [];
  if (keptRoot && (keptRoot.size !== leaves.length || !equalBytes(keptRoot.root, rootOfLeaves(leaves)))) {
    problems.push({ code: 'root-differs', detail: { size: keptRoot.size } });
  }
  for (const note of checkpoints) problems.push(...checkpointProblems(note, verifier, leaves));
  return problems;
}

/** Whether the leaves continue what a checkpoint has signed: not shorter, and with the same beginning. */
export function checkpointProblems(
  note: string,
  verifier: NoteVerifier,
  leaves: readonly Uint8Array[],
): readonly VerifyProblem[] {
  let checkpoint: Checkpoint;
  try {
    checkpoint = openCheckpoint(note, [verifier]);
  } catch {
    return [{ code: 'checkpoint-not-signed' }];
  }
  const { size, root } = checkpoint;
  if (size > leaves.length)
    return [{ code: 'tail-cut', position: leaves.length, detail: { signed: size, found: leaves.length } }];
  const claim = { first: size, firstRoot: root, second: leaves.length, secondRoot: rootOfLeaves(leaves) };
  if (size === 0) return [];
  const consistent = verifyConsistency(claim, consistencyProof(leaves, size, leaves.length));
  return consistent ? [] : [{ code: 'history-rewritten', detail: { signed: size } }];
}

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

/** Verifies a store in place, page by page. */
export async function verifyStore(
  store: EventStore,
  verifier: NoteVerifier,
  extra: readonly string[] = [],
): Promise<Verified> {
  const frontier = await store.frontier();
  return verifyEvidence({
    events: pages(store),
    leaves: await store.leaves(0, frontier.size),
    checkpoints: [...(await store.checkpoints()), ...extra],
    verifier,
    keptRoot: { size: frontier.size, root: rootOf(frontier) },
  });
}

async function* pages(store: EventStore): AsyncGenerator<Uint8Array> {
  for (let from = 0; ;) {
    const page = await store.readAll(from, 1000);
    if (page.length === 0) return;
    for (const { bytes } of page) yield bytes;
    from += page.length;
  }
}
