import { describe, expect, it } from 'vitest';
import { append, contractHeader, event } from '@mingbai/application/contract-tests';
import { createPostgresStore } from './index.ts';
import { hasPostgres, whyNoPostgres } from './testing/private-postgres.ts';
import { failure, StoresForTests } from './testing/stores-for-tests.ts';

// skipped: the PostgreSQL server is not installed here
describe.skipIf(!hasPostgres())(`stores on a PostgreSQL server (${whyNoPostgres})`, () => {
  const stores = new StoresForTests();

  describe('making a store', () => {
    it('makes a schema called mingbai unless another is named', async () => {
      await (await stores.create(stores.server.url)).append([append('c1', [])]);
      const rows = await stores.sql(`${stores.server.url}?schema=mingbai`, 'SELECT id FROM commands');
      expect(rows).toEqual([{ id: 'c1' }]);
    });
    it('takes any name for a schema', async () => {
      const url = `${stores.server.url}?schema=${encodeURIComponent('区总"工会\'')}`;
      const store = await stores.create(url);
      const told = Promise.withResolvers<void>();
      store.watch(told.resolve);
      await store.append([append('c1', [event('a', 0)])]);
      await told.promise;
      expect((await (await stores.open(url)).frontier()).size).toBe(1);
    });
    it('uses an empty schema that is there, and none that is filled', async () => {
      const url = stores.freshUrl();
      const schema = new URL(url).searchParams.get('schema');
      await stores.sql(stores.server.url, `CREATE SCHEMA ${schema}`);
      await stores.create(url);
      await expect(stores.create(url)).rejects.toThrow(failure('store-exists'));
      await stores.sql(stores.server.url, 'CREATE SCHEMA other; CREATE TABLE other.mine ()');
      await expect(stores.create(`${stores.server.url}?schema=other`)).rejects.toThrow(failure('store-exists'));
    });
    it('makes none in a database that cannot hold every character', async () => {
      const narrow = `CREATE DATABASE narrow ENCODING 'EUC_CN' TEMPLATE template0 LOCALE 'C'`;
      await stores.sql(stores.server.url, narrow);
      const url = new URL(stores.server.url);
      url.pathname = 'narrow';
      await expect(stores.create(url.href)).rejects.toThrow(failure('database-encoding'));
      expect(await stores.sql(url.href, `SELECT FROM pg_namespace WHERE nspname = 'mingbai'`)).toEqual([]);
    });
    it('takes no name that the server keeps for itself', () =>
      expect(stores.create(`${stores.server.url}?schema=pg_mine`)).rejects.toThrow(failure('schema-name-wrong')));
    it('lets one of two make it', async () => {
      const url = stores.freshUrl();
      const made = await Promise.allSettled([stores.create(url), stores.create(url)]);
      expect(made.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      expect(made.find(({ status }) => status === 'rejected')).toMatchObject({ reason: failure('store-exists') });
    });
    it('leaves nothing behind when it fails, and can be tried again', async () => {
      const url = stores.freshUrl();
      // @ts-expect-error -- a header that the table refuses stands for any fault half-way
      const making = createPostgresStore({ url, header: { ...contractHeader, suite: null } });
      await expect(making).rejects.toThrow(failure('store-damaged'));
      await expect(stores.create(url, 'nobody-by-this-name')).rejects.toThrow(failure('role-missing'));
      await expect(stores.open(url)).rejects.toThrow(failure('not-a-store'));
      expect((await stores.create(url)).header).toEqual(contractHeader);
    });
    it('is refused to a user who may not make schemas', async () => {
      await stores.sql(stores.server.url, "CREATE ROLE guest LOGIN PASSWORD 'guest'");
      const url = stores.server.urlOf('guest', 'guest');
      await expect(stores.create(`${url}?schema=guests`)).rejects.toThrow(failure('database-forbids'));
    });
  });

  describe('opening a store', () => {
    it.each([
      'postgresql://127.0.0.1/a?schema=',
      'postgresql://127.0.0.1/a?schema=a%00',
      `postgresql://127.0.0.1/a?schema=${'a'.repeat(64)}`,
    ])('refuses the name of the schema in "%s"', async (url) => {
      await expect(stores.open(url)).rejects.toThrow(failure('schema-name-wrong'));
    });
    it.each(['', 'events.sqlite', 'http://127.0.0.1/'])('refuses the address "%s"', async (url) => {
      await expect(stores.open(url)).rejects.toThrow(failure('store-unreachable'));
    });
    it('says that nobody answers, that the password is wrong, that the database is missing', async () => {
      const { server } = stores;
      const nobody = 'postgresql://owner:secret@127.0.0.1:1/postgres';
      await expect(stores.open(nobody)).rejects.toThrow(/ECONNREFUSED/);
      const wrong = stores.open(server.urlOf('owner', 'wrong'));
      await expect(wrong).rejects.toThrow(/password authentication failed/);
      await expect(wrong).rejects.toThrow(failure('database-login'));
      const missing = stores.open(server.url.replace(/postgres$/, 'none'));
      await expect(missing).rejects.toThrow(/database "none" does not exist/);
      await expect(missing).rejects.toThrow(failure('database-missing'));
    });
    it('says that the server does not encrypt, and that it has no connection left', async () => {
      const { server } = stores;
      await expect(stores.open(`${server.url}?sslmode=verify-full`)).rejects.toThrow(failure('database-tls'));
      await stores.sql(server.url, "CREATE ROLE busy LOGIN PASSWORD 'busy' CONNECTION LIMIT 0");
      await expect(stores.open(server.urlOf('busy', 'busy'))).rejects.toThrow(failure('too-many-connections'));
    });
    it('refuses a schema that is missing, empty, of another program or of another layout', async () => {
      const url = stores.freshUrl();
      const schema = new URL(url).searchParams.get('schema');
      await expect(stores.open(url)).rejects.toThrow(failure('not-a-store'));
      await stores.sql(stores.server.url, `CREATE SCHEMA ${schema}`);
      await expect(stores.open(url)).rejects.toThrow(failure('not-a-store'));
      await stores.sql(url, 'CREATE TABLE header (title text)');
      await expect(stores.open(url)).rejects.toThrow(failure('not-a-store'));
      await stores.sql(url, 'DROP TABLE header; CREATE TABLE header AS SELECT 99 AS layout');
      await expect(stores.open(url)).rejects.toThrow(failure('store-format'));
    });
    it('refuses a store whose tree and events are not of one size, but to whoever only reads', async () => {
      const url = stores.freshUrl();
      await (await stores.create(url)).append([append('c1', [event('a', 0)])]);
      await stores.sql(url, 'UPDATE frontier SET size = 2');
      await expect(stores.open(url)).rejects.toThrow(failure('store-damaged'));
      expect(await (await stores.open(url, { readOnly: true })).readAll(0, 10)).toHaveLength(1);
    });
    it('refuses a user who may not read it', async () => {
      const url = stores.freshUrl();
      await stores.create(url);
      await stores.sql(stores.server.url, "CREATE ROLE stranger LOGIN PASSWORD 'stranger'");
      const theirs = url.replace(stores.server.url, stores.server.urlOf('stranger', 'stranger'));
      await expect(stores.open(theirs)).rejects.toThrow(failure('database-forbids'));
    });
  });

  it('opened for reading, refuses to be written and follows the writer', async () => {
    const url = stores.freshUrl();
    const writer = await stores.create(url);
    const reader = await stores.open(url, { readOnly: true });
    await expect(reader.append([append('c1', [event('a', 0)])])).rejects.toThrow(failure('store-read-only'));
    await expect(reader.saveCheckpoint('note\n')).rejects.toThrow(failure('store-read-only'));
    await writer.append([append('c1', [event('a', 0)])]);
    expect(await reader.readStream('a')).toHaveLength(1);
  });
});
