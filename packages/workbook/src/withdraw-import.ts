import {
  actOf,
  commandIdOf,
  markOf,
  readStored,
  Refused,
  wasDone,
  type Actor,
  type Command,
  type Mingbai,
  type Refusal,
  type StoredRow,
} from '@mingbai/application';
import { registersOf } from '@mingbai/domain';
import { canonicalText, type AnyCapability, type RegisterView, type Span } from '@mingbai/kernel';
import { commandsOf } from './repeated-import.ts';
import { contentOf } from './template.ts';

export type Withdrawal = { readonly importId: string; readonly withdrawn: number; readonly kept: number };

/**
 * Takes back a whole import as one act: what it recorded is withdrawn, posted entries are reversed on their own day, so
 * that the money of any day is as if it had not been imported, and what it corrected is corrected back to what stood
 * before. Refused with the list of later records and corrections that depend on it. What cannot be taken back (a fund's
 * opening) stays and is counted as kept.
 */
export async function withdrawImport(mingbai: Mingbai, actor: Actor, asked: Asked): Promise<Withdrawal> {
  const { id = mingbai.newId(), importId, reason } = asked;
  const act = actOf(actor, { id, name: 'import.withdraw', content: [importId, reason] });
  if (await wasDone(mingbai, act)) return withdrawalAgain(mingbai, id, importId);
  const rows = await importedRows(mingbai, importId);
  const entries = entriesOf(mingbai);
  const reversed = new Set(entries.filter(isReversal).map(({ row }) => String(row['entry'])));
  if (rows.every(({ row }) => reversed.has(row.record))) {
    throw new Refused({ kind: 'rejected', code: 'import-withdrawn' });
  }
  requireNoDependents(mingbai, importId, { rows, entries: entries.filter(({ record }) => !reversed.has(record)) });
  const undone = rows
    .filter(({ row }) => !reversed.has(row.record))
    .toSorted((one, other) => other.row.position - one.row.position)
    .flatMap((each) => undoing(mingbai, actor, { ...each, id, importId, reason }));
  const [done, ...answers] = await mingbai.writer.runAll([act, ...undone.map(({ command }) => command)]);
  if (done && !done.ok) throw new Refused(done.refusal);
  for (const [at, answer] of answers.entries())
    if (!answer.ok) throw new Refused(aboutRow(answer.refusal, undone[at]?.row));
  return { importId, withdrawn: undone.length, kept: rows.length - undone.length };
}

/** Of many rows a refusal says which one it is about. */
const aboutRow = (refusal: Refusal, row: StoredRow | undefined): Refusal =>
  row ? { ...refusal, detail: { ...refusal.detail, about: markOf(row) } } : refusal;

/** The answer that a withdrawal was given, made again from what it has recorded and what still stands. */
async function withdrawalAgain(mingbai: Mingbai, id: string, importId: string): Promise<Withdrawal> {
  const commands = await commandsOf(mingbai, id);
  const undone = new Set(commands.flatMap(([first]) => first?.command ?? []));
  const rows = await importedRows(mingbai, importId);
  const kept = rows.filter(
    ({ row: { record }, register }) => !undone.has(withdrawalIdOf(mingbai, { importId, record, register })),
  );
  return { importId, withdrawn: commands.length, kept: kept.length };
}

type Asked = {
  /** The act's own id: sent again it is answered the same and changes nothing. */
  readonly id?: string | undefined;
  readonly importId: string;
  readonly reason: string;
};
/** A record that the import has recorded or corrected, and that stands. */
type Imported = {
  readonly register: RegisterView;
  /** The row as it stands now. */
  readonly row: StoredRow;
  /** What stood before the import; nothing where the import has recorded it. */
  readonly before: StoredRow | undefined;
  /** Whether somebody has corrected it since. */
  readonly changedSince: boolean;
};

type Touched = { readonly register: RegisterView; readonly record: string };

/** The records that came from the import or were corrected by it, and stand. */
async function importedRows(mingbai: Mingbai, importId: string): Promise<readonly Imported[]> {
  const ids = mingbai.ports.models.eventsOf(importId).map(({ id }) => id);
  if (ids.length === 0) throw new Refused({ kind: 'not-found', code: 'import-not-found', detail: { id: importId } });
  const touched = new Map<string, Touched>();
  for (const id of ids)
    for (const each of await touchedBy(mingbai, id)) touched.set(`${each.register.name}\n${each.record}`, each);
  const own = new Set(ids);
  const found: Imported[] = [];
  for (const each of touched.values()) found.push(...(await importedRow(mingbai, each, own)));
  return found;
}

/** The records that an event has recorded or corrected. */
async function touchedBy({ ports: { store } }: Mingbai, id: string): Promise<readonly Touched[]> {
  const stored = await store.eventById(id);
  if (!stored) throw new Error(`the read models know event ${id}, and the log does not`);
  const event = readStored(stored);
  return registersOf(event.type).flatMap((register) =>
    register
      .effects(event)
      .filter((effect) => effect.register === register.name)
      .map(({ record }) => ({ register, record })),
  );
}

/** How a record stands to the import with these events; nothing for one that has been taken back. */
async function importedRow(
  mingbai: Mingbai,
  { register, record }: Touched,
  own: ReadonlySet<string>,
): Promise<readonly Imported[]> {
  const { models } = mingbai.ports;
  const asked = { register: register.name, orgs: 'all', known: models.size(), record } as const;
  const [row] = models.rows(asked);
  const history = await standingHistory(mingbai, register, models.rows({ ...asked, history: true }));
  const first = history.findIndex(({ event }) => own.has(event));
  if (!row || first < 0 || !isLine(register, row)) return [];
  const changedSince = !own.has(history.at(-1)?.event ?? '');
  return [{ register, row, before: history[first - 1], changedSince }];
}

