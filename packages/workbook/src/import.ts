import {
  commandIdOf,
  type References,
  type Actor,
  type Answer,
  type Command,
  type Mingbai,
  type OpenedRow,
  type Refusal,
} from '@mingbai/application';
import type { Span } from '@mingbai/kernel';
import { clauses, fieldLabel, labelled, problemText, text } from '@mingbai/messages';
import { annotateWorkbook, readWorkbook } from '@mingbai/sheets';
import { columnsOf, textsOf } from './columns.ts';
import { errorAt, readSheets, rowKey, type CellError, type ReadRow } from './read-rows.ts';
import { contentOf } from './template.ts';

export type ImportResult = {
  readonly importId: string;
  /** Rows with content in sheets of registers. */
  readonly rows: number;
  readonly recorded: number;
  readonly unchanged: number;
  readonly corrected: number;
  readonly errors: readonly CellError[];
  /** Recorded rows that a rule wants looked at again, by event id. */
  readonly needsReview: readonly string[];
};

export type ImportOptions = { readonly org?: string | undefined; readonly dryRun?: boolean | undefined };

type Planned = { readonly row: ReadRow; readonly kind: 'new' | 'corrected'; readonly command: Command };
type Plan = { readonly planned: readonly Planned[]; readonly unchanged: number; readonly errors: readonly CellError[] };

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
  const importId = mingbai.newId();
  const nothing = { importId, rows: 0, recorded: 0, unchanged: 0, corrected: 0, needsReview: [] };
  const workbook = await readWorkbook(bytes);
  if (!workbook.ok)
    return {
      ...nothing,
      errors: [errorAt({ sheet: '', row: 0, column: '' }, workbook.code, detailOf(workbook.detail))],
    };
  const read = readSheets(workbook.sheets);
  const plan = planRows(mingbai, read.rows, { actor, org: options.org, importId });
  const errors = [...read.errors, ...plan.errors];
  const result = { ...nothing, rows: read.rowCount };
  const commands = plan.planned.map(({ command }) => command);
  if (errors.length > 0) {
    const answers = await mingbai.writer.preview(commands); // what the rules would refuse is shown in the same go
    return { ...result, errors: [...errors, ...refusals(plan.planned, answers)] };
  }
  const answers = options.dryRun ? await mingbai.writer.preview(commands) : await mingbai.writer.runAll(commands);
  const refused = refusals(plan.planned, answers);
  if (refused.length > 0) return { ...result, errors: refused };
  const fresh = plan.planned.filter((_, index) => isFresh(answers[index]));
  return {
    ...result,
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

const refusals = (planned: readonly Planned[], answers: readonly Answer[]): readonly CellError[] =>
  answers.flatMap((answer, index) => {
    const row = planned[index]?.row;
    return answer.ok || !row ? [] : [refusedCell(row, answer.refusal)];
  });

function refusedCell({ register, sheet, row }: ReadRow, { code, field, detail }: Refusal): CellError {
  const name = field?.split('.')[0];
  const column =
    name === undefined
      ? ''
      : (columnsOf(register).find(({ key }) => key === name)?.header ?? fieldLabel(register.name, name));
  return { sheet, row, column, code, message: problemText(code, detail) };
}

type Context = { readonly actor: Actor; readonly org: string | undefined; readonly importId: string };

function planRows(mingbai: Mingbai, rows: readonly ReadRow[], context: Context): Plan {
  const references = mingbai.newReferences();
  announce(rows, references);
  const planned: Planned[] = [];
  const errors: CellError[] = [];
  const seen = new Map<string, number>();
  const records = new Set<string>();
  let unchanged = 0;
  for (const row of rows) {
    if (row.record && records.has(row.record))
      errors.push(errorAt({ ...row, column: text('sheet.record') }, 'duplicate-record'));
    if (row.record) records.add(row.record);
    const org = orgOf(row, references, context.org);
    if (typeof org !== 'string') errors.push(refusedCell(row, org));
    else {
      const step = row.record
        ? planExported(mingbai, row, { ...context, org, references })
        : planNew(mingbai, row, { ...context, org, references, seen });
      if (step === 'unchanged') unchanged += 1;
      else if ('code' in step) errors.push(refusedCell(row, step));
      else planned.push(step);
    }
  }
  return { planned: inOrderOfHappening(planned), unchanged, errors };
}

/**
 * A cash book is judged as it happened: its lines in order of their days, whatever order the sheet has; other rows
 * stay.
 */
function inOrderOfHappening(planned: readonly Planned[]): readonly Planned[] {
  // a required column that has been read
  const dayOf = ({ row: { input } }: Planned): string => (input['occurredOn'] as Span).to;
  const isLine = ({ row: { register } }: Planned): boolean => register.name === 'fund-entries';
  return [
    ...planned.filter((each) => !isLine(each)),
    ...planned.filter(isLine).toSorted((a, b) => (dayOf(a) < dayOf(b) ? -1 : Number(dayOf(a) > dayOf(b)))),
  ];
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

function planNew(
  mingbai: Mingbai,
  row: ReadRow,
  { actor, org, importId, references, seen }: Placed & { readonly seen: Map<string, number> },
): Planned | Refusal {
  const capability = row.register.sheet?.record;
  if (!capability) return { kind: 'rejected', code: 'not-correctable' };
  const equal = rowKey(row, org, 0);
  const ordinal = seen.get(equal) ?? 0;
  seen.set(equal, ordinal + 1);
  const id = commandIdOf(mingbai.ports.keyedHash(rowKey(row, org, ordinal)));
  const command = mingbai.prepare(
    actor,
    capability.name,
    { ...row.input, org },
    { id, imported: true, correlation: importId, references },
  );
  return 'code' in command ? command : { row, kind: 'new', command };
}

/** A change says why, and is made to the revision that was exported. */
function incompleteChange({ revision, reason }: ReadRow, current: number): Refusal | undefined {
  if (revision !== undefined && Number(revision) !== current) {
    return { kind: 'rejected', code: 'record-changed-since', detail: { revision: current } };
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
  if (!stored) return { kind: 'rejected', code: 'no-such-record', field: 'record' };
  const opened = mingbai.opened(stored);
  if (org !== stored.org) return { kind: 'rejected', code: 'record-of-other-organisation', field: 'org' };
  if (isUnchanged(row, opened)) return 'unchanged';
  const correct = register.sheet?.correct;
  if (!correct) return { kind: 'rejected', code: 'not-correctable' };
  const refused = incompleteChange(row, stored.revision);
  if (refused) return refused;
  const id = commandIdOf(keyedHash(rowKey(row, org, 0) + String(reason)));
  const input = { ...keepPersons(row.input, opened.row), record, reason, org };
  const command = mingbai.prepare(actor, correct.name, input, {
    id,
    imported: true,
    correlation: importId,
    references,
  });
  return 'code' in command ? command : { row, kind: 'corrected', command };
}

function isUnchanged({ register, texts }: ReadRow, opened: OpenedRow): boolean {
  const before = textsOf(register, contentOf(register, opened) ?? {});
  return [...before].every(([key, was]) => (texts.get(key) ?? '') === was);
}

/** Persons that the row named before and still names are the same persons. */
function keepPersons(
  input: Readonly<Record<string, unknown>>,
  before: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const ids = new Map<string, unknown>();
  const collect = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(collect);
    else if (typeof value === 'object' && value !== null) {
      const { name, person } = value as { name?: unknown; person?: unknown }; // only read
      if (typeof name === 'string' && typeof person === 'string') ids.set(name, person);
      Object.values(value).forEach(collect);
    }
  };
  collect(before);
  const renew = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(renew);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([key, item]) => [key, renew(item)] as const);
    const copy: Record<string, unknown> = Object.fromEntries(entries);
    if (typeof copy['name'] === 'string' && copy['person'] === undefined && ids.has(copy['name']))
      copy['person'] = ids.get(copy['name']);
    return copy;
  };
  return Object.fromEntries(
    Object.entries(input).map(([key, value]) => [
      key,
      Array.isArray(value) || typeof value === 'object' ? renew(value) : value,
    ]),
  );
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
