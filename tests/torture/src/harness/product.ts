import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { catchUp, Mingbai, operatorOf, Refused, Writer } from '@mingbai/application';
import type { Actor, Answer, Command, EventStore, ReadModels, WriterPorts } from '@mingbai/application';
import { createSqliteStore } from '@mingbai/event-store-sqlite';
import { noteSigner } from '@mingbai/proof';
import { openReadModels } from '@mingbai/read-models-sqlite';
import { randomFromSystem, SqliteVault } from '@mingbai/vault';

const DISTRICT = 'D01';
const SCHOOL = 'S01';
export const FUNDS = 8;
export const fundCode = (number: number): string => `F${number}`;
export const HEADER = {
  format: 1,
  suite: 'sha256-ed25519-aes256gcm',
  origin: `mingbai/${DISTRICT}`,
  district: DISTRICT,
};
export const signer = noteSigner(HEADER.origin, new Uint8Array(32).fill(7));

const keyedHash = (text: string): string => createHmac('sha256', 'torture').update(text).digest('hex');

/** Where the files of a store stand. */
export const filesIn = (directory: string) => ({
  store: join(directory, 'events.sqlite'),
  models: join(directory, 'read.sqlite'),
  vault: join(directory, 'vault.sqlite'),
});

export const vaultIn = (directory: string): SqliteVault =>
  new SqliteVault(filesIn(directory).vault, { masterKey: new Uint8Array(32).fill(9), random: randomFromSystem });

type Parts = { readonly store: EventStore; readonly models?: ReadModels | undefined };

/** The product's own writer over parts that a test chooses. With read models, it answers once they can be read. */
export function writerOver(directory: string, { store, models }: Parts): Writer {
  const ports: WriterPorts = {
    store,
    vault: vaultIn(directory),
    clock: { now: () => Date.now() },
    random: randomFromSystem,
    keyedHash,
    // As in the product. Without it a process that never waits for anything would never get its answers out either.
    gathered: () => new Promise((resolve) => setImmediate(resolve)),
    recorded: async () => void (models && (await catchUp(store, models))),
  };
  return new Writer(ports);
}

/** The whole product over a store, with read models in memory unless they are given. */
async function productOver(directory: string, parts: Parts): Promise<Mingbai> {
  const { store, models = openReadModels(':memory:') } = parts;
  await catchUp(store, models);
  const vault = vaultIn(directory);
  const sources = { clock: { now: () => Date.now() }, random: randomFromSystem, keyedHash };
  return new Mingbai({ store, models, vault, ...sources, mask: '*', erased: '-' });
}

/** Whoever sets up and records in these tests. */
const recorder = (mingbai: Mingbai): Actor => ({
  ...operatorOf(mingbai, 'operator'),
  roles: [{ org: DISTRICT, role: 'operator' }],
});

export function granted(answer: Answer): Answer & { readonly ok: true } {
  if (!answer.ok) throw new Refused(answer.refusal);
  return answer;
}

type Create = (path: string) => Promise<EventStore>;
export const createHere: Create = (path) => createSqliteStore(path, HEADER);

/** Makes a store with a district, a school and its funds in an empty directory; gives the number of its events. */
export async function setUp(directory: string, funds = FUNDS, create = createHere): Promise<number> {
  const store = await create(filesIn(directory).store);
  const mingbai = await productOver(directory, { store });
  const run = async (name: string, input: object): Promise<void> =>
    void granted(await mingbai.run(recorder(mingbai), name, { occurredOn: ON, ...input }));
  const school = { org: SCHOOL, code: SCHOOL, name: 'School', kind: 'school', administeredBy: DISTRICT };
  await run('organisation.register', { org: DISTRICT, code: DISTRICT, name: 'District', kind: 'district' });
  await run('organisation.register', school);
  for (let number = 0; number < funds; number += 1) {
    const fund = { fund: fundCode(number), name: `Fund ${number}`, kind: 'union', opening: 0 };
    await run('fund.open', { org: SCHOOL, ...fund });
  }
  const { size } = await store.frontier();
  await mingbai.close();
  return size;
}

const ON = { from: '2025-03-08', to: '2025-03-08' };
const actor: Command['actor'] = { id: 'operator', role: 'operator', assurance: 'asserted' };

/** The id of the command with a number: a UUID that can be told from its number. */
export const commandId = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
/** Every eighth command takes in money. */
export const takesMoney = (number: number): boolean => number % 8 === 0;
export const amountOf = (number: number): number => 100 + (number % 997);
export const fundOf = (number: number): number => (number / 8) % FUNDS;

/** The command with a number, always the same: money, a visit to a named person, or a visit told in numbers. */
export function commandOf(number: number): Command {
  const common = { id: commandId(number), actor };
  if (takesMoney(number)) {
    const income = { fund: fundCode(fundOf(number)), amount: amountOf(number), source: 'dues', form: 'bank' };
    return { ...common, capability: 'fund.receive', input: { org: SCHOOL, occurredOn: ON, ...income } };
  }
  const count = { value: 1 + (number % 9), precision: 'exact', unit: '人次' };
  const told = number % 64 === 1 ? { people: [{ name: `Teacher ${number}` }] } : { groups: [{ count }] };
  return {
    ...common,
    capability: 'visit.record',
    input: { org: SCHOOL, occurredOn: ON, triggers: ['hospital'], ...told },
  };
}
