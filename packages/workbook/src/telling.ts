import { commandIdOf, readStored, type Mingbai } from '@mingbai/application';
import { canonicalText, type Envelope, type RegisterView } from '@mingbai/kernel';
import { withdrawalIdOf } from './withdraw-import.ts';

/** The command by which a row is recorded, and the record of it that was made already and still stands. */
export type Telling = { readonly id: string; readonly stands: string | undefined };

/** What a row without a record id says: where, in which register, and what its cells mean. */
export type Said = {
  readonly org: string;
  readonly register: RegisterView;
  /** Its values with references looked up, not its texts: 500 is 500.00, and a fund's name is its code. */
  readonly content: Readonly<Record<string, unknown>>;
};

/** What such a row is known by. The same, spelled in another way, is the same row. */
export const rowKey = ({ org, register, content }: Said): string =>
  canonicalText([org, register.name, meaningOf({ ...content, org: undefined })]);

/**
 * What a value means, however it is written: a list in any order, a registered person by any spelling of the name, a
 * day or an exact number in any words. An estimate keeps its words: about thirty is not thirty to forty.
 */
function meaningOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => canonicalText(meaningOf(each))).toSorted(byText);
  if (typeof value !== 'object' || value === null) return value;
  const { person, from, precision } = value as Readonly<Record<string, unknown>>; // only looked at
  const isPlain = from !== undefined || precision === 'exact' || precision === 'unknown';
  const entries = Object.entries(value)
    .filter(([name]) => !(name === 'asStated' && isPlain) && !(name === 'name' && person !== undefined))
    .map(([name, each]) => [name, name === 'asStated' ? withoutBlanks(each) : meaningOf(each)] as const);
  return Object.fromEntries(entries);
}

const withoutBlanks = (words: unknown): string => String(words).replace(/\s/g, '');
const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/**
 * How a row without a record id is told. A row that was recorded and still stands is not told again; one that was taken
 * back is told anew, under an id that counts how often that has happened.
 */
export async function tellingOf(
  mingbai: Mingbai,
  said: Said,
  /** Which of equal rows it is. */
  ordinal: number,
): Promise<Telling> {
  const { keyedHash, store } = mingbai.ports;
  for (let withdrawn = 0; ; withdrawn += 1) {
    const id = commandIdOf(keyedHash(canonicalText(['row', rowKey(said), ordinal, withdrawn])));
    const known = await store.command(id);
    if (!known) return { id, stands: undefined };
    const stands = await standingRecord(mingbai, said.register, known.eventIds);
    if (stands !== undefined) return { id, stands };
  }
}

/** The record that a row's events have made; none where it was taken back. */
async function standingRecord(
  mingbai: Mingbai,
  register: RegisterView,
  events: readonly string[],
): Promise<string | undefined> {
  let made = '';
  for (const id of events) {
    const stored = await mingbai.ports.store.eventById(id);
    const event = stored && readStored(stored);
    const record = event && register.effects(event).find((each) => each.register === register.name)?.record;
    if (event === undefined || record === undefined) continue;
    if (await isGone(mingbai, register, { event, record })) return undefined;
    made = record;
  }
  return made;
}

/**
 * Whether the record of an event was withdrawn, or its entry reversed together with its import. An entry that somebody
 * reversed by hand stays in the book as it is: that was their decision, and the file does not undo it.
 */
async function isGone(
  mingbai: Mingbai,
  register: RegisterView,
  { event, record }: { readonly event: Envelope; readonly record: string },
): Promise<boolean> {
  const { store } = mingbai.ports;
  if (!holds(mingbai, register, record)) {
    await mingbai.caughtUp(); // another process may have recorded it a moment ago
    if (!holds(mingbai, register, record)) return true;
  }
  if (rowsOf(mingbai, register, record)[0]?.event !== event.id) return false;
  const withdrawal = withdrawalIdOf(mingbai, { importId: event.correlation, record, register });
  return (await store.command(withdrawal)) !== undefined;
}

const rowsOf = ({ ports: { models } }: Mingbai, { name }: RegisterView, record: string) =>
  models.rows({ register: name, orgs: 'all', known: models.size(), record });

const holds = (mingbai: Mingbai, register: RegisterView, record: string): boolean =>
  rowsOf(mingbai, register, record).length > 0;
