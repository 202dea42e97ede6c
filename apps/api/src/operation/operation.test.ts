import { operatorOf } from '@mingbai/application';
import { createDirectory, registerFirstOfficer, systemSources, type StoreDirectory } from '@mingbai/store-directory';
import { trace } from '@opentelemetry/api';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createApi } from '../create-api.ts';
import type { Problem } from '../problem-filter.ts';
import { soon } from './soon.ts';

const TYPED = 'a-name-that-somebody-typed';
const folder = mkdtempSync(join(tmpdir(), 'mingbai-operation-'));
const lines: string[] = [];
let directory: StoreDirectory;
let app: NestFastifyApplication;

beforeAll(async () => {
  const sources = systemSources(() => Date.now());
  directory = await createDirectory(join(folder, 'store'), { code: 'D01', district: 'District' }, sources);
  await registerFirstOfficer(directory, { code: 'D01', name: 'District' });
  app = await createApi(directory, { log: (line) => void lines.push(line) });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
});
afterAll(async () => {
  await app.close();
  await directory.close();
  rmSync(folder, { recursive: true });
});

const get = (url: string, remoteAddress = '127.0.0.1') => app.inject({ method: 'GET', url, remoteAddress });

describe('whoever runs the service', () => {
  it('asks whether it lives and whether it is ready, without an account', async () => {
    expect((await get('/api/health')).json()).toEqual({ ok: true });
    expect((await get('/api/ready')).json()).toEqual({ ok: true, events: 3 });
  });
  it('is told that a node is behind the log until it has caught up', async () => {
    const { store, mingbai } = directory;
    await store.append([{ command: '00000000-0000-4000-8000-000000000001', requestHash: 'h', events: await again() }]);
    const behind = await get('/api/ready');
    expect([behind.statusCode, behind.json()]).toMatchObject([503, { code: 'not-ready' }]);
    await mingbai.projector.catchUp();
    expect((await get('/api/ready')).statusCode).toBe(200);
  });
  it('reads measures on the machine itself and nowhere else', async () => {
    const measured = await get('/api/metrics');
    expect(measured.body).toMatch(/^mingbai_events 4$/m);
    expect(measured.body).toMatch(/^mingbai_read_models_lag_events 0$/m);
    expect(measured.body).toContain(
      'mingbai_http_request_seconds_count{method="GET",route="/api/ready",status="503"} 1',
    );
    expect((await get('/api/metrics', '192.0.2.7')).statusCode).toBe(403);
  });
  it('reads the measures of the process itself while the store is away, and that it is', async () => {
    const measures = async () => (await get('/api/metrics')).body;
    expect(await measures()).toMatch(/^mingbai_store_up 1$/m);
    const frontier = vi.spyOn(directory.store, 'frontier').mockRejectedValue(new Error('away'));
    const measured = await get('/api/metrics');
    frontier.mockRestore();
    expect(measured.statusCode).toBe(200);
    expect(measured.body).toMatch(/^mingbai_store_up 0$/m);
    expect(measured.body).toMatch(/^process_cpu_seconds_total \d/m);
    expect(measured.body).not.toMatch(/^mingbai_(events|read_models_lag_events) /m);
    expect(await measures()).toMatch(/^mingbai_events 4$/m);
  });
  it('finds in the log what was asked, but nothing that anybody typed', async () => {
    await get(`/api/registers/persons?org=${TYPED}`);
    await app.inject({ method: 'POST', url: '/api/session', payload: { login: TYPED, password: TYPED } });
    const last = JSON.parse(lines.at(-1) ?? '') as Record<string, unknown>;
    expect(last).toMatchObject({ method: 'POST', route: '/api/session', status: 401, level: 'info' });
    expect(lines.join('\n')).not.toContain(TYPED);
  });
  it('finds faults in the log with what a server said, and our words alone where none is kept', async () => {
    const said = 'connect ECONNREFUSED';
    const away = Object.assign(new Error(said), { code: 'store-unreachable' });
    const frontier = vi.spyOn(directory.store, 'frontier').mockRejectedValue(away);
    const [written, from] = [vi.spyOn(process.stderr, 'write').mockReturnValue(true), lines.length];
    const { status, code, detail } = (await get('/api/ready')).json<Problem>();
    const service = await createApi(directory);
    await service.init();
    await service.getHttpAdapter().getInstance().ready();
    await service.inject({ method: 'GET', url: '/api/ready' });
    await service.close();
    const onStderr = written.mock.calls.map(([words]) => words);
    for (const spy of [frontier, written]) spy.mockRestore();
    expect([status, code]).toEqual([503, 'store-unreachable']);
    const logged = lines.slice(from).map((line) => JSON.parse(line) as object);
    expect(logged).toMatchObject([{ level: 'error', code, message: detail, cause: said }, { status: 503 }]);
    expect(onStderr).toEqual([`${detail}\n`]);
  });
  it('is told that the log was put back to an earlier day, whose events the read models do not hold', async () => {
    const { store } = directory;
    const put = [
      vi.spyOn(store, 'frontier').mockResolvedValue({ size: 1, hashes: [] }),
      vi.spyOn(store, 'readAll').mockResolvedValue([]),
    ];
    const ready = await get('/api/ready');
    for (const spy of put) spy.mockRestore();
    expect([ready.statusCode, ready.json()]).toMatchObject([503, { code: 'log-replaced' }]);
    expect(await directory.broken).toMatchObject({ code: 'log-replaced' });
  });
  it('gets a span for every request from the SDK that the process has, without anything that was typed', async () => {
    const exporter = new InMemorySpanExporter();
    trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
    await get(`/api/registers/persons?org=${TYPED}`);
    await get('/api/health');
    trace.disable();
    const spans = exporter.getFinishedSpans();
    expect(spans.map(({ name, attributes }) => [name, attributes['http.response.status_code']])).toEqual([
      ['GET /api/registers/:register', 401],
      ['GET /api/health', 200],
    ]);
    expect(JSON.stringify(spans.map(({ name, attributes }) => [name, attributes]))).not.toContain(TYPED);
  });
});

