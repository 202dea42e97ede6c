import { StoreError } from '@mingbai/application';

/** Where a store is: the server and database as `pg` reads them, and the schema that holds the store's tables. */
export type StoreAddress = { readonly server: string; readonly schema: string };

const usualSchema = 'mingbai';
const longestName = 63;

/**
 * Takes `?schema=` out of a URL like `postgresql://user:password@host:5432/database?schema=mingbai`; without it the
 * schema is `mingbai`. Throws `schema-name-wrong`, and `store-unreachable` on what is no such URL, which it does not
 * repeat: it holds a password.
 */
export function addressIn(url: string): StoreAddress {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !['postgresql:', 'postgres:'].includes(parsed.protocol)) {
    throw new StoreError('store-unreachable', 'the address of a store begins with postgresql://');
  }
  const schema = parsed.searchParams.get('schema') ?? usualSchema;
  const bytes = Buffer.byteLength(schema);
  if (bytes === 0 || bytes > longestName || schema.includes('\0')) {
    throw new StoreError('schema-name-wrong', `the name of a schema has 1 to ${longestName} bytes, none of them zero`);
  }
  parsed.searchParams.delete('schema');
  return { server: parsed.href, schema };
}
