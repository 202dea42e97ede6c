import { formatTlogProof, inclusionProof, leafHash, noteSigner, rootOfLeaves, signCheckpoint } from '@mingbai/proof';

export type FederationSize = {
  readonly noteBytes: number;
  /** Of a district's checkpoint in its province's tree: bytes of the proof text, and hashes in its path. */
  readonly proofBytes: number;
  readonly hashes: number;
};

/**
 * A province's tree whose leaves are signed checkpoints of its districts, made with the product's own proof code from
 * invented keys, and what one proof from it weighs.
 */
export function provinceOf(districts: number): FederationSize & { readonly notes: readonly string[] } {
  const notes = Array.from({ length: districts }, (_, number) => districtNote(`mingbai/${310_000 + number}`, number));
  const leaves = notes.map((note) => leafHash(Buffer.from(note)));
  const origin = 'mingbai/310000/province';
  const signer = noteSigner(origin, new Uint8Array(32).fill(9));
  const checkpoint = signCheckpoint({ origin, size: leaves.length, root: rootOfLeaves(leaves) }, signer);
  const index = Math.floor(districts / 3);
  const path = inclusionProof(leaves, index, leaves.length);
  const proofBytes = Buffer.byteLength(formatTlogProof({ index, path, checkpoint }));
  return { notes, proofBytes, hashes: path.length, noteBytes: Buffer.byteLength(notes[0] ?? '') };
}

function districtNote(origin: string, number: number): string {
  const root = leafHash(Buffer.from(String(number)));
  return signCheckpoint({ origin, size: 1_250_000 + number, root }, noteSigner(origin, new Uint8Array(32).fill(7)));
}

/** Leaves and bytes that so many checkpoints a day of so many districts add to the province's log in a year. */
export function yearOfCheckpoints(districts: number, perDay: number): { leaves: number; bytes: number } {
  const leaves = districts * perDay * 365;
  return { leaves, bytes: leaves * (provinceOf(3).noteBytes + 32) };
}
