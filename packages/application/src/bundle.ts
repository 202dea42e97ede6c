import {
  digitGroups,
  formatVerifierKey,
  fromBase64,
  openCheckpoint,
  toBase64,
  type NoteVerifier,
} from '@mingbai/proof';
import { eventsIn, leavesIn, MAGIC, readBundle, type Bundle } from './bundle-file.ts';
import { paged } from './evidence.ts';
import { eachOnce, verifyEvidence, type Verified, type VerifyProblem } from './verify.ts';
import type { Depth, Examine } from './examine.ts';
import type { EventStore } from './ports.ts';

// Not fatal: an event whose bytes are no text any more goes into the bundle too, where it is named as altered.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Everything an auditor needs to verify the log elsewhere, as lines of text: a head with the verifier's key and the
 * number of events, one line per event (leaf hash and canonical bytes), then the signed checkpoint of just that size.
 * Personal fields stay sealed. An event's line is its stored bytes: a line break never stands inside canonical JSON.
 */
export async function* bundleLines(
  store: Pick<EventStore, 'readAll' | 'leaves'>,
  verifier: NoteVerifier,
  checkpoint: string,
): AsyncGenerator<string> {
  const { size } = openCheckpoint(checkpoint, [verifier]);
  yield `${MAGIC} ${size}\n${formatVerifierKey(verifier)}\n`;
  for (let from = 0; from < size;) {
    const page = await store.readAll(from, Math.min(1000, size - from));
    if (page.length === 0) throw new Error('the store ends before its checkpoint');
    const leaves = await store.leaves(from, from + page.length);
    const lines = page.map(
      ({ bytes }, index) => `${toBase64(leaves[index] ?? new Uint8Array())} ${decoder.decode(bytes)}\n`,
    );
    yield lines.join(''); // a page at a time: whoever packs or writes them has a price for every piece
    from += page.length;
  }
  yield `\n${checkpoint}`;
}

export type BundleChecks = {
  /** An earlier checkpoint that the auditor has kept: the bundle must continue it. */
  readonly earlier?: string | undefined;
  /** The key the auditor trusts; without it the bundle's own key is used and said so. */
  readonly trustedKey?: NoteVerifier | undefined;
  readonly examine?: Examine;
  readonly depth?: Depth;
};

/**
 * Verifies a bundle with nothing else at hand: hashes, tree, signature, streams, the earlier checkpoint, and all
 * balances rebuilt from the events. Throws `NotABundle` for what is no bundle.
 */
export async function verifyBundle(
  bytes: Uint8Array,
  { earlier, trustedKey, examine, depth }: BundleChecks = {},
): Promise<Verified & { readonly digits: readonly string[]; readonly key: string }> {
  const bundle = readBundle(bytes);
  const own = formatVerifierKey(bundle.verifier);
  const verifier = trustedKey ?? bundle.verifier;
  const extra: VerifyProblem[] = formatVerifierKey(verifier) === own ? [] : [{ code: 'other-key' }];
  const { lines, count, declared } = bundle;
  if (count !== declared) extra.push({ code: 'tail-cut', position: count, detail: { signed: declared, found: count } });
  const verified = await verifyEvidence({
    pages: paged(eventsIn(lines), leavesIn(lines)),
    checkpoints: [bundle.checkpoint],
    kept: earlier === undefined ? [] : [earlier],
    verifier,
    examine,
    depth,
  });
  extra.push(...sizeProblems(bundle, verifier));
  const problems = eachOnce([...verified.problems, ...extra]);
  return {
    ...verified,
    ok: problems.length === 0,
    problems,
    balances: problems.length === 0 ? verified.balances : {},
    digits: digitGroups(verified.size, fromBase64(verified.root) ?? new Uint8Array()),
    key: own,
  };
}

/** A checkpoint of a smaller size than the bundle's means that something was put after it. */
function sizeProblems({ checkpoint, count }: Bundle, verifier: NoteVerifier): readonly VerifyProblem[] {
  try {
    const { size } = openCheckpoint(checkpoint, [verifier]);
    return size >= count ? [] : [{ code: 'size-differs', detail: { signed: size, found: count } }];
  } catch {
    return []; // the missing signature has been named already
  }
}
