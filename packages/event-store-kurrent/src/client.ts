import type * as kurrent from '@kurrent/kurrentdb-client';
import { StoreError } from './store-error.ts';

/** The client's module and a client that it made. */
export type Kurrent = {
  readonly module: typeof kurrent;
  readonly client: kurrent.KurrentDBClient;
};

/**
 * A client for a connection string, `kurrentdb://user:password@host:2113?tls=true&tlsCaFile=…`; nothing is sent yet.
 * Throws `StoreError`: `kurrentdb-client-missing` (it is optional), `address-unusable` (the text is no connection
 * string, or names a certificate that is not there).
 */
export async function connect(url: string): Promise<Kurrent> {
  const module = await load();
  try {
    return { module, client: module.KurrentDBClient.connectionString(url) };
  } catch (cause) {
    // The message must not repeat the string: there may be a password in it.
    throw new StoreError('address-unusable', 'the address of KurrentDB cannot be used', { cause });
  }
}

async function load(): Promise<Kurrent['module']> {
  try {
    return await import('@kurrent/kurrentdb-client');
  } catch (cause) {
    const message =
      'the KurrentDB client is missing or has no build for this machine: install @kurrent/kurrentdb-client 1.3.1';
    throw new StoreError('kurrentdb-client-missing', message, { cause });
  }
}
