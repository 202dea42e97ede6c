import type { Append, AppendOutcome, EventStore, Vault } from './ports.ts';

type Places = { readonly store: EventStore; readonly vault: Vault };

/**
 * Appends a batch once the keys that it was sealed under are durable. Where another process was first to make one of
 * them nothing is appended: every command has met a conflict, and is to be decided and sealed again.
 */
export async function appendSealed(
  { store, vault }: Places,
  batch: readonly Append[],
  whole: boolean,
): Promise<readonly AppendOutcome[]> {
  if (vault.flush()) return store.append(batch, { whole });
  return batch.map(({ events }) => ({ kind: 'conflict', stream: events[0]?.stream ?? '' }));
}
