import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { fromBase64, toBase64 } from './base64.ts';
import { equalBytes, sha256 } from './hashing.ts';
import { ProofError } from './proof-error.ts';

/** Who signs notes: a name without spaces or plus signs (the log's origin) and an Ed25519 public key of 32 bytes. */
export type NoteVerifier = {
  readonly name: string;
  /** The first 4 bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key): a hint which key signed, not a fingerprint. */
  readonly keyId: Uint8Array;
  readonly publicKey: Uint8Array;
  /** Whether the signature (64 bytes) over these bytes is this key's. */
  readonly verify: (message: Uint8Array, signature: Uint8Array) => boolean;
};

/** A verifier that can sign too. Ed25519 is deterministic: the same message has the same signature. */
export type NoteSigner = NoteVerifier & { readonly sign: (message: Uint8Array) => Uint8Array };

const ed25519 = 0x01;
const keyLength = 32;
// The DER wrappings of a raw Ed25519 key (RFC 8410), which is what node:crypto imports.
const privateKeyPrefix = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicKeyPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/** The signer of a name from the 32 secret bytes of its Ed25519 key. Throws `malformed-key`. */
export function noteSigner(name: string, seed: Uint8Array): NoteSigner {
  if (seed.length !== keyLength) throw new ProofError('malformed-key', 'an Ed25519 seed has 32 bytes');
  const der = Buffer.concat([privateKeyPrefix, seed]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  const verifier = noteVerifier(name, Uint8Array.from(spki.subarray(publicKeyPrefix.length)));
  return { ...verifier, sign: (message) => Uint8Array.from(sign(null, message, key)) };
}

/** The verifier of a name and a public key of 32 bytes. Throws `malformed-key`. */
export function noteVerifier(name: string, publicKey: Uint8Array): NoteVerifier {
  if (!isKeyName(name)) throw new ProofError('malformed-key', 'a key name is empty or has spaces, plus or controls');
  const key = importPublicKey(publicKey);
  return {
    name,
    keyId: keyIdOf(name, publicKey),
    publicKey,
    verify: (message, signature) => verify(null, message, key, signature),
  };
}

/** The key as text that people pass on: `name+hex(key id)+base64(0x01 ‖ public key)`. */
export function formatVerifierKey({ name, keyId, publicKey }: NoteVerifier): string {
  return `${name}+${Buffer.from(keyId).toString('hex')}+${toBase64(Uint8Array.of(ed25519, ...publicKey))}`;
}

/** Reads a key as `formatVerifierKey` writes it. Throws `malformed-key`, also when the key id is not the key's own. */
export function parseVerifierKey(text: string): NoteVerifier {
  // Base64 may hold plus signs, so only the first two divide.
  const parts = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u.exec(text);
  const [, name = '', keyId = '', encoded = ''] = parts ?? [];
  const typed = fromBase64(encoded);
  if (!parts || typed?.[0] !== ed25519) throw new ProofError('malformed-key', 'not an Ed25519 verifier key');
  const verifier = noteVerifier(name, typed.subarray(1));
  if (!equalBytes(verifier.keyId, Buffer.from(keyId, 'hex'))) {
    throw new ProofError('malformed-key', 'the key id does not belong to the key');
  }
  return verifier;
}

/** Whether the text can name a key: not empty, well-formed, without spaces of any script, plus signs or controls. */
export function isKeyName(name: string): boolean {
  return name.isWellFormed() && /^[^\s\p{White_Space}\p{Cc}+]+$/u.test(name);
}

function keyIdOf(name: string, publicKey: Uint8Array): Uint8Array {
  return sha256(Buffer.concat([Buffer.from(name), Uint8Array.of(0x0a, ed25519), publicKey])).slice(0, 4);
}

function importPublicKey(publicKey: Uint8Array): KeyObject {
  if (publicKey.length !== keyLength) throw new ProofError('malformed-key', 'an Ed25519 public key has 32 bytes');
  return createPublicKey({ key: Buffer.concat([publicKeyPrefix, publicKey]), format: 'der', type: 'spki' });
}
