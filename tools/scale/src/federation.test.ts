import {
  equalBytes,
  formatTlogProof,
  inclusionProof,
  leafHash,
  noteSigner,
  openCheckpoint,
  rootOfLeaves,
  signCheckpoint,
  verifyTlogProof,
} from '@mingbai/proof';
import { describe, expect, it } from 'vitest';
import { provinceOf, yearOfCheckpoints } from './federation.ts';

const keyOf = (origin: string, seed: number) => noteSigner(origin, new Uint8Array(32).fill(seed));
const district = keyOf('mingbai/310101', 1);
const province = keyOf('mingbai/310000/province', 2);

const proofOf = (texts: readonly string[], index: number, signer: typeof district): string => {
  const leaves = texts.map((text) => leafHash(Buffer.from(text)));
  const checkpoint = signCheckpoint({ origin: signer.name, size: leaves.length, root: rootOfLeaves(leaves) }, signer);
  return formatTlogProof({ index, path: inclusionProof(leaves, index, leaves.length), checkpoint });
};

describe('a province’s tree of checkpoints', () => {
  const event = '{"type":"MemberVisited"}';
  const inDistrict = proofOf(['a', event, 'c'], 1, district);
  const note = inDistrict.slice(inDistrict.indexOf('\n\n') + 2);
  const inProvince = proofOf([...provinceOf(20).notes, note], 20, province);

  it('leads from an event over its district’s checkpoint to the province’s', () => {
    const signed = verifyTlogProof(inDistrict, leafHash(Buffer.from(event)), [district]);
    expect(signed.origin).toBe('mingbai/310101');
    expect(verifyTlogProof(inProvince, leafHash(Buffer.from(note)), [province]).size).toBe(21);
  });

  it('does not take a checkpoint that the district would have signed after rewriting', () => {
    const { root } = openCheckpoint(note, [district]);
    const other = signCheckpoint({ origin: district.name, size: 3, root: leafHash(Buffer.from('x')) }, district);
    expect(equalBytes(root, openCheckpoint(other, [district]).root)).toBe(false);
    expect(() => verifyTlogProof(inProvince, leafHash(Buffer.from(other)), [province])).toThrow('not number 20');
  });

  it('has paths as long as the logarithm of its districts, and grows with each round', () => {
    expect([provinceOf(320).hashes, provinceOf(1600).hashes]).toEqual([9, 11]);
    expect(yearOfCheckpoints(320, 24).leaves).toBe(320 * 24 * 365);
  });
});
