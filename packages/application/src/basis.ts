import { rootOf, toBase64 } from '@mingbai/proof';
import type { Mingbai } from './mingbai.ts';
import type { Frontier } from './ports.ts';

/**
 * So often is looked whether the read models have just what the log has: under load they are a moment behind. It is
 * worth the wait: figures of less than all that is known are made from events one by one.
 */
const MOST_LOOKS = 200;

/** How far the figures of a paper reach, and the checkpoint beneath them. */
export type Basis = {
  readonly upTo: number;
  readonly checkpoint: { readonly size: number; readonly root: string };
};

/**
 * A tree of which the read models hold every event, and how many they are. Figures are made of the read models, and
 * while others record they know less than the log, or more than it had a moment ago: a checkpoint of another size would
 * belie them.
 */
export async function basisOf(mingbai: Mingbai): Promise<Basis> {
  const { store, models } = mingbai.ports;
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    const frontier = await store.frontier();
    if (frontier.size === models.size()) return basis(frontier);
    await mingbai.breathe();
  }
  const frontier = await store.frontier();
  await mingbai.caughtUp();
  return basis(frontier);
}

const basis = (frontier: Frontier): Basis => ({
  upTo: frontier.size,
  checkpoint: { size: frontier.size, root: toBase64(rootOf(frontier)) },
});
