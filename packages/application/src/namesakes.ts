import { REGISTERS } from '@mingbai/domain';
import { closedUp, personsNamed } from '@mingbai/kernel';
import type { Command } from './command.ts';
import type { Mingbai, OpenedRow } from './mingbai.ts';
import type { StoredRow } from './read-models.ts';

/** A record that names somebody, under an id of their own, by the name of a person who is to be erased. */
export type Namesake = Pick<StoredRow, 'register' | 'record' | 'org' | 'from' | 'to'> & { readonly person: string };

type Named = { readonly person: string; readonly name: string; readonly row: StoredRow };

/**
 * Where the name of the person whom a command erases, perhaps behind a title, stands under other ids: whoever is named
 * without a staff number has an id of their own, and may be the same. It is looked for before the keys go, also in what
 * was corrected or withdrawn, which the log still holds.
 */
export async function namesakesOf(mingbai: Mingbai, { capability, input }: Command): Promise<readonly Namesake[]> {
  if (capability !== 'organisation.erase-person') return [];
  const { person: erased } = input as { readonly person?: unknown }; // a capability's input is an object
  const names = new Set<string>();
  for await (const named of everyName(mingbai))
    for (const { person, name } of named) if (person === erased) names.add(name);
  names.delete(mingbai.ports.erased);
  const found = new Map<string, Namesake>();
  for await (const named of names.size > 0 ? everyName(mingbai) : [])
    for (const { person, name, row } of named)
      if (person !== erased && [...names].some((each) => name.endsWith(each)))
        found.set(`${person} ${row.register} ${row.record}`, where(person, row));
  return [...found.values()];
}

const where = (person: string, { register, record, org, from, to }: StoredRow): Namesake => ({
  person,
  register,
  record,
  org,
  from,
  to,
});

/** Every name that any row has or had, one unit after another; others get their answers in between. */
async function* everyName(mingbai: Mingbai): AsyncGenerator<readonly Named[]> {
  const { models } = mingbai.ports;
  const all = { known: models.size(), history: true };
  const units = models.rows({ ...all, register: 'organisations', orgs: 'all' }).map(({ record }) => record);
  for (const org of new Set(units)) {
    yield REGISTERS.flatMap(({ name: register }) => models.rows({ ...all, register, orgs: [org] })).flatMap((row) =>
      namesIn(mingbai.opened(row)).map((each) => ({ ...each, row })),
    );
    await mingbai.breathe();
  }
}

/** Whom a row names: the person whom it registers, or those whose names stand beside their ids. */
function namesIn({ register, record, row }: OpenedRow): readonly Omit<Named, 'row'>[] {
  return personsNamed(register === 'persons' ? { ...row, person: record } : row).flatMap(({ person, name }) =>
    person === undefined ? [] : [{ person, name: closedUp(name) }],
  );
}
