import { crc32 } from 'node:zlib';
import { eventIdOf, StoreError, type CommandRecord, type ListedCommand } from '@mingbai/application';
import { packedId, unpackedHash, unpackedId } from './packed.ts';
import type { Statements } from './statements.ts';

/** A command as its row tells it. */
export type CommandRow = {
  readonly number: number;
  readonly id: string;
  readonly requestHash: string;
  /** The position of its first event, or, without events, of the event that came next. */
  readonly first: number;
  readonly count: number;
};

/** The key under which a command is found: the id of its first event, whether it has one or not. */
export const keyOf = (command: string): string => eventIdOf(command, 0);

/** What stands beside a command's columns, so that a byte of them that has changed is found. */
export const checkSumOf = ({ id, requestHash, first, count }: Omit<CommandRow, 'number'>): number =>
  crc32([id, requestHash, first, count].join('\n'));

/** What is recorded of a command, with the ids of its events; undefined if it is unknown. Throws `store-damaged`. */
export function findCommand(statements: Statements, id: string): CommandRecord | undefined {
  const row = rowUnder(statements, packedId(keyOf(id)));
  return row?.id === id ? recordOf(statements, row) : undefined;
}

/** Commands at positions [from, to) with the ids of their events, in the order of recording. Throws `store-damaged`. */
export function listCommands(statements: Statements, from: number, to: number): readonly ListedCommand[] {
  return statements.commandsIn.all(numberAt(statements, from), numberAt(statements, to)).map((columns) => {
    const row = commandIn(columns);
    return { id: row.id, position: row.first, ...recordOf(statements, row) };
  });
}

/** The number of the first command at a position or after it; positions never go down from command to command. */
function numberAt(statements: Statements, position: number): number {
  let low = 1;
  let above = Number(statements.lastCommand.get()?.[0] ?? 0) + 1;
  while (low < above) {
    const middle = Math.floor((low + above) / 2);
    if (Number(statements.firstOf.get(middle)?.[0]) < position) low = middle + 1;
    else above = middle;
  }
  return low;
}

/** The position of the event of an id; undefined if there is none. Throws `store-damaged`. */
export function positionOf(statements: Statements, id: string): number | undefined {
  const row = rowUnder(statements, packedId(id));
  const at = row ? idsOf(statements, row).indexOf(id) : -1;
  return row && at !== -1 ? row.first + at : undefined;
}

/** Ids of a command's events: what follows from its own unless they say otherwise. Throws `store-damaged`. */
export function idsOf(statements: Statements, { id, first, count }: CommandRow): readonly string[] {
  const rows = statements.ownIds.all(first, first + count);
  if (rows.length !== count) throw new StoreError('store-damaged', 'events of a command are missing');
  return rows.map(([own], index) => (own === null ? eventIdOf(id, index) : read(unpackedId(own), 'id')));
}

/** A command's columns. Throws `store-damaged` when they are not what was written. */
export function commandIn([number, id, hash, first, count, checkSum]: readonly unknown[]): CommandRow {
  if (typeof number !== 'number' || typeof first !== 'number' || typeof count !== 'number')
    throw new StoreError('store-damaged', 'a command has no readable place');
  const row = { id: read(unpackedId(id), 'id'), requestHash: read(unpackedHash(hash), 'request hash'), first, count };
  if (checkSum !== checkSumOf(row)) throw new StoreError('store-damaged', 'a command is not as it was written');
  return { number, ...row };
}

/** The command that is found under a packed id. Throws `store-damaged`. */
export function rowUnder(statements: Statements, key: string | Uint8Array): CommandRow | undefined {
  const columns = statements.commandOf.get(key);
  return columns && commandIn(columns);
}

/** What is recorded of a command. Throws `store-damaged`. */
export const recordOf = (statements: Statements, row: CommandRow): CommandRecord => ({
  requestHash: row.requestHash,
  eventIds: idsOf(statements, row),
});

function read(text: string | undefined, what: string): string {
  if (text === undefined) throw new StoreError('store-damaged', `a row has no readable ${what}`);
  return text;
}
