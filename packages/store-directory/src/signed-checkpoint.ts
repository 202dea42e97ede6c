import { digitGroups, openCheckpoint } from '@mingbai/proof';
import type { StoreDirectory } from './directory.ts';

/** A signed note of the tree as it is now, with what it says: its size, and size and root as digits to be read out. */
export async function signedCheckpoint({ checkpoint, signer }: Pick<StoreDirectory, 'checkpoint' | 'signer'>) {
  const note = await checkpoint();
  const { size, root } = openCheckpoint(note, [signer]);
  return { note, size, digits: digitGroups(size, root) };
}
