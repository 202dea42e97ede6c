import { fromBase64, toBase64 } from './base64.ts';
import { fromDecimal, isCount } from './decimal.ts';
import { hashLength, requireHash } from './hashing.ts';
import { isKeyName } from './note-key.ts';
import type { NoteSigner, NoteVerifier } from './note-key.ts';
import { ProofError } from './proof-error.ts';
import { openNote, signNote } from './signed-note.ts';

/** The state of a log at one moment: its origin, its size in leaves and the root of its tree (32 bytes). */
export type Checkpoint = { readonly origin: string; readonly size: number; readonly root: Uint8Array };

/** The C2SP body `origin\nsize\nroot\n`, the root in base64. Throws `malformed-checkpoint`, `bad-hash`. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  if (!isKeyName(origin)) throw new ProofError('malformed-checkpoint', 'the origin cannot name a key');
  if (!isCount(size)) throw new ProofError('malformed-checkpoint', `${size} is not a tree size`);
  requireHash(root);
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

/**
 * Reads a checkpoint body strictly. Throws `malformed-checkpoint`, also on extension lines: the C2SP allows them, no
 * log of ours writes them, and a signed line that nobody reads has no place on an auditor's paper.
 */
export function parseCheckpoint(body: string): Checkpoint {
  const [origin = '', sizeText = '', rootText = '', end, ...rest] = body.split('\n');
  const size = fromDecimal(sizeText);
  const root = fromBase64(rootText);
  if (!isKeyName(origin) || size === undefined || root?.length !== hashLength || end !== '' || rest.length > 0) {
    throw new ProofError('malformed-checkpoint', 'not the body of a checkpoint');
  }
  return { origin, size, root };
}

/** The checkpoint as a note signed by the log, always the same note. Throws `wrong-origin` for another's key. */
export function signCheckpoint(checkpoint: Checkpoint, signer: NoteSigner): string {
  if (signer.name !== checkpoint.origin) throw new ProofError('wrong-origin', 'the key is not the one of this log');
  return signNote(formatCheckpoint(checkpoint), signer);
}

/**
 * The checkpoint in a note that its own log signed with one of the known keys (an old and a new one, say). Throws
 * what `openNote` throws, `malformed-checkpoint`, and `wrong-origin` if only other logs' keys signed.
 */
export function openCheckpoint(note: string, known: readonly NoteVerifier[]): Checkpoint {
  const { text, signedBy } = openNote(note, known);
  const checkpoint = parseCheckpoint(text);
  if (!signedBy.some(({ name }) => name === checkpoint.origin)) {
    throw new ProofError('wrong-origin', 'the checkpoint is not signed by the log that it names');
  }
  return checkpoint;
}
