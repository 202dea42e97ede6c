import { catchUp, operatorOf, readEvent, verifyStore, type Actor, type Answer } from '@mingbai/application';
import { MemoryStore } from '@mingbai/application/memory-store';
import { openReadModels } from '@mingbai/read-models-sqlite';
import { MemoryVault } from '@mingbai/vault';
import { commandId, HEADER, signer } from './product.ts';
import { NodeStore, SimulatedNode } from './simulated-node.ts';
import { World } from './simulated-world.ts';

const NODES = 2;
const CLIENTS = 3;
const COMMANDS_EACH = 5;
const KILLING = 0.02;
const FAILING = 0.02;
const SETTING_BACK = 0.003;
const ON = { from: '2025-03-08', to: '2025-03-08' };
const DISTRICT = { org: 'D01', code: 'D01', name: 'District', kind: 'district', occurredOn: ON };
const FUND = { org: 'D01', fund: 'F1', occurredOn: ON };

type Sent = { readonly id: string; readonly name: string; readonly input: object };
type Ack = { readonly id: string; readonly eventIds: readonly string[] };

/** The command with a number. Two clients send every fourth of them; every fifth wants a code that others want too. */
function commandOf(client: number, turn: number): Sent {
  const id = commandId(turn % 4 === 0 ? turn : 100 * (client + 1) + turn);
  if (turn % 5 === 3) {
    const school = { code: 'S01', name: `School ${client}`, kind: 'school', administeredBy: 'D01' };
    return { id, name: 'organisation.register', input: { org: 'S01', occurredOn: ON, ...school } };
  }
  if (turn % 2 === 0) return { id, name: 'fund.receive', input: { ...FUND, amount: 1, source: 'dues', form: 'bank' } };
  const visit = { triggers: ['hospital'], people: [{ name: `Teacher ${client} ${turn}` }] };
  return { id, name: 'visit.record', input: { org: 'D01', occurredOn: ON, ...visit } };
}

const actorOf = ({ mingbai }: SimulatedNode): Actor => ({
  ...operatorOf(mingbai, 'operator'),
  roles: [{ org: 'D01', role: 'operator' }],
});

/** A refusal upon which a client asks again. */
const CLOCK_BEHIND = 'clock-behind';

export type Outcome = {
  /** What did not hold. */
  readonly problems: readonly string[];
  readonly acknowledged: number;
  readonly kills: number;
};

/**
 * One small district in a world out of one seed: clients of several processes that are killed, whose disks fail and
 * whose clocks differ.
 */
export class Simulation {
  readonly #world: World;
  readonly #store = new MemoryStore(HEADER);
  readonly #nodes: readonly SimulatedNode[];
  readonly #acks: Ack[] = [];
  readonly #problems: string[] = [];
  #kills = 0;

  constructor(seed: number, Store: typeof NodeStore = NodeStore) {
    this.#world = new World(seed);
    const world = this.#world;
    const random = { bytes: (length: number) => Uint8Array.from({ length }, () => world.below(256)) };
    const vault = new MemoryVault({ masterKey: new Uint8Array(32).fill(9), random });
    const open = (...given: ConstructorParameters<typeof NodeStore>) => new Store(...given);
    this.#nodes = Array.from({ length: NODES }, () => new SimulatedNode({ world, store: this.#store, vault }, open));
  }

  async run(): Promise<Outcome> {
    await this.#world.run(this.#setUp(), () => {});
    for (const node of this.#nodes) node.start(FAILING);
    const clients = Promise.all(Array.from({ length: CLIENTS }, (_, client) => this.#client(client)));
    await this.#world.run(clients, () => this.#trouble());
    for (const node of this.#nodes) {
      node.kill();
      node.start(0);
    }
    await this.#world.run(Promise.all(this.#nodes.map(({ mingbai }) => mingbai.projector.catchUp())), () => {});
    await this.#check();
    for (const { models } of this.#nodes) models.close();
    return { problems: this.#problems, acknowledged: this.#acks.length, kills: this.#kills };
  }

  async #setUp(): Promise<void> {
    const [first] = this.#nodes;
    if (!first) throw new Error('there is no node');
    const run = async (name: string, input: object): Promise<void> => {
      const answer = await first.mingbai.run(actorOf(first), name, input);
      if (!answer.ok) throw new Error(`${name}: ${answer.refusal.code}`);
    };
    await run('organisation.register', DISTRICT);
    await run('fund.open', { ...FUND, name: 'Fund', kind: 'union', opening: 0 });
    for (const { mingbai } of this.#nodes) await mingbai.projector.catchUp();
  }

  /** Between two steps: now and then a process is killed, and another begins in its place. */
  #trouble(): void {
    for (const node of this.#nodes) {
      if (node.life.dead) node.start(FAILING);
      else if (this.#world.chance() < KILLING) {
        node.kill();
        this.#kills += 1;
      } else if (this.#world.chance() < SETTING_BACK) node.setClockBack();
    }
  }

  async #client(client: number): Promise<void> {
    for (let turn = 0; turn < COMMANDS_EACH; turn += 1) await this.#insist(commandOf(client, turn));
  }

  /** Sends a command, to any process, until it is answered. */
  async #insist(sent: Sent): Promise<void> {
    for (;;) {
      await this.#world.step({ dead: false });
      const node = this.#nodes[this.#world.below(NODES)];
      const answer = node && (await this.#ask(node, sent));
      if (!answer || (!answer.ok && answer.refusal.code === CLOCK_BEHIND)) continue;
      if (!answer.ok) return;
      this.#acks.push({ id: sent.id, eventIds: answer.eventIds });
      return;
    }
  }

  /** Undefined when the process died, or its store failed it: it is killed then, as the product ends. */
  async #ask(node: SimulatedNode, { id, name, input }: Sent): Promise<Answer | undefined> {
    const { life, mingbai } = node;
    const client = { dead: false };
    const died = (async () => {
      while (!life.dead) await this.#world.step(client);
      return undefined;
    })();
    const asked = mingbai.run(actorOf(node), name, input, { id }).catch(() => {
      this.#world.kill(life);
      return undefined;
    });
    const answer = await Promise.race([asked, died]);
    client.dead = true;
    if (answer?.ok && answer.position !== undefined && node.models.size() <= answer.position)
      this.#problems.push(`${name} was answered before it could be read`);
    return answer;
  }

  async #check(): Promise<void> {
    const store = this.#store;
    for (const { id, eventIds } of this.#acks) {
      const known = await store.command(id);
      if (known?.eventIds.join() !== eventIds.join()) this.#problems.push(`${id} was acknowledged and is not there`);
    }
    const { size } = await store.frontier();
    const events = (await store.readAll(0, size)).map(({ bytes }) => readEvent(bytes));
    const times = events.map(({ recordedAt }) => recordedAt);
    if (times.some((time, at) => time < (times[at - 1] ?? ''))) this.#problems.push('the clock of the log went back');
    if (new Set(events.map(({ command }) => command)).size !== size) this.#problems.push('a command was done twice');
    const schools = events.filter(({ stream }) => stream === 'organisation-S01');
    if (schools.length > 1) this.#problems.push('a code was given twice');
    const { problems } = await verifyStore(store, signer);
    this.#problems.push(...problems.map(({ code }) => code));
    const fresh = openReadModels(':memory:');
    await catchUp(store, fresh);
    const expected = [...fresh.dump()].join('\n');
    fresh.close();
    for (const { models } of this.#nodes)
      if ([...models.dump()].join('\n') !== expected) this.#problems.push('read models differ from those made anew');
  }
}
