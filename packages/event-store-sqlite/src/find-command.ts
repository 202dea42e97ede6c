import { StoreError, type CommandRecord } from '@mingbai/application';
import { numberIn, textIn } from './rows.ts';
import type { Statements } from './statements.ts';

/** What is recorded of a command, with the ids of its events; undefined if it is unknown. Throws `store-damaged`. */
export function findCommand(statements: Statements, id: string): CommandRecord | undefined {
  const row = statements.command.get(id);
  if (row === undefined) return undefined;
  const [first, count] = [numberIn(row, 'first'), numberIn(row, 'count')];
  const eventIds = statements.commandEvents.all(first, first + count).map((each) => textIn(each, 'id'));
  if (eventIds.length !== count) throw new StoreError('store-damaged', 'events of a command are missing');
  return { requestHash: textIn(row, 'request_hash'), eventIds };
}
