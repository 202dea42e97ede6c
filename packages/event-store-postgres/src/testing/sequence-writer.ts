import type { Append } from '@mingbai/application';
import type { Client } from 'pg';
import { connected } from './stores-for-tests.ts';

/**
 * The mistake that the writer's lock is there against: positions from a sequence, which are given before the commit
 * and so in another order. It writes into a store's tables and tells its watchers.
 */
export class SequenceWriter {
  readonly #client: Client;

  private constructor(client: Client) {
    this.#client = client;
  }

  static async prepare(url: string): Promise<void> {
    const client = await connected(url);
    await client.query('CREATE SEQUENCE positions MINVALUE 0');
    await client.end();
  }

  static async open(url: string): Promise<SequenceWriter> {
    return new SequenceWriter(await connected(url));
  }

  async append(batch: readonly Append[]): Promise<void> {
    for (const { id, bytes } of batch.flatMap(({ events }) => events)) {
      await this.#client.query(
        `WITH new AS (SELECT nextval('positions') AS position)
         INSERT INTO events SELECT position, $1, position, 0, sha256($2), $2 FROM new
         RETURNING pg_notify(current_schema(), '')`,
        [id, bytes],
      );
    }
  }

  close(): Promise<void> {
    return this.#client.end();
  }
}
