import { randomUUID } from 'node:crypto';
import type { Append, NewEvent } from '@mingbai/application';
import type { LoggedEvent, NewRecord } from './log.ts';
import type { Names } from './names.ts';

/** Types of the store's records in KurrentDB. What an event of ours means stands in its bytes, which are not read. */
export const recordTypes = {
  event: 'MingbaiEvent',
  command: 'MingbaiCommand',
  header: 'MingbaiHeader',
  checkpoint: 'MingbaiCheckpoint',
} as const;

/** One record of a transaction: an event, or the record of the command that the events behind it belong to. */
export type Entry = {
  readonly transaction: string;
  /** 0 to count - 1: the order within the transaction, whatever the order on the server. */
  readonly index: number;
  readonly count: number;
  readonly command: string;
  readonly requestHash: string;
  readonly event: NewEvent | undefined;
};

/** All entries of a transaction, each append's command first. Without claims a command with events has no own entry. */
export function entriesOf(transaction: string, appends: readonly Append[], claims: boolean): readonly Entry[] {
  const contents = appends.flatMap(({ command, requestHash, events }) => [
    ...(claims || events.length === 0 ? [{ command, requestHash, event: undefined }] : []),
    ...events.map((event) => ({ command, requestHash, event })),
  ]);
  return contents.map((content, index) => ({ transaction, index, count: contents.length, ...content }));
}

/** The appends that a whole transaction's entries, in order, were made of. */
export function appendsIn(entries: readonly Entry[]): readonly Append[] {
  const appends: { command: string; requestHash: string; events: NewEvent[] }[] = [];
  for (const { command, requestHash, event } of entries) {
    const current = appends.at(-1);
    if (event && current?.command === command) current.events.push(event);
    else appends.push({ command, requestHash, events: event ? [event] : [] });
  }
  return appends;
}

/**
 * An entry as the server stores it. The server takes an append of known event ids for a repetition, even another
 * node's, so each attempt has ids of its own; ours stand in the metadata.
 */
export function recordOf(entry: Entry, names: Names): NewRecord {
  const { transaction, index, count, command, requestHash, event } = entry;
  const common = { transaction, index: String(index), count: String(count), command, requestHash };
  const uuid = randomUUID();
  if (event === undefined) {
    const stream = names.command(command);
    return { uuid, stream, type: recordTypes.command, data: new Uint8Array(), metadata: common };
  }
  const { id, stream, revision, bytes } = event;
  const metadata = { ...common, id, stream, revision: String(revision) };
  return { uuid, stream: names.events(stream), type: recordTypes.event, data: bytes, metadata };
}

/** The entry in an event of the server; undefined when somebody else wrote it. */
export function entryIn(logged: LoggedEvent, names: Names): Entry | undefined {
  const place = placeIn(logged.metadata);
  if (place === undefined) return undefined;
  if (logged.type === recordTypes.command) {
    return logged.stream === names.command(place.command) ? { ...place, event: undefined } : undefined;
  }
  const event = logged.type === recordTypes.event ? eventIn(logged) : undefined;
  return event && logged.stream === names.events(event.stream) ? { ...place, event } : undefined;
}

function placeIn(metadata: LoggedEvent['metadata']): Omit<Entry, 'event'> | undefined {
  const { transaction, command, requestHash } = metadata;
  const [index, count] = [countIn(metadata['index']), countIn(metadata['count'])];
  if (index === undefined || count === undefined || index >= count) return undefined;
  if (typeof transaction !== 'string' || typeof command !== 'string') return undefined;
  return typeof requestHash === 'string' ? { transaction, index, count, command, requestHash } : undefined;
}

function eventIn({ metadata, data }: LoggedEvent): NewEvent | undefined {
  const { id, stream } = metadata;
  const revision = countIn(metadata['revision']);
  if (typeof id !== 'string' || typeof stream !== 'string' || revision === undefined) return undefined;
  return { id, stream, revision, bytes: data };
}

function countIn(text: unknown): number | undefined {
  if (typeof text !== 'string' || !/^\d{1,15}$/.test(text)) return undefined;
  return Number(text);
}
