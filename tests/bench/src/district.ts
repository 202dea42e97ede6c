import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { operatorOf, type Actor, type Mingbai } from '@mingbai/application';
import {
  createDirectory,
  openDirectory,
  registerFirstOfficer,
  systemSources,
  type StoreDirectory,
} from '@mingbai/store-directory';

export const SCHOOLS = 200;
export const SCHOOL_CODES = Array.from({ length: SCHOOLS }, (_, index) => `S${String(index + 1).padStart(3, '0')}`);
const ON = { from: '2015-12-31', to: '2015-12-31' };
const CALLERS = 64;

const sources = systemSources(() => Date.now());
export const fundOf = (school: string): string => `${school}-JF`;
export const open = (folder: string): Promise<StoreDirectory> => openDirectory(join(folder, 'store'), sources);
export const openToVerify = (folder: string): Promise<StoreDirectory> =>
  openDirectory(join(folder, 'store'), sources, { readOnly: true, unread: true });

/** A district of two hundred schools with one fund each and nothing else. */
export async function emptyDistrict(folder: string): Promise<StoreDirectory> {
  const directory = await createDirectory(join(folder, 'store'), { code: 'D01', district: 'D' }, sources);
  await registerFirstOfficer(directory, { code: 'D01', name: 'D' });
  for (const org of SCHOOL_CODES) {
    await record(directory.mingbai, 'organisation.register', {
      code: org,
      name: org,
      kind: 'school',
      administeredBy: 'D01',
      occurredOn: ON,
    });
    await record(directory.mingbai, 'fund.open', {
      org,
      fund: fundOf(org),
      name: org,
      kind: 'union',
      opening: 1_000_000,
      occurredOn: ON,
    });
  }
  return directory;
}

const operator = (mingbai: Mingbai): Actor => operatorOf(mingbai, 'operator');

async function record(mingbai: Mingbai, capability: string, input: object): Promise<void> {
  const answer = await mingbai.run(operator(mingbai), capability, input);
  if (!answer.ok) throw new Error(`${capability}: ${answer.refusal.code}`);
}

/** The ten years over which a district's events are spread. */
export const YEARS = '2016-01-01..2025-12-31';
const DAYS = 3653;

/** A day of the ten years; neighbours in number are far apart in time, as back-dated entries are. */
const dayOf = (index: number): string =>
  new Date(Date.UTC(2016, 0, 1 + ((index * 2_654_435_761) % DAYS))).toISOString().slice(0, 10);

/** The command of one visit of one named person, sealed like any other, ready for the writer. */
export function visitCommand(index: number) {
  const org = SCHOOL_CODES[index % SCHOOLS] ?? 'S001';
  const on = { from: dayOf(index), to: dayOf(index) };
  const money = [{ amount: { value: 30_000, precision: 'exact', unit: '分' }, payers: ['union'] }];
  const input = { org, occurredOn: on, triggers: ['hospital'], people: [{ name: `N${index}` }], place: 'ward', money };
  return {
    id: randomUUID(),
    capability: 'visit.record',
    input,
    actor: { id: 'operator', role: 'operator', assurance: 'asserted' },
  } as const;
}

function incomeCommand(index: number) {
  const org = SCHOOL_CODES[index % SCHOOLS] ?? 'S001';
  const input = {
    org,
    fund: fundOf(org),
    occurredOn: { from: dayOf(index), to: dayOf(index) },
    amount: 100 + index,
    source: 'dues',
    form: 'bank',
  };
  return {
    id: randomUUID(),
    capability: 'fund.receive',
    input,
    actor: { id: 'operator', role: 'operator', assurance: 'asserted' },
  } as const;
}

const isVisit = (index: number): boolean => Math.floor(index / SCHOOLS) % 10 < 7;

/** Fills the district up to a number of events: in every school seven visits to three incomes, by 64 callers. */
export async function fill({ mingbai, store }: StoreDirectory, events: number): Promise<void> {
  let next = (await store.frontier()).size;
  const caller = async (): Promise<void> => {
    while (next < events) {
      const index = next++;
      const answer = await mingbai.writer.run(isVisit(index) ? visitCommand(index) : incomeCommand(index));
      if (!answer.ok) throw new Error(answer.refusal.code);
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
}
