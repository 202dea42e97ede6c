import type { Frontier, StoredEvent } from '@mingbai/application';
import type { Entry } from './entry.ts';
import { StoreError } from './store-error.ts';

/** A row as node:sqlite gives it. */
export type Row = Readonly<Record<string, unknown>>;

const hashLength = 32;

/** A whole number in a row. Throws `store-damaged` on anything else, as all of these do. */
export function numberIn(row: Row | undefined, column: string): number {
  const value = row?.[column];
  if (typeof value !== 'number') throw damaged(column);
  return value;
}

/** A text in a row. */
export function textIn(row: Row | undefined, column: string): string {
  const value = row?.[column];
  if (typeof value !== 'string') throw damaged(column);
  return value;
}

/** Bytes in a row. */
export function bytesIn(row: Row | undefined, column: string): Uint8Array {
  const value = row?.[column];
  if (!(value instanceof Uint8Array)) throw damaged(column);
  return value;
}

/** An event in a row of position and body. */
export function storedEventIn(row: Row): StoredEvent {
  return { position: numberIn(row, 'position'), bytes: bytesIn(row, 'body') };
}

/** The frontier in its row, where the hashes stand end to end. */
export function frontierIn(row: Row | undefined): Frontier {
  const bytes = bytesIn(row, 'hashes');
  if (bytes.length % hashLength !== 0) throw damaged('hashes');
  const count = bytes.length / hashLength;
  const hashes = Array.from({ length: count }, (_, at) => bytes.slice(at * hashLength, (at + 1) * hashLength));
  return { size: numberIn(row, 'size'), hashes };
}

/** An entry of a transaction that has not been seen whole. */
export function pendingIn(row: Row): Entry {
  const event =
    row['event_id'] === null
      ? undefined
      : {
          id: textIn(row, 'event_id'),
          stream: textIn(row, 'stream'),
          revision: numberIn(row, 'revision'),
          bytes: bytesIn(row, 'body'),
        };
  return {
    transaction: textIn(row, 'id'),
    index: numberIn(row, 'place'),
    count: numberIn(row, 'places'),
    command: textIn(row, 'command'),
    requestHash: textIn(row, 'request_hash'),
    event,
  };
}

function damaged(column: string): StoreError {
  return new StoreError('store-damaged', `a row of the sequence file has no readable ${column}`);
}
