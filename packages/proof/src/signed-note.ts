import { fromBase64, toBase64 } from './base64.ts';
import { equalBytes } from './hashing.ts';
import { isKeyName } from './note-key.ts';
import type { NoteSigner, NoteVerifier } from './note-key.ts';
import { ProofError } from './proof-error.ts';

/** One signature line of a note: who claims to have signed, with which key, and the signature itself. */
export type NoteSignature = { readonly name: string; readonly keyId: Uint8Array; readonly signature: Uint8Array };

/** A note taken apart but not believed: nothing in it may be used before `openNote` has checked a known signature. */
export type UnverifiedNote = { readonly text: string; readonly signatures: readonly NoteSignature[] };

/** A note's text and the known keys that signed it, each once. */
export type OpenedNote = { readonly text: string; readonly signedBy: readonly NoteVerifier[] };

const maxSignatures = 100;
const signaturePrefix = '\u2014 ';

/**
 * The C2SP signed note over a text that ends in a newline, one line per signer. Repetition gives the same note.
 * Throws `malformed-note` on a text that a note cannot carry or without a signer.
 */
export function signNote(text: string, ...signers: readonly NoteSigner[]): string {
  if (!isNoteText(text)) throw new ProofError('malformed-note', 'the text cannot be signed as a note');
  if (signers.length === 0) throw new ProofError('malformed-note', 'a note needs a signer');
  const message = Buffer.from(text);
  const lines = signers.map((signer) => {
    const signature = toBase64(Buffer.concat([signer.keyId, signer.sign(message)]));
    return `${signaturePrefix}${signer.name} ${signature}\n`;
  });
  return `${text}\n${lines.join('')}`;
}

/** Takes a C2SP signed note apart, strictly. Throws `malformed-note`. */
export function parseNote(note: string): UnverifiedNote {
  const divide = note.lastIndexOf('\n\n');
  if (divide < 0 || !isNoteText(note)) throw new ProofError('malformed-note', 'not a signed note');
  const lines = note.slice(divide + 2, -1).split('\n');
  if (lines.length > maxSignatures) throw new ProofError('malformed-note', `more than ${maxSignatures} signatures`);
  return { text: note.slice(0, divide + 1), signatures: lines.map(parseSignature) };
}

/**
 * The note's text once a known key is seen to have signed it. Signatures of unknown keys are passed over (witnesses
 * and later keys add theirs). Throws `malformed-note`, `bad-signature` if any known key's signature is wrong, and
 * `unknown-signer` if no known key signed.
 */
export function openNote(note: string, known: readonly NoteVerifier[]): OpenedNote {
  const { text, signatures } = parseNote(note);
  const message = Buffer.from(text);
  const signedBy = new Set<NoteVerifier>();
  for (const { name, keyId, signature } of signatures) {
    const verifier = known.find((key) => key.name === name && equalBytes(key.keyId, keyId));
    if (!verifier) continue;
    if (!verifier.verify(message, signature)) throw new ProofError('bad-signature', `not signed by ${name}`);
    signedBy.add(verifier);
  }
  if (signedBy.size === 0) throw new ProofError('unknown-signer', 'no known key signed this note');
  return { text, signedBy: [...signedBy] };
}

function parseSignature(line: string): NoteSignature {
  const [name = '', encoded = '', ...rest] = line.slice(signaturePrefix.length).split(' ');
  const bytes = fromBase64(encoded);
  const isLine = line.startsWith(signaturePrefix) && rest.length === 0 && isKeyName(name);
  if (!isLine || bytes === undefined || bytes.length < 5) {
    throw new ProofError('malformed-note', 'a signature line is malformed');
  }
  return { name, keyId: bytes.slice(0, 4), signature: bytes.slice(4) };
}

function isNoteText(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- a note holds no control character but the newline
  return text.endsWith('\n') && text.isWellFormed() && !/[\u0000-\u0009\u000b-\u001f]/.test(text);
}
