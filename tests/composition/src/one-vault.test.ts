import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Mingbai, openData, readEvent, type SealedText, type Vault } from '@mingbai/application';
import { MemoryStore } from '@mingbai/application/memory-store';
import { openReadModels } from '@mingbai/read-models-sqlite';
import { randomFromSystem, SqliteVault } from '@mingbai/vault';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { codeOf, DISTRICT, ERASED, HEADER, keyedHash, MASK, on, operator, SCHOOL, visit } from './test-mingbai.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mingbai-one-vault-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A store that lets every process in at any time, as a cluster does. */
class OpenStore extends MemoryStore {
  override async turn<T>(work: (size: number) => Promise<T>): Promise<T> {
    return work((await this.frontier()).size);
  }
}

const inFolder = (): ConstructorParameters<typeof SqliteVault> => [
  join(folder, 'vault.sqlite'),
  { masterKey: new Uint8Array(32).fill(9), random: randomFromSystem },
];
const openVault = () => new SqliteVault(...inFolder());

/** Broken on purpose: what was sealed under a key that was thrown away passes for sealed. */
class CarelessVault extends SqliteVault {
  override flush(): boolean {
    super.flush();
    return true;
  }
}

function nodeOn(store: MemoryStore, vault: Vault): Mingbai {
  const [models, clock, random] = [
    openReadModels(':memory:'),
    { now: () => Date.parse('2025-03-10') },
    randomFromSystem,
  ];
  return new Mingbai({ store, models, vault, clock, random, keyedHash, mask: MASK, erased: ERASED });
}

/** Two nodes that tell of one person's hardship at the same moment, for the first time; what of it is read later. */
async function toldAtOnce(vaultOf: () => Vault): Promise<{ codes: readonly string[]; followUps: readonly unknown[] }> {
  const [store, reader] = [new OpenStore(HEADER), openVault()];
  const vaults = [vaultOf(), vaultOf()] as const;
  const [one, other] = [nodeOn(store, vaults[0]), nodeOn(store, vaults[1])];
  const since = on('2025-01-01');
  const school = { code: SCHOOL, name: '示例小学', kind: 'school', administeredBy: DISTRICT, occurredOn: since };
  await one.run(operator, 'organisation.register', {
    code: DISTRICT,
    name: '示例区',
    kind: 'district',
    occurredOn: since,
  });
  await one.run(operator, 'organisation.register', school);
  await one.run(operator, 'visit.record', visit('2025-03-04', { groups: undefined, people: [{ name: '甲' }] }));
  const first = readEvent((await store.readAll(2, 1))[0]?.bytes ?? new Uint8Array());
  const { people } = first.data as { people: readonly { person: string; name: SealedText }[] };
  const named = { groups: undefined, people: [{ person: people[0]?.person, name: '甲' }] };
  await other.projector.catchUp();
  const tell = (node: Mingbai, followUp: string) =>
    node.run(operator, 'visit.record', visit('2025-03-05', { ...named, followUp }));
  // More than one to a commit: the other node seals while the first has not made its key durable yet.
  const answers = await Promise.all(['1', '2', '3'].flatMap((text) => [tell(one, text), tell(other, text)]));
  const classes = new Set(['identity', 'hardship'] as const);
  const followUps = (await store.readAll(3, 10)).map(({ bytes }) => {
    const { id, type, data } = readEvent(bytes);
    return (
      openData(data, { vault: reader, classes, mask: MASK, erased: ERASED, eventId: id, type }) as { followUp: unknown }
    ).followUp;
  });
  for (const vault of [...vaults, reader]) vault.close();
  return { codes: answers.map(codeOf), followUps };
}

it('what two nodes tell of a person at once can be read by all', async () => {
  const { codes, followUps } = await toldAtOnce(openVault);
  expect(new Set(codes)).toEqual(new Set(['recorded']));
  expect(followUps).toHaveLength(6);
  expect(new Set(followUps)).toEqual(new Set(['1', '2', '3']));
});

it('twin: a node that does not look whether its key was the first is caught', async () => {
  await expect(toldAtOnce(() => new CarelessVault(...inFolder()))).rejects.toThrow(
    expect.objectContaining({ code: 'altered' }),
  );
});
