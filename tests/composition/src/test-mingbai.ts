import { createHmac } from 'node:crypto';
import { Mingbai, readStored, type Actor, type Answer, type Command, type RunOptions } from '@mingbai/application';
import { MemoryStore } from '@mingbai/application/memory-store';
import { idOf, on } from '@mingbai/domain/testing';
import type { Recorded, Role } from '@mingbai/kernel';
import { noteSigner } from '@mingbai/proof';
import { openReadModels } from '@mingbai/read-models-sqlite';
import { MemoryVault, seededRandom } from '@mingbai/vault';

export const DISTRICT = 'D1';
export const SCHOOL = 'S1';
export const OTHER = 'S2';
export const HEADER = { format: 1, suite: 'sha256-ed25519-aes256gcm', origin: 'mingbai/D1', district: DISTRICT };
export const signer = noteSigner(HEADER.origin, new Uint8Array(32).fill(7));
export const MASK = '某';
export const ERASED = '（已依法删除）';

/** A clock that a test sets. It stands still unless it is told otherwise. */
class TestClock {
  ms = Date.parse('2025-03-10T00:00:00.000Z');

  now(): number {
    return this.ms;
  }

  set(instant: string): void {
    this.ms = Date.parse(instant);
  }

  advance(ms: number): void {
    this.ms += ms;
  }
}

/** Somebody with roles, as `OFFICER@S1`. */
export const somebody = (role: Role, org = SCHOOL, id = `${role} of ${org}`): Actor => ({
  id,
  name: id,
  assurance: 'asserted',
  roles: [{ org, role }],
});

export const operator = somebody('operator', DISTRICT, 'operator');
export const districtOfficer = somebody('district-officer', DISTRICT);
export const auditor = somebody('auditor', DISTRICT);
export const officer = somebody('officer');
export const chair = somebody('chair');
export const accountant = somebody('accountant');
export const cashier = somebody('cashier');
export const member = somebody('member');

export type Input = Readonly<Record<string, unknown>>;

/** The whole product in memory, with what a test needs to look behind it. */
export class TestMingbai {
  readonly clock = new TestClock();
  readonly store = new MemoryStore(HEADER);
  readonly models = openReadModels(':memory:');
  readonly random: ReturnType<typeof seededRandom>;
  readonly vault: MemoryVault;
  readonly mingbai: Mingbai;

  constructor(seed: string) {
    this.random = seededRandom(seed);
    this.vault = new MemoryVault({ masterKey: new Uint8Array(32).fill(9), random: this.random });
    const { store, models, vault, clock, random } = this;
    this.mingbai = new Mingbai({ store, models, vault, clock, random, keyedHash, mask: MASK, erased: ERASED });
  }

  run(actor: Actor, name: string, input: Input, options: RunOptions = {}): Promise<Answer> {
    return this.mingbai.run(actor, name, input, options);
  }

  /** Records something that must be accepted, and gives the ids of its events. */
  async must(actor: Actor, name: string, input: Input, options: RunOptions = {}): Promise<readonly string[]> {
    const answer = await this.run(actor, name, input, options);
    if (!answer.ok) throw new Error(`${name} was refused: ${JSON.stringify(answer.refusal)}`);
    return answer.eventIds;
  }

  /** Records something that must be accepted, and gives the record that its first event is about. */
  async recordOf(actor: Actor, name: string, input: Input, options: RunOptions = {}): Promise<string> {
    const [id = ''] = await this.must(actor, name, input, options);
    const stored = await this.store.eventById(id);
    const data = stored && (readStored(stored).data as { record?: string; request?: string });
    return data?.record ?? data?.request ?? id;
  }

  /** The operator's command, for the writer itself. */
  command(id: string, [capability, input]: readonly [string, Input]): Command {
    const prepared = this.mingbai.prepare(operator, capability, input, { id: idOf(id) });
    if ('code' in prepared) throw new Error(prepared.code);
    return prepared;
  }

  async events(): Promise<readonly Recorded[]> {
    return (await this.store.readAll(0, 100_000)).map(readStored);
  }

  async size(): Promise<number> {
    return (await this.store.frontier()).size;
  }

  value(id: string, asked: Parameters<Mingbai['figure']>[2] = {}) {
    return this.mingbai.figure(auditor, id, asked).figure;
  }
}

export const keyedHash = (text: string): string => createHmac('sha256', 'tests').update(text).digest('hex');

/** How an answer went, in one word. */
export const codeOf = (answer: Answer | undefined): string => {
  if (!answer) return 'unanswered';
  if (!answer.ok) return answer.refusal.code;
  return answer.repeated ? 'repeated' : 'recorded';
};

/** A district with two schools. */
export async function testMingbai(seed = 'a district'): Promise<TestMingbai> {
  const test = new TestMingbai(seed);
  const since = { occurredOn: on('2020-01-01') };
  await test.must(operator, 'organisation.register', {
    ...since,
    code: DISTRICT,
    name: '某区教育工会',
    kind: 'district',
  });
  for (const [code, name] of [
    [SCHOOL, '第一中学'],
    [OTHER, '第二中学'],
  ] as const) {
    await test.must(operator, 'organisation.register', {
      ...since,
      code,
      name,
      kind: 'school',
      administeredBy: DISTRICT,
    });
  }
  return test;
}

export const visit = (day: string, more: Input = {}): Input => ({
  org: SCHOOL,
  occurredOn: on(day),
  triggers: ['hospital'],
  groups: [{ count: { value: 1, precision: 'exact', unit: '人次' } }],
  ...more,
});

export const counted = (value: number | null, unit = '人次', precision = value === null ? 'unknown' : 'exact') => ({
  groups: [{ count: { value, precision, unit } }],
});

export { idOf, on };
