import { bundleLines, type EventStore, type Evidence } from '@mingbai/application';
import { openSqliteStore } from '@mingbai/event-store-sqlite';
import { packPage, rootOf, rootOfLeaves, signCheckpoint } from '@mingbai/proof';
import { freshDirectory } from './life.ts';
import { commandOf, filesIn, granted, HEADER, setUp, signer, writerOver } from './product.ts';

/** What an auditor holds of a store: its events with their leaves, and signed checkpoints. */
export type Held = {
  readonly events: readonly Uint8Array[];
  readonly leaves: readonly Uint8Array[];
  readonly checkpoints: readonly string[];
};

export const evidenceOf = ({ events, leaves, checkpoints }: Held): Evidence => ({
  pages: [packPage(events, leaves)],
  checkpoints,
  verifier: signer,
  keptRoot: { size: leaves.length, root: rootOfLeaves(leaves) },
});

/** The checkpoint that the store's own key signs over these leaves. */
export const checkpointOver = (leaves: readonly Uint8Array[]): string =>
  signCheckpoint({ origin: HEADER.origin, size: leaves.length, root: rootOfLeaves(leaves) }, signer);

/** A store in a directory of its own with `funds` funds, the commands [from, to) and a checkpoint over all of it. */
export async function recordedStore(funds: number, from: number, to: number): Promise<string> {
  const directory = freshDirectory();
  await setUp(directory, funds);
  const store = await openSqliteStore(filesIn(directory).store);
  const writer = writerOver(directory, { store });
  for (let number = from; number < to; number += 1) granted(await writer.run(commandOf(number)));
  const frontier = await store.frontier();
  await store.saveCheckpoint(
    signCheckpoint({ origin: HEADER.origin, size: frontier.size, root: rootOf(frontier) }, signer),
  );
  await store.close();
  return directory;
}

export async function heldIn(store: EventStore): Promise<Held> {
  const { size } = await store.frontier();
  const events = (await store.readAll(0, size)).map(({ bytes }) => bytes);
  return { events, leaves: await store.leaves(0, size), checkpoints: await store.checkpoints() };
}

/** The store's bundle for an auditor, with its newest checkpoint. */
export async function bundleOf(store: EventStore): Promise<Buffer> {
  const lines: string[] = [];
  for await (const line of bundleLines(store, signer, (await store.checkpoints()).at(-1) ?? '')) lines.push(line);
  return Buffer.from(lines.join(''));
}
