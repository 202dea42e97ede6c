import { commandIdOf, Refused, type Actor, type Command, type Mingbai } from '@mingbai/application';
import { REGISTERS } from '@mingbai/domain';
import { registerName } from '@mingbai/messages';

export type Withdrawal = { readonly importId: string; readonly withdrawn: number; readonly kept: number };

/**
 * Takes back a whole import as one act: registers' rows are withdrawn, posted entries reversed. Refused with the list of
 * later records that depend on it. What cannot be taken back (a fund's opening) stays and is counted as kept.
 */
export async function withdrawImport(mingbai: Mingbai, actor: Actor, { importId, reason }: { importId: string; reason: string }): Promise<Withdrawal> {
  const { models, keyedHash } = mingbai.ports;
  const events = new Set(models.eventsOf(importId).map(({ id }) => id));
  if (events.size === 0) throw new Refused({ kind: 'not-found', code: 'import-not-found', detail: { id: importId } });
  const all = { orgs: 'all', known: models.size() } as const;
  const rows = REGISTERS.flatMap((register) => models.rows({ ...all, register: register.name }).filter(({ event }) => events.has(event)).map((row) => ({ register, row })));
  const records = new Set(rows.map(({ row }) => row.record));
  const dependents = rows.flatMap(({ row }) => models.referring(row.record, importId)).filter(({ record }) => !records.has(record));
  if (dependents.length > 0) {
    const list = dependents.slice(0, 10).map(({ register, record, org }) => `${registerName(register)} ${org} ${record}`).join('；');
    throw new Refused({ kind: 'rejected', code: 'import-has-dependents', detail: { count: dependents.length, list } });
  }
  const commands: Command[] = [];
  for (const { register, row } of rows.toSorted((a, b) => b.row.position - a.row.position)) {
    if (!register.undo || Number(row.row['deltaFen'] ?? 1) === 0) continue;
    const { record, org } = row;
    const input = register.undo.input({ record, org, row: row.row, reason, today: mingbai.today() });
    const id = commandIdOf(keyedHash(`withdraw ${importId} ${record} ${register.name}`));
    const command = mingbai.prepare(actor, register.undo.capability.name, input, { id, imported: true, correlation: id });
    if ('code' in command && command.code !== 'has-dependents') throw new Refused(command);
    if (!('code' in command)) commands.push(command);
  }
  const answers = await mingbai.writer.runAll(commands);
  const refused = answers.find((answer) => !answer.ok);
  if (refused && !refused.ok && refused.refusal.code !== 'already-reversed') throw new Refused(refused.refusal);
  if (answers.every((answer) => answer.ok && answer.repeated) && answers.length > 0) throw new Refused({ kind: 'rejected', code: 'import-withdrawn' });
  return { importId, withdrawn: commands.length, kept: rows.length - commands.length };
}
