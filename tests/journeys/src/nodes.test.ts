import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { httpGateway, type Gateway } from '@mingbai/client';
import {
  hasPostgres,
  startPrivatePostgres,
  whyNoPostgres,
  type PrivatePostgres,
} from '@mingbai/event-store-postgres/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ServedStore, type Node } from './served-store.ts';

const CALLERS = 9;
const LASTS_MS = 6000;
const KILLED_AT_MS = 2000;
const JOINED_AT_MS = 3500;

let postgres: PrivatePostgres | undefined;
let store: ServedStore;
const nodes: Node[] = [];
let cookie = '';

const gatewayOf = ({ url }: Node): Gateway => httpGateway(url, fetch, { cookie });
/** Those that still live: what is behind a load balancer. */
const living = (): readonly Node[] => nodes.filter(({ process }) => process.exitCode === null && !process.killed);

// skipped: needs the PostgreSQL server (Debian package: postgresql)
describe.skipIf(!hasPostgres())(`several services on one PostgreSQL (${whyNoPostgres})`, () => {
  beforeAll(async () => {
    postgres = await startPrivatePostgres();
    store = await ServedStore.create(['--store', `${postgres.url}?schema=nodes`]);
    for (const name of ['a', 'b', 'c']) nodes.push(await store.serveNode(name));
    cookie = await store.officerCookie(nodes[0]?.url ?? '');
    const [first] = nodes;
    if (!first) throw new Error('no service runs');
    const school = { code: 'S01', name: '示例第一小学', kind: 'school', administeredBy: 'D01' };
    const since = { from: '2024-01-01', to: '2024-01-01' };
    await gatewayOf(first).run('organisation.register', { ...school, occurredOn: since }, { id: randomUUID() });
  }, 120_000);
  afterAll(async () => {
    for (const { process } of living()) {
      process.kill('SIGTERM');
      await once(process, 'exit');
    }
    await store.end();
    await postgres?.remove();
  });

  it('keep every answer over one that is killed and one that joins, and each reads what it wrote', async () => {
    const acknowledged = new Map<string, string>();
    const unread: string[] = [];
    const end = Date.now() + LASTS_MS;
    const caller = async (own: number): Promise<void> => {
      for (let number = 0; Date.now() < end; number += 1) {
        const day = `2025-${String(1 + (own % 9)).padStart(2, '0')}-${String(1 + (number % 28)).padStart(2, '0')}`;
        const id = randomUUID();
        const { node, event } = await untilAnswered(id, { own, day });
        acknowledged.set(id, event);
        const rows = await readBack(node, day);
        if (rows && !rows.includes(event)) unread.push(`${event} at ${node.url}`);
      }
    };
    const callers = Promise.all(Array.from({ length: CALLERS }, (_, own) => caller(own)));
    await sleep(KILLED_AT_MS);
    nodes[1]?.process.kill('SIGKILL');
    await sleep(JOINED_AT_MS - KILLED_AT_MS);
    nodes.push(await store.serveNode('d'));
    await callers;

    expect(unread).toEqual([]);
    expect(acknowledged.size).toBeGreaterThan(CALLERS * 5);
    const answers = await Promise.all(living().map((node) => everything(node)));
    expect(answers).toHaveLength(3);
    for (const { events, root } of answers) {
      expect(events.toSorted()).toEqual([...acknowledged.values()].toSorted());
      expect(root).toBe(answers[0]?.root);
    }
    const verified = await gatewayOf(living()[0] ?? { url: '', process: {} as Node['process'] }).verify();
    expect(verified.ok).toBe(true);
  }, 120_000);
});

type Visit = { readonly own: number; readonly day: string };

/** Sends a command to one service after another until one answers: the same command each time. */
async function untilAnswered(id: string, { own, day }: Visit): Promise<{ node: Node; event: string }> {
  for (let time = own; ; time += 1) {
    const all = living();
    const node = all[time % all.length];
    if (!node) throw new Error('no service lives');
    try {
      const visit = {
        org: 'S01',
        occurredOn: { from: day, to: day },
        triggers: ['hospital'],
        people: [{ name: '王某' }],
      };
      const { eventIds } = await gatewayOf(node).run('visit.record', visit, { id });
      return { node, event: eventIds[0] ?? '' };
    } catch (error) {
      // A service that was killed breaks the connection; whatever a living one answers must be an answer.
      if (living().includes(node)) throw error;
      await sleep(20);
    }
  }
}

/** Events of a day's visits as the service shows them; undefined when it was killed meanwhile. */
async function readBack(node: Node, day: string): Promise<readonly string[] | undefined> {
  try {
    const rows = await gatewayOf(node).list('visits', { org: 'S01', period: `${day}..${day}` });
    return rows.map(({ event }) => event);
  } catch (error) {
    if (living().includes(node)) throw error;
    return undefined;
  }
}

async function everything(node: Node): Promise<{ events: readonly string[]; root: string }> {
  const gateway = gatewayOf(node);
  await untilReady(node);
  const rows = await gateway.list('visits', { org: 'S01' });
  const { checkpoint } = await gateway.summary({ org: 'D01', period: '2025', events: 'counted' });
  return { events: rows.map(({ event }) => event), root: checkpoint.root };
}

async function untilReady({ url }: Node): Promise<void> {
  for (let time = 0; time < 100; time += 1) {
    if ((await fetch(`${url}/api/ready`)).ok) return;
    await sleep(50);
  }
  throw new Error('the service does not catch up');
}
