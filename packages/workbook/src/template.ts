import type { Mingbai } from '@mingbai/application';
import type { Actor, Asked } from '@mingbai/application';
import type { RegisterView } from '@mingbai/kernel';
import { writeWorkbook, type SheetSpec } from '@mingbai/sheets';
import { choicesOf, columnsOf, noteOf, sheetNameOf, textsOf } from './columns.ts';

function specOf(register: RegisterView, rows: readonly (readonly string[])[]): SheetSpec {
  const columns = columnsOf(register).map((column) => {
    const note = noteOf(column);
    const width = Math.min(36, Math.max(10, column.header.length * 2 + 4));
    return {
      key: column.key,
      header: column.header,
      required: column.required,
      width,
      ...(note ? { note } : {}),
      ...choicesOf(column),
    };
  });
  return { name: sheetNameOf(register), columns, rows };
}

/** An empty workbook with one sheet a register: Chinese headers, drop-downs, notes. */
export const templateWorkbook = (registers: readonly RegisterView[]): Promise<Uint8Array> =>
  writeWorkbook(registers.map((register) => specOf(register, [])));

/** A workbook with given texts by column key: how samples are made. */
export function filledWorkbook(
  sheets: readonly { register: RegisterView; rows: readonly Readonly<Record<string, string>>[] }[],
): Promise<Uint8Array> {
  return writeWorkbook(
    sheets.map(({ register, rows }) => {
      const keys = columnsOf(register).map(({ key }) => key);
      return specOf(
        register,
        rows.map((row) => keys.map((key) => row[key] ?? '')),
      );
    }),
  );
}

/** The register's rows with record id and revision, so that the workbook can be changed and imported again. */
export function exportWorkbook(
  mingbai: Mingbai,
  actor: Actor,
  register: RegisterView,
  asked: Asked,
): Promise<Uint8Array> {
  const rows = mingbai.list(actor, register.name, asked).flatMap((stored) => {
    const content = contentOf(register, stored);
    if (!content) return [];
    const texts = textsOf(register, content);
    const identity: Readonly<Record<string, string>> = {
      org: stored.org,
      record: stored.record,
      revision: String(stored.revision),
      reason: '',
    };
    return [columnsOf(register).map(({ key }) => identity[key] ?? texts.get(key) ?? '')];
  });
  return writeWorkbook([specOf(register, rows)]);
}

type Stored = ReturnType<Mingbai['list']>[number];

/**
 * A stored row as its recording capability would take it, the date of the envelope beside the fields; undefined if it
 * has no line.
 */
export function contentOf(
  register: RegisterView,
  { row, from, to, asStated }: Stored,
): Readonly<Record<string, unknown>> | undefined {
  const shown = register.sheet?.shown ? register.sheet.shown(row) : row;
  return shown && { ...shown, occurredOn: { from, to, ...(asStated === null ? {} : { asStated }) } };
}