it('does not let a watcher wait for a store that is silent', async () => {
  const silent = new Promise<never>(() => {});
  await expect(soon(silent, 10)).rejects.toThrow(expect.objectContaining({ code: 'store-unreachable' }));
  expect(await soon(Promise.resolve('answer'), 10)).toBe('answer');
});

/** The store's size, which is not told before the gate is opened. */
function slowFrontier() {
  const [begun, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const frontier = directory.store.frontier.bind(directory.store);
  const slow = vi.spyOn(directory.store, 'frontier').mockImplementation(async () => {
    begun.resolve();
    await gate.promise;
    return frontier();
  });
  return { begun, gate, slow };
}

it('ends only when the last request has been worked through, though nobody waits for it any more', async () => {
  const written: string[] = [];
  const service = await createApi(directory, { log: (line) => void written.push(line) });
  await service.listen(0, '127.0.0.1');
  const { begun, gate, slow } = slowFrontier();
  const asker = new AbortController();
  const asked = fetch(`${await service.getUrl()}/api/ready`, { signal: asker.signal }).catch(() => {});
  await begun.promise;
  asker.abort();
  await asked;
  let hasEnded = false;
  const ended = service.close().then(() => (hasEnded = true));
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(hasEnded).toBe(false);
  gate.resolve();
  await ended;
  slow.mockRestore();
  expect(written.map((line) => JSON.parse(line) as object)).toMatchObject([{ route: '/api/ready', status: 499 }]);
});

it('still answers what was begun on an open connection when it ends, and says so', async () => {
  const written: string[] = [];
  const service = await createApi(directory, { log: (line) => void written.push(line) });
  await service.listen(0, '127.0.0.1');
  const accepted = once(service.getHttpServer() as Server, 'connection') as Promise<[Socket]>;
  const connection = connect(Number(new URL(await service.getUrl()).port), '127.0.0.1');
  const begun = 'GET /api/registers/persons HTTP/1.1\r\nhost: here\r\n';
  connection.write(begun);
  const [taken] = await accepted;
  await expect.poll(() => taken.bytesRead).toBe(begun.length);
  const ended = service.close();
  connection.write('\r\n');
  const answer = await text(connection);
  await ended;
  expect(answer).toMatch(/^HTTP\/1.1 401 /);
  expect(answer).toMatch(/^connection: close$/im);
  expect(answer).toContain('"code":"not-signed-in"');
  expect(written.map((line) => (JSON.parse(line) as { status: number }).status)).toEqual([401]);
});

it('closes a connection with the answer to what was asked before it ended', async () => {
  const service = await createApi(directory);
  await service.listen(0, '127.0.0.1');
  const { begun, gate, slow } = slowFrontier();
  const connection = connect(Number(new URL(await service.getUrl()).port), '127.0.0.1');
  connection.write('GET /api/ready HTTP/1.1\r\nhost: here\r\n\r\n');
  await begun.promise;
  const ended = service.close();
  await new Promise((resolve) => setTimeout(resolve, 50));
  gate.resolve();
  expect(await text(connection)).toMatch(/^HTTP\/1.1 200 [^]*^connection: close$/im);
  await ended;
  slow.mockRestore();
});

it('ends although somebody goes on sending half a request', async () => {
  const service = await createApi(directory, { patienceMs: 50 });
  await service.listen(0, '127.0.0.1');
  const connection = connect(Number(new URL(await service.getUrl()).port), '127.0.0.1');
  const left = new Promise((resolve) => connection.on('error', () => {}).once('close', resolve));
  connection.write('GET /api/health HTTP/1.1\r\nHo');
  await new Promise((resolve) => setTimeout(resolve, 100));
  await service.close();
  await left;
});

/** The log's first event under another record, as another process would record it. */
async function again() {
  const { mingbai, store } = directory;
  const operator = operatorOf(mingbai, 'operator');
  const [first] = await store.readAll(0, 1);
  const event = JSON.parse(Buffer.from(first?.bytes ?? []).toString()) as Record<string, unknown>;
  const [id, stream] = ['00000000-0000-5000-8000-000000000002', 'organisation-S09'];
  const data = { record: 'S09', code: 'S09', name: 'School', kind: 'school', administeredBy: operator.roles[0]?.org };
  const bytes = Buffer.from(JSON.stringify({ ...event, id, stream, data }));
  return [{ id, stream, revision: 0, bytes }];
}
