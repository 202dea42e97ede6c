import {
  actOf,
  digestOf,
  Refused,
  wasDone,
  type Actor,
  type Answer,
  type Command,
  type Mingbai,
  type Refusal,
} from '@mingbai/application';
import { clauses, labelled, text } from '@mingbai/messages';
import { annotateWorkbook, readWorkbook, type SheetTable } from '@mingbai/sheets';
import { cellErrorsOf, type Problem } from './cell-errors.ts';
import { planRows, type Plan } from './plan-rows.ts';
import { errorAt, readSheets, titleOf, type CellError } from './read-rows.ts';
import { answerOf } from './repeated-import.ts';

export type ImportResult = {
  readonly importId: string;
  /** Rows with content in sheets of registers. */
  readonly rows: number;
  readonly recorded: number;
  readonly unchanged: number;
  readonly corrected: number;
  readonly errors: readonly CellError[];
  /** Rows that are taken and may yet be meant otherwise. */
  readonly warnings: readonly CellError[];
  /** Recorded rows that a rule wants looked at again, by event id. */
  readonly needsReview: readonly string[];
};

export type ImportOptions = {
  /** The import's own id: sent again with the same file it is answered the same and changes nothing. */
  readonly id?: string | undefined;
  readonly org?: string | undefined;
  readonly dryRun?: boolean | undefined;
};

/**
 * Imports a workbook: all rows in one transaction, or none if any row has an error. The same rows again change nothing;
 * an exported row that was changed becomes a correction with its reason.
 */
export async function importWorkbook(
  mingbai: Mingbai,
  actor: Actor,
  bytes: Uint8Array,
  options: ImportOptions = {},
): Promise<ImportResult> {
  const importId = options.id ?? mingbai.newId();
  const act = actOf(actor, { id: importId, name: 'import.record', content: [options.org ?? '', digestOf(bytes)] });
  const isRepeated = await wasDone(mingbai, act);
  const nothing = { importId, rows: 0, recorded: 0, unchanged: 0, corrected: 0, warnings: [], needsReview: [] };
  const workbook = await readWorkbook(bytes);
  if (!workbook.ok)
    return {
      ...nothing,
      errors: [errorAt({ sheet: '', row: 0, column: '' }, workbook.code, detailOf(workbook.detail))],
    };
  const read = readSheets(workbook.sheets);
  if (isRepeated) return answerOf(mingbai, importId, read.rowCount);
  const plan = await planRows(mingbai, read, { actor, org: options.org, importId });
  const errors = [...read.errors, ...plan.errors];
  const cellErrors = (answers: readonly Answer[]): readonly CellError[] =>
    cellErrorsOf([...plan.problems, ...refusals(plan, answers)], read.broken);
  const inOrder = orderedLike(workbook.sheets);
  const result = { ...nothing, rows: read.rowCount };
  const commands = plan.planned.map(({ command }) => command);
  if (errors.length + plan.problems.length > 0) {
    const answers = await mingbai.writer.preview(commands); // what the rules would refuse is shown in the same go
    return { ...result, errors: inOrder([...errors, ...cellErrors(answers)]) };
  }
  const answers = options.dryRun ? await mingbai.writer.preview(commands) : await recorded(mingbai, act, commands);
  if (answers === 'before') return answerOf(mingbai, importId, read.rowCount);
  const refused = cellErrors(answers);
  if (refused.length > 0) return { ...result, errors: inOrder(refused) };
  return { ...result, ...countsOf(plan, answers), warnings: inOrder(plan.warnings) };
}

/** The answers to the commands of an import, or that somebody has sent the same import a moment before. */
async function recorded(
  { writer }: Mingbai,
  act: Command,
  commands: readonly Command[],
): Promise<readonly Answer[] | 'before'> {
  const [done, ...answers] = await writer.runAll([act, ...commands]);
  if (done && !done.ok) throw new Refused(done.refusal);
  return done?.repeated ? 'before' : answers;
}

function countsOf(plan: Plan, answers: readonly Answer[]) {
  const fresh = plan.planned.filter((_, index) => isFresh(answers[index]));
  return {
    recorded: fresh.filter(({ kind }) => kind === 'new').length,
    corrected: fresh.filter(({ kind }) => kind === 'corrected').length,
    unchanged: plan.unchanged + plan.planned.length - fresh.length,
    errors: [],
    needsReview: answers.flatMap((answer) =>
      answer.ok && answer.findings.length > 0 && !answer.repeated ? [answer.eventIds[0] ?? ''] : [],
    ),
  };
}

const detailOf = (detail: unknown): Record<string, string | number> =>
  // sheets gives texts and numbers
  typeof detail === 'object' && detail !== null ? (detail as Record<string, string | number>) : {};

const isFresh = (answer: Answer | undefined): boolean =>
  answer?.ok === true && !answer.repeated && answer.eventIds.length > 0;

const refusals = ({ planned, persons }: Plan, answers: readonly Answer[]): readonly Problem[] =>
  answers.flatMap((answer, index) => {
    const row = planned[index]?.row;
    return answer.ok || !row ? [] : [{ row, refusal: asWritten(answer.refusal, persons) }];
  });

/** A person whom the workbook itself would have registered is called what the workbook calls them. */
function asWritten(refusal: Refusal, persons: ReadonlyMap<string, string>): Refusal {
  const written = persons.get(String(refusal.detail?.['id']));
  return written === undefined ? refusal : { ...refusal, detail: { ...refusal.detail, id: written } };
}

/** Errors in the order of the workbook: its sheets, their rows, their columns. */
function orderedLike(sheets: readonly SheetTable[]): (errors: readonly CellError[]) => readonly CellError[] {
  const place = new Map(sheets.map(({ name, header }, index) => [name, { index, header }] as const));
  const columnOf = ({ sheet, column }: CellError): number =>
    place.get(sheet)?.header.findIndex((header) => titleOf(header) === titleOf(column)) ?? -1;
  const sheetOf = ({ sheet }: CellError): number => place.get(sheet)?.index ?? -1;
  return (errors) => errors.toSorted((a, b) => sheetOf(a) - sheetOf(b) || a.row - b.row || columnOf(a) - columnOf(b));
}

/** The user's own workbook with every row's problems in an extra column. */
export function annotated(bytes: Uint8Array, errors: readonly CellError[]): Promise<Uint8Array> {
  const byRow = Map.groupBy(
    errors.filter(({ row }) => row > 0),
    ({ sheet, row }) => `${sheet}\n${row}`,
  );
  const messages = [...byRow.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const message = clauses(
      group.map(({ column, message: problem }) => (column ? labelled(column, problem) : problem)),
    );
    return [{ sheet: first.sheet, row: first.row, message }];
  });
  return annotateWorkbook(bytes, messages, text('sheet.errors'));
}
