import { randomUUID } from 'node:crypto';
import { rootOf, rootOfLeaves } from '@mingbai/proof';
import type { EventStore } from '@mingbai/application';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { append, contractHeader, event } from '@mingbai/application/contract-tests';
import { createKurrentStore, openKurrentStore } from './index.ts';
import { KurrentLog } from './kurrent-log.ts';
import type { LoggedEvent, ServerLog } from './log.ts';
import { namesUnder } from './names.ts';
import { openOn } from './open-store.ts';
import { FakeServer } from './testing/index.ts';
import type { FakeServerSettings } from './testing/index.ts';

const sequenceFile = ':memory:';
const prefix = 'mingbai-310101-';
const servers: FakeServer[] = [];
const opened: EventStore[] = [];
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
});
afterAll(() => servers.forEach((server) => server.stop()));

async function keep<Store extends EventStore>(opening: Promise<Store>): Promise<Store> {
  const store = await opening;
  opened.push(store);
  return store;
}

/** A server with an empty store, and as many nodes on it. */
async function nodesOn(count: number, settings: FakeServerSettings = {}) {
  const server = await FakeServer.start(settings);
  servers.push(server);
  const first = await keep(createKurrentStore({ url: server.url, sequenceFile, prefix, header: contractHeader }));
  const open = () => keep(openKurrentStore({ url: server.url, sequenceFile, prefix }));
  const others = await Promise.all(Array.from({ length: count - 1 }, open));
  return { server, nodes: [first, ...others] };
}

/** What somebody else writes to the same server, under our prefix too. */
function writeForeign({ log }: FakeServer, number: number): void {
  const data = new TextEncoder().encode('{"not":"ours"}');
  for (const stream of [`${prefix}events-shared`, `${prefix}events-foreign`, `${prefix}command-foreign`, 'elsewhere']) {
    const record = { stream, id: randomUUID(), type: 'Foreign', contentType: 'application/json', data, metadata: data };
    if (number % 3 === 0) log.write([record], new Map([[stream, -2]]));
  }
  log.writeSystemEvent();
}

/** Writes to a stream that all share and to one of its own, until each command is recorded. */
async function write(store: EventStore, writer: string, commands: number): Promise<readonly string[]> {
  const written: string[] = [];
  for (let number = 0; number < commands; number += 1) {
    const own = event(`own-${writer}`, number);
    for (let kind = ''; kind !== 'recorded';) {
      const shared = event('shared', (await store.readStream('shared')).length, ` by ${writer}`);
      const [outcome] = await store.append([append(`${writer} ${number}`, [own, shared])]);
      kind = outcome?.kind ?? '';
      if (kind === 'recorded') written.push(own.id, shared.id);
    }
  }
  return written;
}

/** Reads every event as soon as it is told of, as a projection does. */
function subscribe(store: EventStore): { seen: string[]; stop: () => Promise<void> } {
  const seen: string[] = [];
  let reading = Promise.resolve();
  const readOn = async () => {
    for (const { bytes } of await store.readAll(seen.length, 1000)) seen.push(new TextDecoder().decode(bytes));
  };
  const end = store.watch(() => void (reading = reading.then(readOn)));
  const stop = async () => {
    end();
    await reading;
    await readOn();
  };
  return { seen, stop };
}

async function expectSame(
  nodes: readonly EventStore[],
  acknowledged: readonly string[],
  timeout = 10_000,
): Promise<void> {
  const [first, ...others] = nodes;
  if (!first) throw new Error('no nodes');
  await expect.poll(async () => (await first.frontier()).size, { timeout }).toBe(acknowledged.length);
  const expected = { events: await first.readAll(0, 10_000), frontier: await first.frontier() };
  for (const id of acknowledged) expect(await first.eventById(id)).toBeDefined();
  expect(expected.events.map(({ position }) => position)).toEqual(acknowledged.map((_, position) => position));
  expect(rootOf(expected.frontier)).toEqual(rootOfLeaves(await first.leaves(0, acknowledged.length)));
  for (const node of others) {
    await expect.poll(async () => (await node.frontier()).size, { timeout }).toBe(acknowledged.length);
    expect({ events: await node.readAll(0, 10_000), frontier: await node.frontier() }).toEqual(expected);
  }
}

describe.each(['26.1', '25.1'] as const)('four nodes with sixteen writers on KurrentDB %s', (version) => {
  it('have one order, the same positions and the same root, and no subscriber misses an event', async () => {
    const { server, nodes } = await nodesOn(4, { version });
    let foreign = 0;
    const stranger = setInterval(() => writeForeign(server, (foreign += 1)), 5);
    const subscribers = nodes.map(subscribe);
    const writers = nodes.flatMap((node, at) => ['a', 'b', 'c', 'd'].map((name) => write(node, `${at}${name}`, 5)));
    const acknowledged = (await Promise.all(writers)).flat();
    clearInterval(stranger);
    await expectSame(nodes, acknowledged);
    await Promise.all(subscribers.map(({ stop }) => stop()));
    for (const { seen } of subscribers) expect(seen).toEqual(subscribers[0]?.seen);
    expect(subscribers[0]?.seen).toHaveLength(acknowledged.length);
    await expectSame([...nodes, await keep(openKurrentStore({ url: server.url, sequenceFile, prefix }))], acknowledged);
    expect(server.log.events.filter(({ type }) => type === 'Foreign').length).toBeGreaterThan(10);
  });
});

/** A node whose way of reading the server is broken as the test says. */
async function brokenNode(server: FakeServer, twist: (log: ServerLog) => Partial<ServerLog>): Promise<EventStore> {
  const log = await KurrentLog.of(server.url, prefix);
  return keep(
    openOn({ log: { ...bound(log), ...twist(log) }, names: namesUnder(prefix), sequenceFile, readOnly: false }),
  );
}

