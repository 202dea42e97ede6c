import { escapeIdentifier } from 'pg';

/** Number of the table layout below, in the header; another number is refused with `store-format`. */
export const layout = 1;

const neverChanged = ['events', 'streams', 'commands', 'checkpoints', 'header'];

/**
 * All tables of a store, made in its schema. An event's position is its leaf index, a stream's id the position of its
 * first event: no sequence takes part, for sequences are not in the order of commits. A command's events follow each
 * other, so their first position and their number name them. Texts are compared byte by byte ("C"), so that no new
 * version of the operating system's collation can break an index. There is no foreign key to streams: it would lock,
 * and so write, a stream's row for every event, and the one statement that adds events adds their streams before.
 */
export function tablesOf(schema: string): string {
  const own = escapeIdentifier(schema);
  return `
  SET LOCAL search_path = ${own};
  CREATE TABLE header (
    one int PRIMARY KEY CHECK (one = 1), layout int NOT NULL,
    format int NOT NULL, suite text NOT NULL, origin text NOT NULL, district text NOT NULL
  );
  CREATE TABLE streams (id bigint PRIMARY KEY, name text COLLATE "C" NOT NULL UNIQUE);
  CREATE TABLE events (
    position bigint PRIMARY KEY CHECK (position >= 0),
    id text COLLATE "C" NOT NULL CONSTRAINT events_id_key UNIQUE,
    stream bigint NOT NULL,
    revision bigint NOT NULL CHECK (revision >= 0),
    leaf bytea NOT NULL CHECK (length(leaf) = 32),
    body bytea NOT NULL,
    UNIQUE (stream, revision)
  );
  CREATE TABLE commands (
    id text COLLATE "C" PRIMARY KEY, request_hash text NOT NULL, first bigint NOT NULL, count int NOT NULL
  );
  CREATE INDEX commands_by_first ON commands (first, count);
  CREATE TABLE frontier (one int PRIMARY KEY CHECK (one = 1), size bigint NOT NULL, hashes bytea NOT NULL);
  INSERT INTO frontier VALUES (1, 0, '');
  CREATE TABLE checkpoints (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, note text NOT NULL,
    EXCLUDE USING hash (note WITH =)
  );
  CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION '% of % is refused: nothing recorded is ever changed', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
    END $$;
  ${neverChanged.map((table) => refusing(table, 'UPDATE OR DELETE OR TRUNCATE')).join('\n  ')}
  ${refusing('frontier', 'DELETE OR TRUNCATE')}`;
}

/** All that a role needs that reads and writes the store, and cannot change what is recorded. */
export function grantsTo(role: string, schema: string): string {
  const [own, to] = [escapeIdentifier(schema), escapeIdentifier(role)];
  return `
  GRANT USAGE ON SCHEMA ${own} TO ${to};
  GRANT SELECT ON ${own}.header TO ${to};
  GRANT SELECT, INSERT ON ${own}.events, ${own}.streams, ${own}.commands, ${own}.checkpoints TO ${to};
  GRANT SELECT, UPDATE (size, hashes) ON ${own}.frontier TO ${to};`;
}

function refusing(table: string, acts: string): string {
  return `CREATE TRIGGER refuse_change BEFORE ${acts} ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse();`;
}
