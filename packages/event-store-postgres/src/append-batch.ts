import {
  decideBatch,
  type Append,
  type AppendOutcome,
  type CommandRecord,
  type DecidedBatch,
  type PlacedEvent,
} from '@mingbai/application';
import type { ClientBase } from 'pg';
import { commandIn, frontierIn, type CommandRow, type FrontierRow } from './rows.ts';
import type { Statement, Statements } from './statements.ts';

type Head = { readonly id: number; readonly name: string; readonly next: number };
type Held = {
  readonly frontier: FrontierRow | undefined;
  readonly commands: ReadonlyMap<string, CommandRecord>;
  readonly heads: ReadonlyMap<string, Head>;
};

/**
 * Writes one batch in a transaction of its own, on a connection that pipelines: one round trip to lock the frontier
 * and read what decides, one to write and commit. Throws when nothing is known to be durable; the transaction may then
 * still be open, so the connection must be closed.
 */
export async function appendBatch(
  client: ClientBase,
  statements: Statements,
  { batch, whole }: { readonly batch: readonly Append[]; readonly whole: boolean },
): Promise<readonly AppendOutcome[]> {
  const held = await lockAndRead(client, statements, batch);
  const before = {
    frontier: frontierIn(held.frontier),
    command: (id: string) => held.commands.get(id),
    nextRevision: (stream: string) => held.heads.get(stream)?.next ?? 0,
    // The table's own constraint refuses an id that is taken, with the whole batch.
    hasEvent: () => false,
  };
  const decided = decideBatch(batch, before, whole);
  await Promise.all([...writes(decided, held, statements).map((write) => client.query(write)), client.query('COMMIT')]);
  return decided.outcomes;
}

async function lockAndRead(client: ClientBase, statements: Statements, batch: readonly Append[]): Promise<Held> {
  const names = new Set(batch.flatMap(({ events }) => events.map(({ stream }) => stream)));
  const [, frontier, commands, heads] = await Promise.all([
    client.query('BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL synchronous_commit = on'),
    client.query<FrontierRow>(statements.lockFrontier),
    client.query<CommandRow>({ ...statements.knownCommands, values: [batch.map(({ command }) => command)] }),
    client.query<Head>({ ...statements.streamHeads, values: [[...names]] }),
  ]);
  return {
    frontier: frontier.rows[0],
    commands: new Map(commands.rows.map((row) => [row.id, commandIn(row)])),
    heads: new Map(heads.rows.map((row) => [row.name, row])),
  };
}

type Write = Statement & { readonly values: unknown[] };

/** A failed write turns the commit that follows it into a rollback. */
function writes({ events, commands, frontier }: DecidedBatch, held: Held, statements: Statements): readonly Write[] {
  const made: Write[] = [];
  if (events.length > 0) {
    const streams = new Map([...held.heads].map(([name, { id }]) => [name, id]));
    const added = newStreams(events, streams);
    if (added.length > 0) {
      made.push({ ...statements.addStreams, values: columns(added, (each) => [each.position, each.stream]) });
    }
    const row = (event: PlacedEvent): readonly unknown[] => [
      event.position,
      event.id,
      streams.get(event.stream),
      event.revision,
      event.leaf,
      event.bytes,
    ];
    made.push({ ...statements.addEvents, values: columns(events, row) });
    made.push({ ...statements.moveFrontier, values: [frontier.size, Buffer.concat(frontier.hashes)] });
  }
  if (commands.length > 0) {
    const row = ({ id, requestHash, first, count }: DecidedBatch['commands'][number]) => [
      id,
      requestHash,
      first,
      count,
    ];
    made.push({ ...statements.addCommands, values: columns(commands, row) });
  }
  return made;
}

/** First events of streams that are not known yet; a stream's id is the position of its first event. */
function newStreams(events: readonly PlacedEvent[], known: Map<string, number>): readonly PlacedEvent[] {
  return events.filter(({ stream, position }) => {
    const isNew = !known.has(stream);
    if (isNew) known.set(stream, position);
    return isNew;
  });
}

/** Rows turned into one array per column, as `unnest` takes them. */
function columns<Item>(items: readonly Item[], row: (item: Item) => readonly unknown[]): unknown[][] {
  const rows = items.map(row);
  return (rows[0] ?? []).map((_, column) => rows.map((cells) => cells[column]));
}