/** A cash book has no line of its own for an opening, a reversal or the other side of a transfer. */
const isLine = ({ sheet }: RegisterView, { row }: StoredRow): boolean =>
  !sheet?.shown || sheet.shown(row) !== undefined;

/** The rows that a record has had, without corrections that an import made and the import's withdrawal took back. */
async function standingHistory(
  mingbai: Mingbai,
  register: RegisterView,
  history: readonly StoredRow[],
): Promise<readonly StoredRow[]> {
  const { models, store } = mingbai.ports;
  const standing: StoredRow[] = [];
  for (const row of history) {
    const importId = models.eventAt(standing.at(-1)?.position ?? -1)?.act;
    const { record } = row;
    const undone = importId ? await store.command(withdrawalIdOf(mingbai, { importId, record, register })) : undefined;
    if (undone?.eventIds.includes(row.event)) standing.pop();
    else standing.push(row);
  }
  return standing;
}

const entriesOf = ({ ports: { models } }: Mingbai): readonly StoredRow[] =>
  models.rows({ register: 'fund-entries', orgs: 'all', known: models.size() });

const isReversal = ({ type }: StoredRow): boolean => type === 'EntryReversed';

/** The rows of an import, and the entries of all funds that nobody has reversed. */
type Standing = { readonly rows: readonly Imported[]; readonly entries: readonly StoredRow[] };

function requireNoDependents(mingbai: Mingbai, importId: string, { rows, entries }: Standing): void {
  const { models } = mingbai.ports;
  const records = new Set(rows.map(({ row }) => row.record));
  const changed = rows.filter(({ changedSince }) => changedSince).map(({ row }) => row);
  const fresh = rows.filter(({ before }) => !before).map(({ row }) => row);
  const referring = fresh
    .flatMap(({ record }) => models.referring(record, importId))
    .filter((each) => !records.has(each.record) && !isReversal(each));
  const dependents = [...changed, ...referring, ...transferredBack(mingbai, fresh, entries)];
  if (dependents.length === 0) return;
  const list = dependents.slice(0, 10).map(markOf).join('\n');
  throw new Refused({ kind: 'rejected', code: 'import-has-dependents', detail: { count: dependents.length, list } });
}

/** Transfers by hand that later sent just the money of an imported one back: both taken back would move it twice. */
function transferredBack({ ports: { models } }: Mingbai, rows: readonly StoredRow[], entries: readonly StoredRow[]) {
  const wayOf = ({ row }: StoredRow, from: string, to: string): string =>
    canonicalText([row[from], row[to], row['amount']]);
  const sent = new Map(rows.filter(isTransfer).map((row) => [wayOf(row, 'fund', 'counterpart'), row.position]));
  return entries.filter((each) => {
    const first = isTransfer(each) ? sent.get(wayOf(each, 'counterpart', 'fund')) : undefined;
    return first !== undefined && first < each.position && models.eventAt(each.position)?.act === null;
  });
}

const isTransfer = ({ type }: StoredRow): boolean => type === 'FundTransferredOut';

/** The id of the command that takes a row back with its import: by it that is known afterwards. */
export const withdrawalIdOf = (
  { ports }: Mingbai,
  {
    importId,
    record,
    register,
  }: { readonly importId: string; readonly record: string; readonly register: RegisterView },
): string => commandIdOf(ports.keyedHash(`withdraw ${importId} ${record} ${register.name}`));

/**
 * The command that takes one row back, in the name of whoever might have imported it; none for a row that cannot be
 * taken back.
 */
function undoing(
  mingbai: Mingbai,
  actor: Actor,
  imported: Imported & Asked & { readonly id: string },
): readonly { readonly row: StoredRow; readonly command: Command }[] {
  const { register, row, importId } = imported;
  const undo = imported.before ? correctedBack(mingbai, imported, imported.before) : withdrawn(mingbai, imported);
  if (!undo) return [];
  const id = withdrawalIdOf(mingbai, { importId, record: row.record, register });
  const { capability, input } = undo;
  const allow = imported.before ? capability.allow : (register.sheet?.record.allow ?? capability.allow);
  const options = { id, imported: true, correlation: imported.id, withDependents: true, allow };
  const command = mingbai.prepare(actor, capability.name, input, options);
  if ('code' in command) throw new Refused(aboutRow(command, row));
  return [{ row, command }];
}

type Undo = { readonly capability: AnyCapability; readonly input: Readonly<Record<string, unknown>> };

function withdrawn(mingbai: Mingbai, { register, row, reason }: Imported & Asked): Undo | undefined {
  if (!register.undo) return undefined;
  const { record, org, from, to } = row;
  const occurredOn = { from, to } as Span; // days of the store's own rows
  const input = register.undo.input({ record, org, occurredOn, row: row.row, reason, today: mingbai.today() });
  return { capability: register.undo.capability, input };
}

function correctedBack(mingbai: Mingbai, { register, row, reason }: Imported & Asked, before: StoredRow) {
  const capability = register.sheet?.correct;
  const content = contentOf(register, mingbai.opened(before));
  const { record, org } = row;
  return capability && content && { capability, input: { ...content, record, org, reason } };
}
