import type { Refusal } from '@mingbai/application';
import { closedUp } from '@mingbai/kernel';
import type { CellError, ReadRow } from './read-rows.ts';
import { refusedCell } from './refused-cell.ts';

/** Why a row cannot be recorded. */
export type Problem = { readonly row: ReadRow; readonly refusal: Refusal };

/**
 * Problems as errors of cells. Who names a person whose own row has an error is told to mend that row first: the person
 * is not missing.
 */
export function cellErrorsOf(problems: readonly Problem[], broken: readonly ReadRow[]): readonly CellError[] {
  const unmended = new Map<string, ReadRow>();
  const persons = [...broken, ...problems.map(({ row }) => row)].filter(({ register }) => register.name === 'persons');
  for (const row of persons) for (const key of ['name', 'staffNumber']) unmended.set(knownBy(row.texts.get(key)), row);
  unmended.delete(''); // a person without a staff number
  return problems.map(({ row, refusal }) => refusedCell(row, mendedFirst(refusal, unmended)));
}

const knownBy = (text: unknown): string => closedUp(String(text ?? ''));
const MISSING: ReadonlySet<string> = new Set(['no-such-person', 'person-not-found']);

function mendedFirst(refusal: Refusal, unmended: ReadonlyMap<string, ReadRow>): Refusal {
  const { id, text = id } = refusal.detail ?? {};
  const own = MISSING.has(refusal.code) ? unmended.get(knownBy(text)) : undefined;
  if (!own) return refusal;
  const detail = { text: String(text), sheet: own.sheet, row: own.row };
  return { ...refusal, kind: 'rejected', code: 'person-row-broken', detail };
}
