import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PAGE } from '../sample.ts';

export type PeerEvent = { readonly type: string; readonly data: Readonly<Record<string, unknown>> };

/** A page of parsed events, and where the next page begins; empty after the last. */
type Page = { readonly messages: readonly unknown[]; readonly currentGlobalPosition: bigint };

/** An event store of others, as far as the bench asks it. */
export type Peer = {
  readonly append: (stream: string, events: readonly PeerEvent[]) => Promise<unknown>;
  readonly readPage: (after: bigint) => Promise<Page>;
  /** Events that are recorded for good, as another connection sees them. */
  readonly committed: () => Promise<number>;
  readonly close: () => Promise<void>;
};

/** What both stores of emmett have in common. */
export type EmmettStore = {
  readonly appendToStream: Peer['append'];
  readonly schema: { readonly migrate: () => Promise<unknown> };
};

/** Below the consumer of emmett, which would sleep between its pages of a hundred. */
export type ReadMessagesBatch<Source> = (
  source: Source,
  options: { readonly after: bigint; readonly batchSize: number },
) => Promise<Page>;

export const pageAfter = (after: bigint) => ({ after, batchSize: PAGE });

/** A package from the folder that the peers were installed to, which the repository itself knows nothing of. */
export function peerPackage(name: string): unknown {
  const folder = process.env['BENCH_PEERS'];
  if (folder === undefined) throw new Error('the peers are not installed');
  return createRequire(join(folder, 'package.json'))(name);
}
