import { setTimeout as sleep } from 'node:timers/promises';
import { Client, escapeIdentifier } from 'pg';
import { settingsFor } from './connections.ts';
import type { StoreAddress } from './store-address.ts';

const retryMs = 500;
/** A connection that is lost without a word is found by asking now and then. */
const askMs = 15_000;
const askTimeoutMs = 5000;

/**
 * Listens on a connection of its own for what the store's writers notify of, and connects again as often as it must.
 * `tell` is called for every notification, and once when it begins to listen, for one may have been missed before.
 */
export class Listener {
  readonly #address: StoreAddress;
  readonly #tell: () => void;
  readonly #ending = new AbortController();
  readonly #done: Promise<void>;

  constructor(address: StoreAddress, tell: () => void) {
    this.#address = address;
    this.#tell = tell;
    this.#done = this.#keepListening();
  }

  async end(): Promise<void> {
    this.#ending.abort();
    await this.#done;
  }

  async #keepListening(): Promise<void> {
    const { signal } = this.#ending;
    while (!signal.aborted) {
      // Neither the server's being away nor the end is news to those who watch.
      await this.#listen(signal).catch(() => {});
      await sleep(retryMs, undefined, { signal }).catch(() => {});
    }
  }

  async #listen(signal: AbortSignal): Promise<void> {
    const client = new Client({ ...settingsFor(this.#address.server), query_timeout: askTimeoutMs });
    const lost = new Promise<void>((resolve) => client.once('end', resolve));
    client.on('error', () => {});
    client.on('notification', this.#tell);
    try {
      await client.connect();
      await client.query(`LISTEN ${escapeIdentifier(this.#address.schema)}`);
      this.#tell();
      while (!signal.aborted) {
        await Promise.race([lost, sleep(askMs, undefined, { signal })]);
        await client.query('SELECT');
      }
    } finally {
      await client.end();
    }
  }
}
