import { StoreError, type Frontier, type StoreHeader, type StoredEvent } from '@mingbai/application';

import type { Page } from '@mingbai/proof';

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

function bytesIn(row: Row | undefined, column: string): Uint8Array {
  const value = row?.[column];
  if (!(value instanceof Uint8Array)) throw damaged(column);
  return value;
}

/** An event in a list of position and body. */
export function eventIn([position, bytes]: readonly unknown[]): StoredEvent {
  if (typeof position !== 'number') throw damaged('position');
  if (!(bytes instanceof Uint8Array)) throw damaged('body');
  return { position, bytes };
}

/** A leaf hash in a list that holds nothing else. */
export function leafIn([leaf]: readonly unknown[]): Uint8Array {
  if (!(leaf instanceof Uint8Array)) throw damaged('leaf');
  return leaf;
}

/** Packed events, their lengths with commas between them, and their leaf hashes; NULL stands for no events. */
export function pageIn([bytes, lengths, leaves]: readonly unknown[]): Page {
  if (bytes === null) return { bytes: new Uint8Array(), ends: new Uint32Array(), leaves: new Uint8Array() };
  if (!(bytes instanceof Uint8Array) || typeof lengths !== 'string') throw damaged('body');
  if (!(leaves instanceof Uint8Array)) throw damaged('leaf');
  const each = lengths.split(',');
  const ends = new Uint32Array(each.length);
  for (let index = 0, end = 0; index < each.length; index += 1) ends[index] = end += Number(each[index]);
  // Node gives every blob a buffer of its own
  return { bytes: bytes as Uint8Array<ArrayBuffer>, ends, leaves: leaves as Uint8Array<ArrayBuffer> };
}

/** The header in its row. */
export function headerIn(row: Row | undefined): StoreHeader {
  return {
    format: numberIn(row, 'format'),
    suite: textIn(row, 'suite'),
    origin: textIn(row, 'origin'),
    district: textIn(row, 'district'),
  };
}

/** The frontier in its row, where the hashes stand end to end. */
export function frontierIn(row: Row | undefined): Frontier {
  const bytes = bytesIn(row, 'hashes');
  if (bytes.length % hashLength !== 0) throw damaged('hashes');
  const count = bytes.length / hashLength;
  const hashes = Array.from({ length: count }, (_, at) => bytes.slice(at * hashLength, (at + 1) * hashLength));
  return { size: numberIn(row, 'size'), hashes };
}

function damaged(column: string): StoreError {
  return new StoreError('store-damaged', `a row has no readable ${column}`);
}