function bound(log: ServerLog): ServerLog {
  return {
    subscribe: (after, signal) => log.subscribe(after, signal),
    last: () => log.last(),
    eventAt: (stream, revision) => log.eventAt(stream, revision),
    append: (transaction) => log.append(transaction),
    close: () => log.close(),
  };
}

type Pages = AsyncGenerator<readonly LoggedEvent[]>;

async function* changed(
  pages: AsyncIterable<readonly LoggedEvent[]>,
  change: (event: LoggedEvent) => LoggedEvent[],
): Pages {
  for await (const page of pages) yield page.flatMap(change);
}

describe('a node that reads the server wrongly', () => {
  async function caught(twist: (log: ServerLog) => Partial<ServerLog>): Promise<void> {
    const { server, nodes } = await nodesOn(1);
    const broken = await brokenNode(server, twist);
    const acknowledged: string[] = [];
    for (const [round, node] of nodes.concat(nodes).entries()) {
      writeForeign(server, 0);
      acknowledged.push(...(await write(node, `w${round}`, 3)));
    }
    await expect(expectSame([...nodes, broken], acknowledged, 1000)).rejects.toThrow('expected');
  }
  it('by counting foreign events is found out', () =>
    caught((log) => {
      const adopt = (logged: LoggedEvent): LoggedEvent[] => {
        if (logged.type !== 'Foreign' || !logged.stream.includes('events-foreign')) return [logged];
        const [transaction, stream] = [randomUUID(), 'foreign'];
        const place = { transaction, index: '0', count: '1', revision: String(logged.revision) };
        const metadata = { ...place, command: transaction, requestHash: '', id: transaction, stream };
        return [{ ...logged, type: 'MingbaiEvent', metadata }];
      };
      return { subscribe: (after, signal) => changed(log.subscribe(after, signal), adopt) };
    }));
  it('by missing an event is found out', () =>
    caught((log) => {
      let events = 0;
      const skip = (logged: LoggedEvent) => (logged.type === 'MingbaiEvent' && (events += 1) === 5 ? [] : [logged]);
      return { subscribe: (after, signal) => changed(log.subscribe(after, signal), skip) };
    }));
  it('by putting the events of a command in another order is found out', () =>
    caught((log) => {
      const swapped: Readonly<Record<string, string>> = { '1': '2', '2': '1' };
      const swap = (logged: LoggedEvent): LoggedEvent[] => {
        const index = String(logged.metadata['index']);
        return [{ ...logged, metadata: { ...logged.metadata, index: swapped[index] ?? index } }];
      };
      return { subscribe: (after, signal) => changed(log.subscribe(after, signal), swap) };
    }));
  it('by reading events again is harmless: each is taken once', async () => {
    const { server, nodes } = await nodesOn(1);
    const twice = await brokenNode(server, (log) => ({
      subscribe: (after, signal) => changed(log.subscribe(after, signal), (logged) => [logged, logged]),
    }));
    const acknowledged = await write(nodes[0] ?? twice, 'w', 5);
    await expectSame([...nodes, twice], acknowledged);
  });
});

describe('two nodes with the same command', () => {
  it.each(['26.1', '25.1', '24.10'] as const)('record it once, on KurrentDB %s', async (version) => {
    const { nodes } = await nodesOn(2, { version });
    for (let round = 0; round < 10; round += 1) {
      const once = [append(`c${round}`, [event('a', round)])];
      const outcomes = (await Promise.all(nodes.map((node) => node.append(once)))).flat();
      expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['recorded', 'repeated']);
    }
    await expectSame(
      nodes,
      Array.from({ length: 10 }, (_, round) => event('a', round).id),
    );
  });
  it.each(['26.1', '24.10'] as const)('record each command of two batches once, on KurrentDB %s', async (version) => {
    const { nodes } = await nodesOn(2, { version });
    for (let round = 0; round < 10; round += 1) {
      const batch = ['a', 'b', 'c'].map((stream) => append(`${stream}${round}`, [event(stream, round)]));
      const outcomes = await Promise.all([nodes[0]?.append(batch), nodes[1]?.append(batch.toReversed())]);
      const [forwards = [], backwards = []] = outcomes;
      for (const [at, outcome] of forwards.entries()) {
        const kinds: string[] = [outcome.kind, backwards[2 - at]?.kind ?? ''];
        expect(kinds.toSorted()).toEqual(['recorded', 'repeated']);
      }
    }
    const [first, second] = nodes;
    await expect.poll(async () => (await second?.frontier())?.size).toBe(30);
    await expect.poll(async () => first?.frontier()).toEqual(await second?.frontier());
  });
  it('answer whoever has other content that it is taken', async () => {
    const { nodes } = await nodesOn(2);
    const outcomes = await Promise.all(
      nodes.map((node, at) => node.append([append('c', [event(`stream-${at}`, 0)], `hash ${at}`)])),
    );
    expect(
      outcomes
        .flat()
        .map(({ kind }) => kind)
        .toSorted(),
    ).toEqual(['command-reused', 'recorded']);
  });
  it('keep an event id that both use for whoever was first', async () => {
    const { nodes } = await nodesOn(2);
    const writes = nodes.map((node, at) =>
      node.append([append(`c${at}`, [{ ...event(`stream-${at}`, 0), id: 'same' }])]),
    );
    const settled = await Promise.allSettled(writes);
    expect(settled.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expectSame(nodes, ['same']);
    const free = nodes.map((node, at) => node.append([append(`c${at}`, [event(`stream-${at}`, 0)])]));
    const kinds = (await Promise.all(free)).flat().map(({ kind }) => kind);
    expect(kinds).toContain('recorded');
  });
});
