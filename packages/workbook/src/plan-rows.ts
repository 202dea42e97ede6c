import {
  commandIdOf,
  alreadyTaken,
  contradictions,
  erasedOn,
  knowsOf,
  type Actor,
  type Command,
  type Mingbai,
  type OpenedRow,
  type References,
  type Refusal,
} from '@mingbai/application';
import { canonicalText, fieldsOf, keepPersons, personsNamed, writeText, type Span } from '@mingbai/kernel';
import { text, words } from '@mingbai/messages';
import type { Problem } from './cell-errors.ts';
import { columnsOf, textsOf } from './columns.ts';
import { likeRecorded } from './like-recorded.ts';
import { parentsFirst } from './parents-first.ts';
import { errorAt, type CellError, type ReadRow, type ReadSheets } from './read-rows.ts';
import { rowKey, tellingOf } from './telling.ts';
import { contentOf } from './template.ts';

type Planned = { readonly row: ReadRow; readonly kind: 'new' | 'corrected'; readonly command: Command };
export type Plan = {
  readonly planned: readonly Planned[];
  readonly unchanged: number;
  readonly errors: readonly CellError[];
  readonly problems: readonly Problem[];
  /** Persons whom the workbook is about to register, by id, as the workbook calls them. */
  readonly persons: ReadonlyMap<string, string>;
  /** New rows that may be meant as corrections. */
  readonly warnings: readonly CellError[];
};

type Rows = Pick<ReadSheets, 'rows' | 'broken'>;
type Context = { readonly actor: Actor; readonly org: string | undefined; readonly importId: string };

/**
 * What each row becomes: a record, a correction, nothing or an error. Rows come in the order of recording. Of a row
 * that cannot be read whole the names that mean nothing are told, too: nobody is to find them only the next time.
 * Throws `Refused` when there is no such organisation as was named for the whole workbook.
 */
export async function planRows(mingbai: Mingbai, { rows, broken }: Rows, context: Context): Promise<Plan> {
  const references = mingbai.newReferences();
  announce([...rows, ...broken], references);
  if (context.org !== undefined) references.organisation(context.org); // also where every row names its own
  const planned: Planned[] = [];
  const errors: CellError[] = [];
  const problems: Problem[] = [];
  const seen = new Map<string, number>();
  const persons = new Map<string, string>();
  const records = new Set<string>();
  const standing = new Set(rows.map(({ record }) => record));
  let unchanged = 0;
  for (const row of rows) {
    if (row.record && records.has(row.record))
      errors.push(errorAt({ ...row, column: text('sheet.record') }, 'duplicate-record'));
    if (row.record) records.add(row.record);
    const org = orgOf(row, references, context.org);
    if (typeof org !== 'string') problems.push(...unknownNames(row, references, context.org));
    else {
      const step = row.record
        ? planExported(mingbai, row, { ...context, org, references })
        : await planNew(mingbai, row, { ...context, org, references, seen, persons, standing });
      if (step === 'unchanged') unchanged += 1;
      else if ('code' in step) problems.push({ row, refusal: step });
      else planned.push(step);
    }
  }
  problems.push(...broken.flatMap((row) => unknownNames(row, references, context.org)));
  const untrue = contradictions(
    mingbai,
    planned.map(({ command }) => command),
  );
  problems.push(...planned.flatMap(({ row, command }) => problemOf(row, untrue.get(command))));
  const { ordered, circles } = inOrderOfRecording(planned);
  problems.push(...circles);
  const warnings = likeRecorded(mingbai, planned, standing);
  return { planned: ordered, unchanged, errors, problems, persons, warnings };
}

const problemOf = (row: ReadRow, refusal: Refusal | undefined): readonly Problem[] =>
  refusal ? [{ row, refusal }] : [];

/** The names in a row that mean nothing, its organisation's first. */
function unknownNames(row: ReadRow, references: References, fallback: string | undefined): readonly Problem[] {
  const org = orgOf(row, references, fallback);
  const { sheet } = row.register;
  const others = sheet ? references.refusals(fieldsOf(sheet.record.input), row.input) : [];
  return [...(typeof org === 'string' ? [] : [org]), ...others].map((refusal) => ({ row, refusal }));
}

/**
 * Units come after their parents, and a cash book is judged as it happened: its lines in order of their days, whatever
 * order the sheet has; other rows stay.
 */
function inOrderOfRecording(planned: readonly Planned[]) {
  // the column of days, which the sheet may lack
  const dayOf = ({ row: { input } }: Planned): string => (input['occurredOn'] as Span | undefined)?.to ?? '';
  const { organisations = [], 'fund-entries': lines = [] } = Object.groupBy(planned, ({ row }) => row.register.name);
  const { ordered, problems } = parentsFirst(organisations);
  const others = planned.filter(({ row }) => !['organisations', 'fund-entries'].includes(row.register.name));
  const booked = lines.toSorted((a, b) => (dayOf(a) < dayOf(b) ? -1 : Number(dayOf(a) > dayOf(b))));
  return { ordered: [...ordered, ...others, ...booked], circles: problems };
}

/** Organisations and funds that the workbook itself is about to record can be named by its other rows. */
function announce(rows: readonly ReadRow[], references: References): void {
  for (const { register, input } of rows) {
    const { code, fund, name } = input;
    if (register.name === 'organisations' && typeof code === 'string')
      references.announce('organisation', { code, name: String(name) });
    if (register.name === 'funds' && typeof fund === 'string')
      references.announce('fund', { code: fund, name: String(name) });
  }
}

