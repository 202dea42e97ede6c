import { hash } from 'node:crypto';
import { ProofError } from './proof-error.ts';

/** Bytes in every hash of the tree (SHA-256). */
export const hashLength = 32;

/** SHA-256 of the bytes: 32 bytes, always a fresh array. */
export function sha256(bytes: Uint8Array): Uint8Array {
  const digest = new Uint8Array(hashLength);
  hashInto(digest, 0, bytes);
  return digest;
}

/** Writes SHA-256 of the bytes into others. As text it comes out of Node in a quarter of the time of a buffer. */
export function hashInto(target: Uint8Array, at: number, bytes: Uint8Array): void {
  const digest = hash('sha256', bytes, 'latin1');
  for (let index = 0; index < hashLength; index += 1) target[at + index] = digest.charCodeAt(index);
}

// One buffer for leaves of the usual length and one for all inner nodes: hashing is synchronous, and a million
// allocations would be felt. The byte in front of a leaf is 0.
const usualLeaf = new Uint8Array(1 << 14);

/** RFC 6962 hash of a leaf's content: SHA-256(0x00 ‖ content). */
export const leafHash = (content: Uint8Array): Uint8Array => sha256(leafInput(content));

/** A leaf's content as it is hashed, in a buffer that the next one is put into too. */
export function leafInput(content: Uint8Array): Uint8Array {
  const length = content.length + 1;
  const input = length <= usualLeaf.length ? usualLeaf.subarray(0, length) : new Uint8Array(length);
  input.set(content, 1);
  return input;
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

/** Writes the hash of an inner node in place of the first of its two hashes, which stand end to end at `from`. */
export function hashNodeInto(target: Uint8Array, at: number, from: number): void {
  nodeInput.set(target.subarray(from, from + 2 * hashLength), 1);
  hashInto(target, at, nodeInput);
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
