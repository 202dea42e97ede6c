import type { Command, Mingbai } from '@mingbai/application';
import { canonicalText, type RegisterView, type Span } from '@mingbai/kernel';
import { listed } from '@mingbai/messages';
import { columnsOf } from './columns.ts';
import { errorAt, type CellError, type ReadRow } from './read-rows.ts';
import { rowKey } from './telling.ts';
import { contentOf } from './template.ts';

type New = { readonly row: ReadRow; readonly command: Command };
type Content = Readonly<Record<string, unknown>>;

/**
 * Warns of new rows that say in every required column (the day is one) what a record of their organisation says for
 * which no row of the workbook stands: whoever corrects a cell of their own workbook leaves such a record behind.
 * Registers whose records cannot be corrected are not looked at.
 */
export function likeRecorded(
  mingbai: Mingbai,
  rows: readonly New[],
  standing: ReadonlySet<string | undefined>,
): readonly CellError[] {
  const found = new Map<string, ReadonlyMap<string, string>>();
  return rows.flatMap(({ row, command: { input } }) => {
    const { register } = row;
    const { org, occurredOn, ...content } = input as Content & Partial<Place>; // a register's row, if it was read whole
    if (row.record || !register.sheet?.correct || !org || !occurredOn) return [];
    const place = canonicalText([register.name, org, occurredOn]);
    const records = found.get(place) ?? recordsAt(mingbai, register, { org, occurredOn }, standing);
    found.set(place, records);
    const record = records.get(requiredOf(register, { ...content, occurredOn }));
    if (record === undefined) return [];
    const fields = listed(requiredColumns(register).map(({ header }) => header));
    return [errorAt({ ...row, column: '' }, 'like-recorded', { record, fields })];
  });
}

type Place = { readonly org: string; readonly occurredOn: Span };

/** The records of an organisation and its days for which no row stands, by what their required columns say. */
function recordsAt(
  mingbai: Mingbai,
  register: RegisterView,
  { org, occurredOn: { from, to } }: Place,
  standing: ReadonlySet<string | undefined>,
): ReadonlyMap<string, string> {
  const { models } = mingbai.ports;
  const stored = models.rows({ register: register.name, orgs: [org], known: models.size(), within: { from, to } });
  const left = stored.filter((each) => each.from === from && each.to === to && !standing.has(each.record));
  return new Map(
    left.map((each) => [requiredOf(register, contentOf(register, mingbai.opened(each)) ?? {}), each.record]),
  );
}

const requiredColumns = (register: RegisterView) => columnsOf(register).filter(({ required }) => required);

const requiredOf = (register: RegisterView, content: Content): string => {
  const required = requiredColumns(register).map(({ key }) => [key, content[key]] as const);
  return rowKey({ org: '', register, content: Object.fromEntries(required) });
};
