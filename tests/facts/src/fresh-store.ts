import { createHmac } from 'node:crypto';
import { Mingbai, operatorOf, type Actor, type EventStore } from '@mingbai/application';
import { MemoryStore } from '@mingbai/application/memory-store';
import { openReadModels } from '@mingbai/read-models-sqlite';
import { SAMPLE, sampleWorkbooks } from '@mingbai/sample';
import { MemoryVault, seededRandom } from '@mingbai/vault';
import { importWorkbook, type ImportResult } from '@mingbai/workbook';

const { code, district } = SAMPLE.district;
/** The day of the tests: after everything that the sample tells. */
const NOW = Date.parse('2026-01-15T09:00:00Z');

export const HEADER = { format: 1, suite: 'sha256-ed25519-aes256gcm', origin: `mingbai/${code}`, district };

/** A store, in memory unless another is given, that knows its district and nothing else. Keys and clock are seeded. */
export async function freshStore(
  store: EventStore = new MemoryStore(HEADER),
): Promise<{ mingbai: Mingbai; operator: Actor }> {
  const random = seededRandom('facts');
  const mingbai = new Mingbai({
    store,
    models: openReadModels(':memory:'),
    vault: new MemoryVault({ masterKey: random.bytes(32), random }),
    clock: { now: () => NOW },
    random,
    keyedHash: (text) => createHmac('sha256', 'facts').update(text, 'utf8').digest('hex'),
    mask: '某',
    erased: '（已依法删除）',
  });
  const first: Actor = { ...operatorOf(mingbai, '操作员'), roles: [{ org: code, role: 'operator' }] };
  const occurredOn = { from: mingbai.today(), to: mingbai.today() };
  await mingbai.run(first, 'organisation.register', { org: code, occurredOn, code, name: district, kind: 'district' });
  return { mingbai, operator: operatorOf(mingbai, '操作员') };
}

/** Imports every workbook of the sample as a user would. */
export async function importSample(mingbai: Mingbai, operator: Actor): Promise<readonly ImportResult[]> {
  const results: ImportResult[] = [];
  for (const { bytes } of await sampleWorkbooks()) results.push(await importWorkbook(mingbai, operator, bytes));
  return results;
}
