import type { Refusal } from '@mingbai/application';
import { fieldLabel, problemText } from '@mingbai/messages';
import { columnsOf, type Column } from './columns.ts';
import type { CellError, ReadRow } from './read-rows.ts';

/** The field that a refusal speaks of although it names none. */
const FIELD_OF: Readonly<Record<string, string>> = {
  'in-the-future': 'occurredOn',
  'no-fund': 'fund',
  'fund-of-other-organisation': 'fund',
  'already-open': 'fund',
  'already-recorded': 'code',
  'own-parent': 'administeredBy',
  'same-fund': 'counterpart',
  'no-counterpart': 'counterpart',
  'source-missing': 'source',
  'purpose-missing': 'purpose',
  'exceeds-balance': 'amount',
  'outcome-without-day': 'settledOn',
  'outcome-still-to-come': 'settledOn',
  'share-in-other-unit': 'value',
  'over-a-hundred-percent': 'value',
  'more-present-than-entitled': 'present',
  'more-votes-than-present': 'resolutions',
  'below-quorum': 'present',
  'roles-exclude-each-other': 'role',
  'audits-own-work': 'role',
  'record-changed-since': 'revision',
};

const REFERRED: ReadonlySet<string> = new Set(['organisation', 'fund', 'person']);

/** A refusal as an error of the row's cell: in the column that it is about, where the sheet has one. */
export function refusedCell(row: ReadRow, refusal: Refusal): CellError {
  const name = refusal.field?.split('.')[0];
  const key = name ?? FIELD_OF[refusal.code];
  const column = columnsOf(row.register).find((each) => each.key === key);
  const header = column?.header ?? (name === undefined ? '' : fieldLabel(row.register.name, name));
  const { code, detail } = nobodysName(row, column, refusal) ?? refusal;
  return { sheet: row.sheet, row: row.row, column: header, code, message: problemText(code, detail) };
}

/** A name that no code can look like is first of all a name that nothing has. */
function nobodysName({ texts }: ReadRow, column: Column | undefined, { kind, code }: Refusal) {
  const hasWrongForm = kind === 'malformed' && /^(?:wrong-form|too-)/.test(code);
  const { target = '' } = column?.field ?? {};
  if (!column || !hasWrongForm || !REFERRED.has(target)) return undefined;
  return { code: `no-such-${target}`, detail: { id: texts.get(column.key) ?? '' } };
}
