import { REGISTERS } from '@mingbai/domain';
import { fieldsOf, writeText, type Field, type RegisterView } from '@mingbai/kernel';
import { fieldHint, fieldLabel, registerName, text, word, words } from '@mingbai/messages';

/** A column of a register's sheet: the field behind it, or one of the columns that every sheet has. */
export type Column = {
  readonly key: string;
  readonly header: string;
  readonly field?: Field;
  readonly required: boolean;
};

/** Columns that carry a row's own identity, so that an exported sheet can come back. */
const IDENTITY = ['record', 'revision', 'reason'] as const;

/** Registers that have a sheet, in the order in which their rows must be recorded. */
export const SHEET_REGISTERS: readonly RegisterView[] = REGISTERS.filter(({ sheet }) => sheet !== undefined);

const HIDDEN = new Set(['org', 'evidence', 'person-id']);

/** The columns of a register's sheet: organisation, date, its fields, and the identity of exported rows. */
export function columnsOf(register: RegisterView): readonly Column[] {
  const { sheet } = register;
  if (!sheet) return [];
  const fields = fieldsOf(sheet.record.input).filter(({ name }) => !HIDDEN.has(name) && !isPersonId(register, name));
  const ordered = [
    ...fields.filter(({ name }) => name === 'occurredOn'),
    ...fields.filter(({ name }) => name !== 'occurredOn'),
  ];
  const own = ordered.map((field): Column => ({
    key: field.name,
    header: fieldLabel(register.name, field.name),
    field,
    required: field.required,
  }));
  const ids = IDENTITY.map((key): Column => ({ key, header: text(`sheet.${key}`), required: false }));
  return [
    { key: 'org', header: text('sheet.org'), required: false },
    ...own,
    ...(sheet.correct ? ids : ids.slice(0, 2)),
  ];
}

/** A person's id is made, never typed. */
const isPersonId = ({ name }: RegisterView, field: string): boolean => name === 'persons' && field === 'person';

export const sheetNameOf = (register: RegisterView): string => registerName(register.name);

/** Values that a drop-down offers: an enumeration's words. A list takes several, so its drop-down only suggests. */
export function choicesOf({ field }: Column): { readonly choices?: readonly string[]; readonly openChoices?: boolean } {
  const source = field?.kind === 'list' ? field.item : field;
  if (source?.kind !== 'enum' || !source.values) return {};
  const choices = source.values.map((value) => word(source.words ?? source.name, value));
  return field?.kind === 'list' ? { choices, openChoices: true } : { choices };
}

export const noteOf = ({ key, required }: Column): string | undefined => {
  const hint = fieldHint(key);
  return required ? text('sheet.required', { hint: hint ?? '' }) : hint;
};

/** A row's content as the texts of its sheet: what a changed cell is compared with. */
export function textsOf(
  register: RegisterView,
  content: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, string> {
  return new Map(
    columnsOf(register).flatMap(({ key, field }) =>
      field ? [[key, writeText(field, content[key], words)] as const] : [],
    ),
  );
}
