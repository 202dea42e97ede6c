import {
  StoreError,
  type CommandRecord,
  type Frontier,
  type ListedCommand,
  type StoredEvent,
} from '@mingbai/application';

export type EventRow = { readonly position: number; readonly body: Uint8Array };
export type CommandRow = {
  readonly id: string;
  readonly request_hash: string;
  readonly count: number;
  readonly event_ids: readonly string[];
};
export type ListedRow = CommandRow & { readonly first: number };
export type FrontierRow = { readonly size: number; readonly hashes: Uint8Array };

const hashLength = 32;

export const eventIn = ({ position, body }: EventRow): StoredEvent => ({ position, bytes: body });

/** What is recorded of a command. Throws `store-damaged` if events of it are missing. */
export function commandIn(row: CommandRow): CommandRecord {
  if (row.event_ids.length !== row.count) throw new StoreError('store-damaged', 'events of a command are missing');
  return { requestHash: row.request_hash, eventIds: row.event_ids };
}

export const listedIn = (row: ListedRow): ListedCommand => ({ id: row.id, position: row.first, ...commandIn(row) });

/** The frontier in its row, where the hashes stand end to end. Throws `store-damaged`. */
export function frontierIn(row: FrontierRow | undefined): Frontier {
  if (row === undefined || row.hashes.length % hashLength !== 0) {
    throw new StoreError('store-damaged', 'the frontier of the tree is not readable');
  }
  const { size, hashes } = row;
  const count = hashes.length / hashLength;
  return {
    size,
    hashes: Array.from({ length: count }, (_, at) => hashes.slice(at * hashLength, (at + 1) * hashLength)),
  };
}
