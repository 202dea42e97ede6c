import { escapeIdentifier, escapeLiteral } from 'pg';

/** A statement that a connection prepares when it runs it first. */
export type Statement = { readonly name: string; readonly text: string };
export type Statements = ReturnType<typeof statementsFor>;

/** Every statement that a store runs while it is open, on the tables of its schema. */
export function statementsFor(schema: string) {
  const own = escapeIdentifier(schema);
  return { ...reading(own), ...appending(own, escapeLiteral(schema)) };
}

const named = (name: string, text: string): Statement => ({ name, text });

const commandsWhere = (own: string, condition: string): string => `
  SELECT id, request_hash, first, count, ARRAY(
    SELECT id FROM ${own}.events WHERE position >= first AND position < first + count ORDER BY position) AS event_ids
  FROM ${own}.commands WHERE ${condition}`;

function reading(own: string) {
  return {
    command: named('command', commandsWhere(own, 'id = $1')),
    commandsIn: named('commands_in', `${commandsWhere(own, 'first >= $1 AND first < $2')} ORDER BY first, count, id`),
    readStream: named(
      'read_stream',
      `SELECT position, body FROM ${own}.events
       WHERE stream = (SELECT id FROM ${own}.streams WHERE name = $1) AND revision >= $2 ORDER BY revision`,
    ),
    readAll: named(
      'read_all',
      `SELECT position, body FROM ${own}.events WHERE position >= $1 ORDER BY position LIMIT $2`,
    ),
    eventById: named('event_by_id', `SELECT position, body FROM ${own}.events WHERE id = $1`),
    frontier: named('frontier', `SELECT size, hashes FROM ${own}.frontier`),
    leaves: named('leaves', `SELECT leaf FROM ${own}.events WHERE position >= $1 AND position < $2 ORDER BY position`),
    checkpoints: named('checkpoints', `SELECT note FROM ${own}.checkpoints ORDER BY number`),
    addCheckpoint: named('add_checkpoint', `INSERT INTO ${own}.checkpoints (note) VALUES ($1) ON CONFLICT DO NOTHING`),
  };
}

/** Number of our advisory locks; the schema's name makes the other half of the key. */
const turns = 0x4d42;

function appending(own: string, channel: string) {
  return {
    // Ends with the transaction. An append does not ask for it, so one inside of a turn waits for nobody.
    lockTurn: named('lock_turn', `SELECT pg_advisory_xact_lock(${turns}, hashtext(${channel}))`),
    // Whoever waits for this row sees it as the one before has left it, and all that was committed with it, for under
    // READ COMMITTED the statements after this one look anew.
    lockFrontier: named('lock_frontier', `SELECT size, hashes FROM ${own}.frontier FOR UPDATE`),
    knownCommands: named('known_commands', commandsWhere(own, 'id = ANY($1::text[])')),
    streamHeads: named(
      'stream_heads',
      `SELECT id, name, (SELECT max(revision) + 1 FROM ${own}.events WHERE stream = streams.id) AS next
       FROM ${own}.streams WHERE name = ANY($1::text[])`,
    ),
    addStreams: named('add_streams', `INSERT INTO ${own}.streams SELECT * FROM unnest($1::bigint[], $2::text[])`),
    addEvents: named(
      'add_events',
      `INSERT INTO ${own}.events
       SELECT * FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::bigint[], $5::bytea[], $6::bytea[])`,
    ),
    addCommands: named(
      'add_commands',
      `INSERT INTO ${own}.commands SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::int[])`,
    ),
    moveFrontier: named(
      'move_frontier',
      `UPDATE ${own}.frontier SET size = $1, hashes = $2 RETURNING pg_notify(${channel}, '')`,
    ),
  };
}
