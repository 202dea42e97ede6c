import type { Pool } from 'pg';
import { frontierIn, type FrontierRow } from './rows.ts';
import type { Statements } from './statements.ts';

/** The turn that one process has: the number of events at its beginning, and what ends it. */
export type Turn = { readonly size: number; readonly end: () => Promise<void> };

/** A process that has stopped loses its turn after this. */
const longestPauseMs = 60_000;

/**
 * Waits until no other process has a turn, and holds it with a transaction that does nothing but show now and then that
 * this process lives: a large import decides for minutes. If its connection is lost, others may come in before it ends:
 * their appends and ours then meet as conflicts.
 */
export async function takeTurn(turning: Pool, statements: Statements, pauseMs = longestPauseMs): Promise<Turn> {
  const client = await turning.connect();
  try {
    const [, , frontier] = await Promise.all([
      client.query(`BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL idle_in_transaction_session_timeout = ${pauseMs}`),
      client.query(statements.lockTurn),
      client.query<FrontierRow>(statements.frontier),
    ]);
    const { size } = frontierIn(frontier.rows[0]);
    // A connection that is lost is noticed at the end.
    const living = setInterval(() => void client.query('SELECT').catch(() => {}), pauseMs / 4);
    const end = () => {
      clearInterval(living);
      return client.query('COMMIT').then(
        () => client.release(),
        () => client.release(true),
      );
    };
    return { size, end };
  } catch (cause) {
    client.release(true);
    throw cause;
  }
}
