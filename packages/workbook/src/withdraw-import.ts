import { commandIdOf, Refused, type Actor, type Command, type Mingbai, type StoredRow } from '@mingbai/application';
import { REGISTERS } from '@mingbai/domain';
import type { RegisterView } from '@mingbai/kernel';
import { clauses, registerName } from '@mingbai/messages';

export type Withdrawal = { readonly importId: string; readonly withdrawn: number; readonly kept: number };

/**
 * Takes back a whole import as one act: registers' rows are withdrawn, posted entries reversed. Refused with the list
 * of
 * later records that depend on it. What cannot be taken back (a fund's opening) stays and is counted as kept.
 */
export async function withdrawImport(mingbai: Mingbai, actor: Actor, { importId, reason }: Asked): Promise<Withdrawal> {
  const rows = importedRows(mingbai, importId);
  const reversed = reversedEntries(mingbai);
  if (rows.every(({ row }) => reversed.has(row.record))) {
    throw new Refused({ kind: 'rejected', code: 'import-withdrawn' });
  }
  requireNoDependents(mingbai, importId, rows);
  const commands = rows
    .filter(({ row }) => !reversed.has(row.record))
    .toSorted((one, other) => other.row.position - one.row.position)
    .flatMap((each) => undoing(mingbai, actor, { ...each, importId, reason }));
  const answers = await mingbai.writer.runAll(commands);
  const refused = answers.find((answer) => !answer.ok);
  if (refused && !refused.ok) throw new Refused(refused.refusal);
  return { importId, withdrawn: commands.length, kept: rows.length - commands.length };
}

type Asked = { readonly importId: string; readonly reason: string };
type Imported = { readonly register: RegisterView; readonly row: StoredRow };

/** Rows that are effective now and came from the import. */
function importedRows({ ports: { models } }: Mingbai, importId: string): readonly Imported[] {
  const events = new Set(models.eventsOf(importId).map(({ id }) => id));
  if (events.size === 0) throw new Refused({ kind: 'not-found', code: 'import-not-found', detail: { id: importId } });
  return REGISTERS.flatMap((register) => {
    const rows = models.rows({ register: register.name, orgs: 'all', known: models.size() });
    return rows.filter(({ event }) => events.has(event)).map((row) => ({ register, row }));
  });
}

/** Entries that a reversal has taken back already, here or by hand: they stay as they are. */
function reversedEntries({ ports: { models } }: Mingbai): ReadonlySet<string> {
  const entries = models.rows({ register: 'fund-entries', orgs: 'all', known: models.size() });
  return new Set(entries.filter(isReversal).map(({ row }) => String(row['entry'])));
}

const isReversal = ({ type }: StoredRow): boolean => type === 'EntryReversed';

function requireNoDependents({ ports: { models } }: Mingbai, importId: string, rows: readonly Imported[]): void {
  const records = new Set(rows.map(({ row }) => row.record));
  const dependents = rows
    .flatMap(({ row }) => models.referring(row.record, importId))
    .filter((each) => !records.has(each.record) && !isReversal(each));
  if (dependents.length === 0) return;
  const list = clauses(
    dependents.slice(0, 10).map(({ register, record, org }) => `${registerName(register)} ${org} ${record}`),
  );
  throw new Refused({ kind: 'rejected', code: 'import-has-dependents', detail: { count: dependents.length, list } });
}

/** The id of the command that takes a row back with its import: by it that is known afterwards. */
export const withdrawalIdOf = (
  { ports }: Mingbai,
  {
    importId,
    record,
    register,
  }: { readonly importId: string; readonly record: string; readonly register: RegisterView },
): string => commandIdOf(ports.keyedHash(`withdraw ${importId} ${record} ${register.name}`));

/** The command that takes one row back; none for a row that cannot be, or that moved nothing. */
function undoing(
  mingbai: Mingbai,
  actor: Actor,
  { register, row, importId, reason }: Imported & Asked,
): readonly Command[] {
  if (!register.undo || Number(row.row['deltaFen'] ?? 1) === 0) return [];
  const { record, org } = row;
  const input = register.undo.input({ record, org, row: row.row, reason, today: mingbai.today() });
  const id = withdrawalIdOf(mingbai, { importId, record, register });
  const command = mingbai.prepare(actor, register.undo.capability.name, input, {
    id,
    imported: true,
    correlation: id,
    withDependents: true,
  });
  if ('code' in command) throw new Refused(command);
  return [command];
}
