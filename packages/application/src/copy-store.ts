import { equalBytes, leafHash, rootOf } from '@mingbai/proof';
import { readStored } from './envelope.ts';
import type { Append, EventStore, ListedCommand, NewEvent, StoredEvent } from './ports.ts';

export type Copied = { readonly events: number; readonly root: Uint8Array };

const PAGE = 1000;
/** Bytes of events in one append: an engine may have a limit of its own (KurrentDB's is 1 MiB unless it is raised). */
const MOST_BYTES = 400_000;

/**
 * Copies a log into an empty store, whatever engine either stands on: every event's bytes at its position, every
 * command, every checkpoint. A copy that was broken off can be taken up again: what is there is not written twice.
 * Throws `log-altered` for an event of the original that is not as it was recorded, and `copy-differs` when the copy
 * holds something else or its root is not the original's.
 */
export async function copyStore(
  from: EventStore,
  to: EventStore,
  progress: (events: number) => void = () => {},
): Promise<Copied> {
  const { size } = await from.frontier();
  for (let at = (await to.frontier()).size; at <= size; at = (await copyPage({ from, to, at })) ?? size + 1)
    progress(at);
  for (const note of await from.checkpoints()) await to.saveCheckpoint(note);
  const [original, copy] = [await from.frontier(), await to.frontier()];
  if (original.size !== copy.size || !equalBytes(rootOf(original), rootOf(copy)))
    throw fault('copy-differs', { original: original.size, copy: copy.size });
  return { events: copy.size, root: rootOf(copy) };
}

const fault = (code: string, detail: Readonly<Record<string, number>>): Error =>
  Object.assign(new Error(code), { code, detail });

type Page = { readonly from: EventStore; readonly to: EventStore; readonly at: number };

/** Copies the commands at one page of positions; gives the position that comes next, or undefined at the end. */
async function copyPage({ from, to, at }: Page): Promise<number | undefined> {
  const listed = await from.commandsIn(at, at + PAGE);
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
