import { digitGroups, formatVerifierKey, openCheckpoint, parseVerifierKey, type NoteVerifier } from '@mingbai/proof';
import { verifyEvidence, type Verified, type VerifyProblem } from './verify.ts';
import type { EventStore } from './ports.ts';

const MAGIC = 'mingbai-bundle@v1';
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });
const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

/** What is not a bundle at all, by code. */
export class NotABundle extends Error {}

/**
 * Everything an auditor needs to verify the log elsewhere, as lines of text: a head with the verifier's key and the
 * number of events, one line per event (leaf hash and canonical bytes), then the signed checkpoint of just that size.
 * Personal fields stay sealed. An event's line is its stored bytes: a line break never stands inside canonical JSON.
 */
export async function* bundleLines(
  store: EventStore,
  verifier: NoteVerifier,
  checkpoint: string,
): AsyncGenerator<string> {
  const { size } = openCheckpoint(checkpoint, [verifier]);
  yield `${MAGIC} ${size}\n${formatVerifierKey(verifier)}\n`;
  for (let from = 0; from < size;) {
    const page = await store.readAll(from, Math.min(1000, size - from));
    if (page.length === 0) throw new Error('the store ends before its checkpoint');
    const leaves = await store.leaves(from, from + page.length);
    for (const [index, { bytes }] of page.entries())
      yield `${toBase64(leaves[index] ?? new Uint8Array())} ${decoder.decode(bytes)}\n`;
    from += page.length;
  }
  yield `\n${checkpoint}`;
}

type Bundle = {
  readonly verifier: NoteVerifier;
  readonly leaves: readonly Uint8Array[];
  readonly events: readonly Uint8Array[];
  readonly checkpoint: string;
  readonly declared: number;
};

function parse(bytes: Uint8Array): Bundle {
  // Not fatal: a byte that breaks a character must name its own event, not spoil the whole bundle.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const [head = '', key = ''] = text.split('\n', 2);
  const declared = /^mingbai-bundle@v1 (0|[1-9]\d*)$/.exec(head)?.[1];
  if (declared === undefined) throw new NotABundle('no head');
  const bodyStart = head.length + key.length + 2;
  const end = text.indexOf('\n\n', bodyStart - 1);
  const body = end === -1 ? text.slice(bodyStart) : text.slice(bodyStart, end);
  const lines = body === '' ? [] : body.split('\n');
  return {
    verifier: parseVerifierKey(key),
    declared: Number(declared),
    checkpoint: end === -1 ? '' : text.slice(end + 2),
    leaves: lines.map((line) => leafOf(line)),
    events: lines.map((line) => encoder.encode(line.slice(line.indexOf(' ') + 1))),
  };
}

function leafOf(line: string): Uint8Array {
  try {
    const leaf = fromBase64(line.slice(0, line.indexOf(' ')));
    return toBase64(leaf) === line.slice(0, line.indexOf(' ')) ? leaf : new Uint8Array();
  } catch {
    return new Uint8Array(); // no hash equals it, so that the line is named as altered
  }
}

export type BundleChecks = {
  /** An earlier checkpoint that the auditor has kept: the bundle must continue it. */
  readonly earlier?: string | undefined;
  /** The key the auditor trusts; without it the bundle's own key is used and said so. */
  readonly trustedKey?: NoteVerifier | undefined;
};

/**
 * Verifies a bundle with nothing else at hand: hashes, tree, signature, streams, the earlier checkpoint, and all
 * balances rebuilt from the events. Throws `NotABundle` for what is no bundle.
 */
export async function verifyBundle(
  bytes: Uint8Array,
  { earlier, trustedKey }: BundleChecks = {},
): Promise<Verified & { readonly digits: readonly string[]; readonly key: string }> {
  const bundle = readBundle(bytes);
  const own = formatVerifierKey(bundle.verifier);
  const verifier = trustedKey ?? bundle.verifier;
  const extra: VerifyProblem[] = formatVerifierKey(verifier) === own ? [] : [{ code: 'other-key' }];
  if (bundle.events.length !== bundle.declared)
    extra.push({
      code: 'tail-cut',
      position: bundle.events.length,
      detail: { signed: bundle.declared, found: bundle.events.length },
    });
  const verified = await verifyEvidence({
    events: bundle.events,
    leaves: bundle.leaves,
    checkpoints: [bundle.checkpoint, ...(earlier === undefined ? [] : [earlier])],
    verifier,
  });
  extra.push(...sizeProblems(bundle, verifier));
  const problems = [...verified.problems, ...extra];
  return {
    ...verified,
    ok: problems.length === 0,
    problems,
    balances: problems.length === 0 ? verified.balances : {},
    digits: digitGroups(verified.size, fromBase64(verified.root)),
    key: own,
  };
}

function readBundle(bytes: Uint8Array): Bundle {
  try {
    return parse(bytes);
  } catch (error) {
    throw error instanceof NotABundle ? error : new NotABundle('unreadable');
  }
}

/** A checkpoint of another size than the bundle's means that something was put after it or cut off. */
function sizeProblems({ checkpoint, events }: Bundle, verifier: NoteVerifier): readonly VerifyProblem[] {
  try {
    const { size } = openCheckpoint(checkpoint, [verifier]);
    return size === events.length ? [] : [{ code: 'size-differs', detail: { signed: size, found: events.length } }];
  } catch {
    return []; // the missing signature has been named already
  }
}
