import { randomBytes, randomUUID } from 'node:crypto';
import { closeSync, fdatasyncSync, openSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { eventIdOf, type Append, type EventStore } from '@mingbai/application';
import { createKurrentStore } from '@mingbai/event-store-kurrent';
import { FakeServer } from '@mingbai/event-store-kurrent/testing';
import { createPostgresStore } from '@mingbai/event-store-postgres';
import { startPrivatePostgres } from '@mingbai/event-store-postgres/testing';
import { createSqliteStore } from '@mingbai/event-store-sqlite';
import { emptyDistrict, visitCommand } from './district.ts';
import { percentile, since, type Measure, type Sample } from './sample.ts';

/** Bytes of an event of the store's own measures, as `performance.md`-like figures are told for. */
export const EVENT_BYTES = 290;

/** Commands of the whole product by so many callers, each waiting: rules, sealing, proof, read models, one fsync. */
async function commands(folder: string, callers: number, count: number): Promise<Sample> {
  const directory = await emptyDistrict(folder);
  const times: number[] = [];
  let next = 0;
  const caller = async (): Promise<void> => {
    while (next < count) {
      const sent = performance.now();
      await directory.mingbai.writer.run(visitCommand(next++));
      times.push(since(sent));
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: callers }, caller));
  const perSecond = (count / since(start)) * 1000;
  await directory.close();
  return { perSecond, p50ms: percentile(times, 0.5), p99ms: percentile(times, 0.99) };
}

export const HEADER = { format: 1, suite: 'sha256-ed25519-aes256gcm', origin: 'mingbai/D01', district: 'D' };

/** One command with new events of one stream, as the writer gives it: every id follows from the command's. */
export function appendOf(stream: string, revision: number, count = 1): Append {
  const command = randomUUID();
  const events = Array.from({ length: count }, (_, index) => {
    const head = {
      id: eventIdOf(command, index),
      stream,
      revision: revision + index,
      type: 'MemberVisited',
      org: 'S01',
    };
    const data = 'x'.repeat(EVENT_BYTES - JSON.stringify({ ...head, data: '' }).length);
    return { ...head, bytes: Buffer.from(JSON.stringify({ ...head, data })) };
  });
  return { command, requestHash: randomBytes(16).toString('hex'), events };
}

/** A store alone, proof on: events made durable in groups, as the writer gives them; a thousand streams take turns. */
async function storeAppends(store: EventStore, group: number, count: number): Promise<Sample> {
  const appends = Array.from({ length: count }, (_, number) =>
    appendOf(`visit-${number % 1000}`, Math.floor(number / 1000)),
  );
  const times: number[] = [];
  const start = performance.now();
  for (let from = 0; from < count; from += group) {
    const sent = performance.now();
    await store.append(appends.slice(from, from + group));
    times.push(since(sent));
  }
  const perSecond = (count / since(start)) * 1000;
  return { perSecond, p50ms: percentile(times, 0.5), p99ms: percentile(times, 0.99) };
}

const onSqlite =
  (group: number, count: number): Measure =>
  async (folder) => {
    const store = await createSqliteStore(join(folder, 'events.sqlite'), HEADER);
    const sample = await storeAppends(store, group, count);
    await store.close();
    return { ...sample, bytesPerEvent: statSync(join(folder, 'events.sqlite')).size / count };
  };

const onPostgres =
  (group: number, count: number): Measure =>
  async () => {
    const server = await startPrivatePostgres();
    const store = await createPostgresStore({ url: server.url, header: HEADER });
    const sample = await storeAppends(store, group, count);
    await store.close();
    await server.remove();
    return sample;
  };

const onKurrent =
  (group: number, count: number): Measure =>
  async (folder) => {
    const server = await FakeServer.start({ version: '26.1' });
    const sequenceFile = join(folder, 'sequence.sqlite');
    const store = await createKurrentStore({ url: server.url, header: HEADER, sequenceFile });
    const sample = await storeAppends(store, group, count);
    await store.close();
    server.stop();
    return sample;
  };

/** A plain file: records written and made durable in groups. The ceiling of this disk. */
const plainFile =
  (group: number, count: number): Measure =>
  async (folder) => {
    const file = openSync(join(folder, 'plain'), 'w');
    const record = Buffer.alloc(EVENT_BYTES * group, 0x61);
    const start = performance.now();
    for (let written = 0; written < count; written += group) {
      writeSync(file, record);
      fdatasyncSync(file);
    }
    const perSecond = (count / since(start)) * 1000;
    closeSync(file);
    return { perSecond };
  };

/** SQLite with the same settings and nothing but a position and a body: no ids, streams, commands or proof. */
const bareTable =
  (group: number, count: number): Measure =>
  async (folder) => {
    const database = new DatabaseSync(join(folder, 'bare.sqlite'));
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000;');
    database.exec('CREATE TABLE event (position INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT');
    const insert = database.prepare('INSERT INTO event (body) VALUES (?)');
    const body = Buffer.alloc(EVENT_BYTES, 0x61);
    const start = performance.now();
    for (let written = 0; written < count; written += group) {
      database.exec('BEGIN IMMEDIATE');
      for (let each = 0; each < group; each += 1) insert.run(body);
      database.exec('COMMIT');
    }
    const perSecond = (count / since(start)) * 1000;
    database.close();
    return { perSecond };
  };

export const APPEND_MEASURES: Readonly<Record<string, Measure>> = {
  'file-1': plainFile(1, 3000),
  'bare-1': bareTable(1, 3000),
  'store-1': onSqlite(1, 3000),
  'postgres-1': onPostgres(1, 1000),
  'kurrent-1': onKurrent(1, 500),
  'command-1': (folder) => commands(folder, 1, 2000),
  'command-alone': (folder) => commands(folder, 1, 300),
  'file-64': plainFile(64, 64_000),
  'bare-64': bareTable(64, 64_000),
  'store-64': onSqlite(64, 64_000),
  'postgres-64': onPostgres(64, 32_000),
  'kurrent-64': onKurrent(64, 6400),
  'command-64': (folder) => commands(folder, 64, 10_000),
  'bare-1000': bareTable(1000, 100_000),
  'store-1000': onSqlite(1000, 100_000),
  'postgres-1000': onPostgres(1000, 50_000),
};
