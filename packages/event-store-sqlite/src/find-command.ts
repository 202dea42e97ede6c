import type { CommandRecord, ListedCommand } from '@mingbai/application';
import { numberIn, textIn, type Row } from './rows.ts';
import type { Statements } from './statements.ts';
import { StoreError } from './store-error.ts';

/** What is recorded of a command, with the ids of its events; undefined if it is unknown. Throws `store-damaged`. */
export function findCommand(statements: Statements, id: string): CommandRecord | undefined {
  const row = statements.command.get(id);
  if (row === undefined) return undefined;
  return recordIn(statements, row);
}

/** Commands at positions [from, to) with the ids of their events, in the order of recording. Throws `store-damaged`. */
export function listCommands(statements: Statements, from: number, to: number): readonly ListedCommand[] {
  return statements.commandsIn.all(from, to).map((row) => ({
    id: textIn(row, 'id'),
    position: numberIn(row, 'first'),
    ...recordIn(statements, row),
  }));
}

function recordIn(statements: Statements, row: Row): CommandRecord {
  const [first, count] = [numberIn(row, 'first'), numberIn(row, 'count')];
  const eventIds = statements.commandEvents.all(first, first + count).map((each) => textIn(each, 'id'));
  if (eventIds.length !== count) throw new StoreError('store-damaged', 'events of a command are missing');
  return { requestHash: textIn(row, 'request_hash'), eventIds };
}
