import { rootOf, toBase64 } from '@mingbai/proof';
import type { Mingbai } from './mingbai.ts';
import { TreeProofs } from './tree-proofs.ts';

/** So often is looked whether the read models have just what the log has: under load they are a moment behind. */
const MOST_LOOKS = 20;

/** How far the figures of a paper reach, and the checkpoint beneath them. */
export type Basis = {
  readonly upTo: number;
  readonly checkpoint: { readonly size: number; readonly root: string };
};

/**
 * The tree as it was when it held what the read models hold now. Figures are made of the read models, and while others
 * record they know less than the log, or more than it had a moment ago: a checkpoint of another size would belie them.
 */
export async function basisOf(mingbai: Mingbai, proofs?: TreeProofs): Promise<Basis> {
  const { store, models } = mingbai.ports;
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    const frontier = await store.frontier();
    if (frontier.size === models.size()) return basis(frontier.size, rootOf(frontier));
    await mingbai.breathe();
  }
  const size = models.size();
  return basis(size, await (proofs ?? new TreeProofs(store, () => mingbai.breathe())).rootAt(size));
}

const basis = (size: number, root: Uint8Array): Basis => ({
  upTo: size,
  checkpoint: { size, root: toBase64(root) },
});
