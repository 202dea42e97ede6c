import { setImmediate } from 'node:timers/promises';
import { Mingbai, readEvent, type Answer, type Append, type AppendOutcome } from '@mingbai/application';
import { MemoryStore } from '@mingbai/application/memory-store';
import { openReadModels } from '@mingbai/read-models-sqlite';
import { MemoryVault, seededRandom } from '@mingbai/vault';
import { describe, expect, it } from 'vitest';
import { DISTRICT, ERASED, HEADER, idOf, keyedHash, MASK, on, operator, SCHOOL, visit } from './test-mingbai.ts';

const NODES = 4;
const COMMANDS = 30;

/** A store that cannot keep other processes away: whoever has a turn may meet others at every append. */
class OpenStore extends MemoryStore {
  override async turn<T>(work: (size: number) => Promise<T>): Promise<T> {
    return work((await this.frontier()).size);
  }

  override async append(
    batch: readonly Append[],
    options?: { readonly whole?: boolean },
  ): Promise<readonly AppendOutcome[]> {
    await setImmediate();
    return super.append(batch, options);
  }
}

/** Broken on purpose: by what it tells it never grows, so that nobody hears of anybody. */
class SilentStore extends MemoryStore {
  override turn<T>(work: (size: number) => Promise<T>): Promise<T> {
    return super.turn(() => work(0));
  }

  override async append(batch: readonly Append[]): Promise<readonly AppendOutcome[]> {
    const outcomes = await super.append(batch);
    return outcomes.map((outcome, at) =>
      outcome.kind === 'recorded' ? { ...outcome, position: -(batch[at]?.events.length ?? 0) } : outcome,
    );
  }
}

/** Processes on one store, each with read models and a clock of its own, of which no two go alike. */
function nodesOn(store: MemoryStore): readonly Mingbai[] {
  const random = seededRandom('several nodes');
  const vault = new MemoryVault({ masterKey: new Uint8Array(32).fill(9), random });
  return Array.from({ length: NODES }, (_, node) => {
    let ms = Date.parse('2025-03-10T00:00:00.000Z');
    const clock = { now: () => (ms += (NODES - node) * 60) };
    const models = openReadModels(':memory:');
    const mingbai = new Mingbai({ store, models, vault, clock, random, keyedHash, mask: MASK, erased: ERASED });
    mingbai.projector.follow((fault) => {
      throw fault;
    });
    return mingbai;
  });
}

const since = on('2025-01-01');

async function must(node: Mingbai, name: string, input: object, id?: string): Promise<Answer & { ok: true }> {
  const answer = await node.run(operator, name, input, id === undefined ? {} : { id });
  if (!answer.ok) throw new Error(`${name} was refused: ${JSON.stringify(answer.refusal)}`);
  return answer;
}

/** A district with a school and a fund; then every node records at once, each command of every third sent to two. */
async function busyDay(store: MemoryStore): Promise<readonly Mingbai[]> {
  const nodes = nodesOn(store);
  const [first] = nodes;
  if (!first) throw new Error('there is no node');
  await must(first, 'organisation.register', { code: DISTRICT, name: '示例区', kind: 'district', occurredOn: since });
  const school = { code: SCHOOL, name: '示例小学', kind: 'school', administeredBy: DISTRICT, occurredOn: since };
  await must(first, 'organisation.register', school);
  const fund = { org: SCHOOL, fund: 'F1', occurredOn: since };
  await must(first, 'fund.open', { ...fund, name: '工会经费', kind: 'union', opening: 0 });
  for (const node of nodes) await node.projector.catchUp();
  const work = nodes.map(async (node, at) => {
    for (let number = 0; number < COMMANDS; number += 1) {
      await must(node, 'fund.receive', { ...fund, amount: 1, source: 'dues', form: 'bank' });
      await must(node, 'visit.record', visit('2025-03-05'));
      await must(node, 'visit.record', visit('2025-03-06'), idOf(`${Math.floor(at / 2)} ${number}`));
    }
  });
  await Promise.all(work);
  return nodes;
}

async function backwardSteps(store: MemoryStore): Promise<number> {
  const times = (await store.readAll(0, 10_000)).map(({ bytes }) => readEvent(bytes).recordedAt);
  return times.filter((time, at) => time < (times[at - 1] ?? '')).length;
}

describe.each([
  ['that keeps others away', MemoryStore],
  ['that lets others in', OpenStore],
])('several nodes on one store %s', (_title, Store) => {
  it('lose nothing, record a command once, and come to the same read models', async () => {
    const store = new Store(HEADER);
    const nodes = await busyDay(store);
    const { size } = await store.frontier();
    expect(size).toBe(3 + NODES * COMMANDS * 2 + (NODES / 2) * COMMANDS);
    for (const node of nodes) await node.projector.catchUp();
    const dumps = new Set(nodes.map((node) => [...node.ports.models.dump()].join('\n')));
    expect(dumps.size).toBe(1);
    const figure = nodes[0]?.figure(operator, 'fund.balance[fund=F1]', { org: SCHOOL }).figure;
    expect(figure?.value).toBe(NODES * COMMANDS);
  });
  it('answer what they have written as soon as it is acknowledged', async () => {
    const nodes = await busyDay(new Store(HEADER));
    for (const node of nodes) {
      const { position } = await must(node, 'visit.record', visit('2025-03-07'));
      expect(node.ports.models.size()).toBeGreaterThan(position ?? Number.POSITIVE_INFINITY);
    }
  });
});

describe('the clock of several nodes', () => {
  it('never goes back, though one node’s clock is behind the other’s', async () => {
    const store = new MemoryStore(HEADER);
    await busyDay(store);
    expect(await backwardSteps(store)).toBe(0);
  });
  it('twin: nodes that do not hear of each other are caught', async () => {
    const store = new SilentStore(HEADER);
    await busyDay(store);
    expect(await backwardSteps(store)).toBeGreaterThan(0);
  });
});
