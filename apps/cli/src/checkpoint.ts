import { rootOf } from '@mingbai/proof';
import type { StoreDirectory } from '@mingbai/store-directory';

/** The size and root (base64) of the tree as it is now. */
export async function checkpointOf({ store }: StoreDirectory): Promise<{ size: number; root: string }> {
  const frontier = await store.frontier();
  return { size: frontier.size, root: Buffer.from(rootOf(frontier)).toString('base64') };
}
