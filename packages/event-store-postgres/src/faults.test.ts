import { describe, expect, it } from 'vitest';
import { append, event } from '@mingbai/application/contract-tests';
import { DeafProxy } from './testing/deaf-proxy.ts';
import { hasPostgres, whyNoPostgres } from './testing/private-postgres.ts';
import { connected, failure, StoresForTests } from './testing/stores-for-tests.ts';

const others = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE application_name = 'mingbai' AND pid <> pg_backend_pid()`;

// skipped: the PostgreSQL server is not installed here
describe.skipIf(!hasPostgres())(`a store whose PostgreSQL server fails (${whyNoPostgres})`, () => {
  const stores = new StoresForTests();
  async function made() {
    const url = stores.freshUrl();
    return { url, store: await stores.create(url) };
  }
  /** Runs something on every new event, as part of its transaction. */
  const onEvent = (url: string, body: string) =>
    stores.sql(
      url,
      `CREATE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${body}; RETURN NULL; END $$;
       CREATE CONSTRAINT TRIGGER fault AFTER INSERT ON events DEFERRABLE INITIALLY DEFERRED
         FOR EACH ROW EXECUTE FUNCTION fault()`,
    );

  /** Gives connections that are made meanwhile another default. */
  async function withDefault(setting: string, action: () => Promise<void>) {
    await stores.sql(stores.server.url, `ALTER ROLE owner SET ${setting}`);
    try {
      await action();
    } finally {
      await stores.sql(stores.server.url, 'BEGIN READ WRITE; ALTER ROLE owner RESET ALL; COMMIT');
    }
  }
  async function cutWhatSleeps() {
    const cut = `${others} AND wait_event = 'PgSleep'`;
    while ((await stores.sql(stores.server.url, cut)).length === 0);
  }

  it('works on after its connections were cut, and tells its watchers then', async () => {
    const { store } = await made();
    await store.append([append('c1', [event('a', 0)])]);
    let told = Promise.withResolvers<void>();
    store.watch(() => told.resolve());
    await told.promise;
    told = Promise.withResolvers<void>();
    await stores.sql(stores.server.url, others);
    await told.promise;
    expect(await store.readAll(0, 10)).toHaveLength(1);
    expect(await store.append([append('c2', [event('a', 1)])])).toEqual([{ kind: 'recorded', position: 1 }]);
  });
  it('rejects while the server is away and works again when it is back', async () => {
    const { store } = await made();
    await store.append([append('c1', [event('a', 0)])]);
    let told = Promise.withResolvers<void>();
    store.watch(() => told.resolve());
    await told.promise;
    told = Promise.withResolvers<void>();
    await stores.server.stop();
    await expect(store.readAll(0, 10)).rejects.toThrow(failure('store-unreachable'));
    await expect(store.append([append('c2', [event('a', 1)])])).rejects.toThrow(failure('store-unreachable'));
    await expect(store.saveCheckpoint('note\n')).rejects.toThrow(failure('store-unreachable'));
    await stores.server.start();
    expect(await store.readAll(0, 10)).toHaveLength(1);
    expect(await store.append([append('c2', [event('a', 1)])])).toEqual([{ kind: 'recorded', position: 1 }]);
    await told.promise;
  });
  it('ends a turn whose connection is cut, and lets others have theirs', async () => {
    const { url, store } = await made();
    const other = await stores.open(url);
    const turn = store.turn(async () => {
      await stores.sql(stores.server.url, others);
      await expect.poll(() => other.turn(async (size) => size).catch(() => 'away')).toBe(0);
      return 'done';
    });
    expect(await turn).toBe('done');
    expect(await store.turn(async (size) => size)).toBe(0);
  });
  it('rejects an append whose connection is cut before the commit; sent again, it is recorded', async () => {
    const { url, store } = await made();
    await onEvent(url, 'PERFORM pg_sleep(5)');
    const [ended] = await Promise.all([
      Promise.allSettled([store.append([append('c1', [event('a', 0)])])]),
      cutWhatSleeps(),
    ]);
    expect(ended).toMatchObject([{ status: 'rejected', reason: failure('store-unreachable') }]);
    expect((await store.frontier()).size).toBe(0);
    await stores.sql(url, 'DROP TRIGGER fault ON events');
    expect(await store.append([append('c1', [event('a', 0)])])).toEqual([{ kind: 'recorded', position: 0 }]);
  });
  it('rejects an append whose answer is lost after the commit; sent again, it is repeated', async () => {
    const { url } = await made();
    const proxy = await DeafProxy.before(url);
    try {
      const store = await stores.open(proxy.through(url));
      await store.append([append('c1', [event('a', 0)])]);
      proxy.losesCommit = true;
      const command = append('c2', [event('a', 1)]);
      await expect(store.append([command])).rejects.toThrow(failure('store-unreachable'));
      proxy.losesCommit = false;
      expect(await store.append([command])).toEqual([{ kind: 'repeated', eventIds: [event('a', 1).id] }]);
      expect((await store.frontier()).size).toBe(2);
    } finally {
      proxy.close();
    }
  });
  it('says that the disk is full, keeps nothing of the batch, and works again when there is room', async () => {
    const { url, store } = await made();
    await onEvent(url, "RAISE EXCEPTION 'no space left' USING ERRCODE = 'disk_full'");
    await expect(store.append([append('c1', [event('a', 0)])])).rejects.toThrow(failure('disk-full'));
    expect(await store.readAll(0, 10)).toEqual([]);
    await stores.sql(url, 'DROP TRIGGER fault ON events');
    expect(await store.append([append('c1', [event('a', 0)])])).toEqual([{ kind: 'recorded', position: 0 }]);
  });
  it('says that it may only be read when the server says so', async () => {
    const { url } = await made();
    await withDefault('default_transaction_read_only = on', async () => {
      const store = await stores.open(url);
      await expect(store.append([append('c1', [event('a', 0)])])).rejects.toThrow(failure('database-read-only'));
      expect(await store.readAll(0, 10)).toEqual([]);
    });
  });
  it('says that its user may not write', async () => {
    const { url } = await made();
    const schema = new URL(url).searchParams.get('schema');
    await stores.sql(
      url,
      `CREATE ROLE reader LOGIN PASSWORD 'reader'; GRANT USAGE ON SCHEMA ${schema} TO reader;
       GRANT SELECT ON ALL TABLES IN SCHEMA ${schema} TO reader`,
    );
    const store = await stores.open(url.replace(stores.server.url, stores.server.urlOf('reader', 'reader')));
    await expect(store.append([append('c1', [event('a', 0)])])).rejects.toThrow(failure('database-forbids'));
    expect(await store.readAll(0, 10)).toEqual([]);
  });
  it('says that another program holds the lock that a batch waits for', async () => {
    const { url } = await made();
    const store = await stores.open(`${url}&lock_timeout=200`);
    const holder = await connected(url);
    await holder.query('BEGIN; SELECT * FROM frontier FOR UPDATE');
    await expect(store.append([append('c1', [event('a', 0)])])).rejects.toThrow(failure('database-busy'));
    await holder.end();
    expect(await store.append([append('c1', [event('a', 0)])])).toEqual([{ kind: 'recorded', position: 0 }]);
  });
  it('commits durably and in sight of earlier batches, whatever the defaults of the server are', async () => {
    const { url } = await made();
    await stores.sql(url, 'CREATE TABLE told (setting text)');
    const told = (name: string) =>
      `INSERT INTO ${new URL(url).searchParams.get('schema')}.told VALUES (current_setting('${name}'))`;
    await onEvent(url, `${told('synchronous_commit')}; ${told('transaction_isolation')}`);
    for (const setting of ['synchronous_commit = off', "default_transaction_isolation = 'serializable'"]) {
      await withDefault(setting, async () => {
        await (await stores.open(url)).append([append(setting, [event(setting, 0)])]);
      });
    }
    const settings = await stores.sql(url, 'SELECT DISTINCT setting FROM told ORDER BY setting');
    expect(settings).toEqual([{ setting: 'on' }, { setting: 'read committed' }]);
  });
  it('reads bytes however the server writes them', async () => {
    const { url, store } = await made();
    await store.append([append('c1', [event('a', 0)])]);
    await withDefault("bytea_output = 'escape'", async () => {
      expect(await (await stores.open(url)).readAll(0, 10)).toEqual(await store.readAll(0, 10));
    });
  });
});
