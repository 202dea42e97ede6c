import { equalBytes, leafHash, rootOf, TreeBuilder } from '@mingbai/proof';
import { readStored } from './envelope.ts';
import type { Append, EventStore, Frontier, ListedCommand, NewEvent, StoredEvent } from './ports.ts';

export type Copied = { readonly events: number; readonly root: Uint8Array };

const PAGE = 1000;
/** Bytes of events in one append: an engine may have a limit of its own (KurrentDB's is 1 MiB unless it is raised). */
const MOST_BYTES = 400_000;

/**
 * Copies a log into an empty store, whatever engine either stands on: every event's bytes at its position, every
 * command, every checkpoint, as they are when it begins; what is recorded meanwhile is not copied. A copy that was
 * broken off can be taken up again: what is there is not written twice. Throws `copy-differs` before anything is
 * written where something else stands than the beginning of this very log, and `log-altered` for an event of the
 * original that is not as it was recorded.
 */
export async function copyStore(
  from: EventStore,
  to: EventStore,
  progress: (events: number) => void | Promise<void> = () => {},
): Promise<Copied> {
  const checkpoints = await from.checkpoints(); // first: one of later would be of events that are not copied
  const original = await from.frontier();
  await requireBeginning(from, to, original);
  const { size } = original;
  for (let at = (await to.frontier()).size; at <= size; at = (await copyPage({ from, to, at, size })) ?? size + 1)
    await progress(at);
  const copy = await to.frontier();
  if (copy.size !== size || !equalBytes(rootOf(copy), rootOf(original)))
    throw fault('copy-differs', { original: size, copy: copy.size });
  for (const note of checkpoints) await to.saveCheckpoint(note);
  return { events: size, root: rootOf(original) };
}

/** What stands in a copy is the beginning of the original, as far as it goes. */
async function requireBeginning(from: EventStore, to: EventStore, original: Frontier): Promise<void> {
  const copy = await to.frontier();
  const isOfOne = HEADER.every((name) => from.header[name] === to.header[name]);
  if (!isOfOne || copy.size > original.size || !equalBytes(rootOf(copy), await rootAt(from, copy.size)))
    throw fault('copy-differs', { original: original.size, copy: copy.size });
}

const HEADER = ['format', 'suite', 'origin', 'district'] as const;

/** The root that a log had when it was so long. */
async function rootAt(store: EventStore, size: number): Promise<Uint8Array> {
  const tree = new TreeBuilder();
  while (tree.size < size) {
    const leaves = await store.leaves(tree.size, Math.min(tree.size + PAGE, size));
    if (leaves.length === 0) break; // the roots differ then
    for (const leaf of leaves) tree.add(leaf);
  }
  return tree.root();
}

const fault = (code: string, detail: Readonly<Record<string, number>>): Error =>
  Object.assign(new Error(code), { code, detail });

type Page = { readonly from: EventStore; readonly to: EventStore; readonly at: number; readonly size: number };

/** Copies the commands at one page of positions; gives the position that comes next, or undefined at the end. */
async function copyPage({ from, to, at, size }: Page): Promise<number | undefined> {
  const found = await from.commandsIn(at, Math.min(at + PAGE, size + 1));
  const listed = found.filter((command) => endOf(command) <= size);
  const events = await from.readAll(at, Math.max(at, ...listed.map(endOf)) - at);
  const commands = atOnce(listed, events, at);
  const last = commands.at(-1);
  const end = last ? endOf(last) : at;
  await requireUnaltered(from, events.slice(0, end - at), at);
  const outcomes = await to.append(
    commands.map((command) => appendOf(command, events, at)),
    { whole: true },
  );
  if (outcomes.some(({ kind }) => kind !== 'recorded' && kind !== 'repeated'))
    throw fault('copy-differs', { position: at });
  return end > at ? end : undefined;
}

/** A copy has hashes of its own: an event that was changed would get one that fits it. */
async function requireUnaltered(from: EventStore, events: readonly StoredEvent[], at: number): Promise<void> {
  const leaves = await from.leaves(at, at + events.length);
  const altered = events.find(({ bytes }, index) => !equalBytes(leafHash(bytes), leaves[index] ?? new Uint8Array()));
  if (altered) throw fault('log-altered', { position: altered.position });
}

const endOf = ({ position, eventIds }: ListedCommand): number => position + eventIds.length;

/** As many of the commands as one append holds; one that is larger by itself goes alone. */
function atOnce(
  commands: readonly ListedCommand[],
  events: readonly StoredEvent[],
  at: number,
): readonly ListedCommand[] {
  let bytes = 0;
  const cut = commands.findIndex((command) => {
    const own = events
      .slice(command.position - at, endOf(command) - at)
      .reduce((sum, event) => sum + event.bytes.length, 0);
    const full = bytes > 0 && bytes + own > MOST_BYTES;
    bytes += own;
    return full;
  });
  return cut === -1 ? commands : commands.slice(0, cut);
}

function appendOf(
  { id, requestHash, position, eventIds }: ListedCommand,
  events: readonly StoredEvent[],
  at: number,
): Append {
  const own = events.slice(position - at, position - at + eventIds.length);
  return { command: id, requestHash, events: own.map(asNew) };
}

function asNew(stored: StoredEvent): NewEvent {
  const { id, stream, revision } = readStored(stored);
  return { id, stream, revision, bytes: stored.bytes };
}
