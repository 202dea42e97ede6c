import { describe, expect, it } from 'vitest';
import { append, event } from '@mingbai/application/contract-tests';
import { hasPostgres, whyNoPostgres } from './testing/private-postgres.ts';
import { connected, StoresForTests } from './testing/stores-for-tests.ts';

const recorded = ['events', 'streams', 'commands', 'checkpoints', 'header'];
const columnOf: Readonly<Record<string, string>> = {
  events: 'body',
  streams: 'name',
  commands: 'request_hash',
  checkpoints: 'note',
  header: 'origin',
};
const changes = recorded.flatMap((table) => [
  `UPDATE ${table} SET ${columnOf[table]} = ${columnOf[table]}`,
  `DELETE FROM ${table}`,
  `TRUNCATE ${table} CASCADE`,
]);
const alterations = [...recorded, 'frontier'].flatMap((table) => [
  `DROP TABLE ${table}`,
  `ALTER TABLE ${table} DISABLE TRIGGER ALL`,
  `ALTER TABLE ${table} DISABLE TRIGGER refuse_change`,
  `DROP TRIGGER refuse_change ON ${table}`,
]);
const rest = [
  'UPDATE frontier SET one = 1',
  'DELETE FROM frontier',
  'TRUNCATE frontier',
  "INSERT INTO frontier VALUES (2, 0, '')",
  "INSERT INTO header VALUES (2, 1, 1, '', '', '')",
  'CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$',
  'DROP FUNCTION refuse() CASCADE',
  "SET session_replication_role = 'replica'",
  'CREATE TABLE another ()',
];

/** The server's code for a refusal: 42501 is a missing permission, 23001 that of our own triggers. */
const codeOf = (refused: Promise<unknown>): Promise<unknown> =>
  refused.then(
    () => 'was allowed',
    (fault: { code: string }) => fault.code,
  );

// skipped: the PostgreSQL server is not installed here
describe.skipIf(!hasPostgres())(`what is recorded in PostgreSQL (${whyNoPostgres})`, () => {
  const stores = new StoresForTests();
  let roles = 0;

  async function filled() {
    roles += 1;
    const role = `app_${roles}`;
    const url = stores.freshUrl();
    await stores.sql(stores.server.url, `CREATE ROLE ${role} LOGIN PASSWORD 'app'`);
    await stores.create(url, role);
    const appUrl = url.replace(stores.server.url, stores.server.urlOf(role, 'app'));
    const store = await stores.open(appUrl);
    await store.append([append('c1', [event('a', 0), event('b', 0)]), append('c2', [event('a', 1)])]);
    await store.saveCheckpoint('note\n');
    const all = async () => [await store.readAll(0, 10), await store.frontier(), await store.checkpoints()];
    return { url, appUrl, store, role, schema: new URL(url).searchParams.get('schema') ?? '', all };
  }

  it('is refused to the application’s role, by permission, whatever it tries (T1)', async () => {
    const { appUrl, store, schema, all } = await filled();
    const before = await all();
    const app = await connected(appUrl);
    for (const sql of [...changes, ...alterations, ...rest, `DROP SCHEMA ${schema} CASCADE`]) {
      expect([sql, await codeOf(app.query(sql))]).toEqual([sql, '42501']);
    }
    await app.end();
    expect(await all()).toEqual(before);
    expect(await store.append([append('c3', [event('a', 2)])])).toEqual([{ kind: 'recorded', position: 3 }]);
  });
  it('is refused to the owner, by triggers', async () => {
    const { url, all } = await filled();
    const before = await all();
    const owner = await connected(url);
    const upsert = 'INSERT INTO streams SELECT * FROM streams ON CONFLICT (id) DO UPDATE SET name = excluded.name';
    for (const sql of [...changes, 'DELETE FROM frontier', 'TRUNCATE frontier', upsert]) {
      expect([sql, await codeOf(owner.query(sql))]).toEqual([sql, '23001']);
    }
    await owner.end();
    expect(await all()).toEqual(before);
  });
  it('would be changed by a role that was given more: the twin of the above', async () => {
    const { url, appUrl, role, schema, all } = await filled();
    const before = await all();
    await stores.sql(url, `GRANT ALL ON ALL TABLES IN SCHEMA ${schema} TO ${role}`);
    await stores.sql(url, 'ALTER TABLE events DISABLE TRIGGER refuse_change');
    await stores.sql(appUrl, "UPDATE events SET body = '' WHERE position = 1");
    expect(await all()).not.toEqual(before);
  });
});