function orgOf(
  { register, org, input }: ReadRow,
  references: References,
  fallback: string | undefined,
): string | Refusal {
  const own = register.name === 'organisations' ? input['code'] : undefined;
  const given = typeof own === 'string' ? own : (org ?? fallback);
  if (given === undefined) return { kind: 'malformed', code: 'org-cell-required', field: 'org' };
  try {
    return references.organisation(given);
  } catch (error) {
    // Refused carries it
    if (error instanceof Error && 'refusal' in error) return { ...(error.refusal as Refusal), field: 'org' };
    throw error;
  }
}

type Placed = Context & { readonly org: string; readonly references: References };

type New = Placed & {
  readonly seen: Map<string, number>;
  readonly persons: Map<string, string>;
  /** The records that rows of the workbook stand for. */
  readonly standing: Set<string | undefined>;
};

async function planNew(mingbai: Mingbai, row: ReadRow, context: New): Promise<Planned | Refusal | 'unchanged'> {
  const { actor, org, importId, references, seen, standing } = context;
  const capability = row.register.sheet?.record;
  if (!capability) return { kind: 'rejected', code: 'not-correctable' };
  const found = references.resolve(fieldsOf(capability.input), { ...row.input, org });
  if ('code' in found) return found;
  const said = { org, register: row.register, content: found.content };
  const equal = rowKey(said);
  const ordinal = seen.get(equal) ?? 0;
  seen.set(equal, ordinal + 1);
  const { id, stands } = await tellingOf(mingbai, said, ordinal);
  if (stands !== undefined) {
    standing.add(stands);
    return 'unchanged';
  }
  const own = row.register.name === 'persons' ? announcePerson(mingbai, row, { ...context, id }) : {};
  const command = mingbai.prepare(
    actor,
    capability.name,
    { ...row.input, ...own, org },
    { id, imported: true, correlation: importId, references },
  );
  return planned(references, { row, kind: 'new' }, command);
}

const planned = (
  references: References,
  step: Omit<Planned, 'command'>,
  command: Command | Refusal,
): Planned | Refusal => ('code' in command ? command : (alreadyTaken(references, command) ?? { ...step, command }));

/** Gives a person their id before they are registered, so that the workbook's other rows can name them. */
function announcePerson(
  mingbai: Mingbai,
  { input: { name, staffNumber } }: ReadRow,
  { id, org, references, persons }: New & { readonly id: string },
): { readonly person: string } {
  const person = commandIdOf(mingbai.ports.keyedHash(`person of ${id}`));
  references.announcePerson({ code: person, name: String(name), org }, staffNumber);
  persons.set(person, String(staffNumber ?? name));
  return { person };
}

/** A change says why, and is made to the revision that was exported. */
function incompleteChange({ revision, reason }: ReadRow, current: number): Refusal | undefined {
  if (revision !== undefined && Number(revision) !== current) {
    return { kind: 'rejected', code: 'record-changed-since', field: 'revision', detail: { revision: current } };
  }
  return reason ? undefined : { kind: 'malformed', code: 'reason-required', field: 'reason' };
}

/** A row that came from an export: unchanged, or a correction of the revision it was exported at. */
function planExported(
  mingbai: Mingbai,
  row: ReadRow,
  { actor, org, importId, references }: Placed,
): Planned | Refusal | 'unchanged' {
  const { register, record = '', reason } = row;
  const { models, keyedHash } = mingbai.ports;
  const [stored] = models.rows({ register: register.name, orgs: 'all', known: models.size(), record });
  if (!stored || !knowsOf(actor, mingbai.tree().chain(stored.org)))
    return { kind: 'rejected', code: 'no-such-record', field: 'record' };
  const opened = mingbai.opened(stored);
  if (org !== stored.org) return { kind: 'rejected', code: 'record-of-other-organisation', field: 'org' };
  if (isUnchanged(row, opened)) return 'unchanged';
  const erased = erasedSince(mingbai, row, opened);
  if (erased) return erased;
  const correct = register.sheet?.correct;
  if (!correct) return { kind: 'rejected', code: 'not-correctable' };
  const refused = incompleteChange(row, stored.revision);
  if (refused) return refused;
  const content = keepPersons(row.input, opened.row) as ReadRow['input']; // what it was but for persons
  const input = { ...content, record, reason, org };
  const id = commandIdOf(keyedHash(canonicalText(['correction', register.name, stored.revision, input])));
  const command = mingbai.prepare(actor, correct.name, input, {
    id,
    imported: true,
    correlation: importId,
    references,
  });
  return planned(references, { row, kind: 'corrected' }, command);
}

function isUnchanged({ register, texts, input }: ReadRow, opened: OpenedRow): boolean {
  const before = textsOf(register, contentOf(register, opened) ?? {});
  const columns = columnsOf(register);
  // What was spelled in another way is read and written again, as the export has written it.
  const rewritten = (key: string): string => {
    const field = columns.find((column) => column.key === key)?.field;
    return field ? writeText(field, input[key], words) : '';
  };
  return [...before].every(([key, was]) => (texts.get(key) ?? '') === was || rewritten(key) === was);
}

/** Whoever was erased after the export stands in it by a name that the record must not bear again. */
function erasedSince(mingbai: Mingbai, { input }: ReadRow, { row, record }: OpenedRow): Refusal | undefined {
  const known = new Map(personsNamed(row).map(({ name, person }) => [name, person]));
  const written = personsNamed(input).map(({ name }) => name);
  const { erased } = mingbai.ports;
  if (!known.has(erased) || written.includes(erased) || written.every((name) => known.has(name))) return undefined;
  const on = erasedOn(mingbai, String(known.get(erased) ?? record)) ?? '';
  return { kind: 'rejected', code: 'erased-since-export', detail: { on } };
}
