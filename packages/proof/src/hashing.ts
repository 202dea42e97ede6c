import { hash } from 'node:crypto';
import { ProofError } from './proof-error.ts';

/** Bytes in every hash of the tree (SHA-256). */
export const hashLength = 32;

/** SHA-256 of the bytes: 32 bytes, always a fresh array. */
export function sha256(bytes: Uint8Array): Uint8Array {
  const digest = hash('sha256', bytes, 'buffer');
  return new Uint8Array(digest.buffer, digest.byteOffset, digest.byteLength);
}

// One buffer for leaves of the usual length and one for all inner nodes: hashing is synchronous, and a million
// allocations would be felt. The byte in front of a leaf is 0.
const leafInput = new Uint8Array(1 << 14);

/** RFC 6962 hash of a leaf's content: SHA-256(0x00 ‖ content). */
export function leafHash(content: Uint8Array): Uint8Array {
  const length = content.length + 1;
  const prefixed = length <= leafInput.length ? leafInput.subarray(0, length) : new Uint8Array(length);
  prefixed.set(content, 1);
  return sha256(prefixed);
}

const nodeInput = new Uint8Array(1 + 2 * hashLength);
nodeInput[0] = 1;

/** RFC 6962 hash of an inner node: SHA-256(0x01 ‖ left ‖ right). Throws `bad-hash` unless both are 32 bytes. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  requireHash(left);
  requireHash(right);
  nodeInput.set(left, 1);
  nodeInput.set(right, 1 + hashLength);
  return sha256(nodeInput);
}

/** Whether the bytes have a hash's length. */
export function isHash(bytes: Uint8Array): boolean {
  return bytes.length === hashLength;
}

/** Throws `bad-hash` unless the bytes have a hash's length. */
export function requireHash(bytes: Uint8Array): void {
  if (!isHash(bytes)) throw new ProofError('bad-hash', `a hash has ${bytes.length} bytes, not 32`);
}

/** Whether two byte strings are the same. Hashes in a proof are public, so the time that it takes may differ. */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}
