import type { Row } from '@mingbai/client';
import { fieldsOf, writeSpan, type Field, type RegisterView } from '@mingbai/kernel';
import { eventName, fieldLabel, figureLabel, webText } from '@mingbai/messages';
import { Tag, type TableColumnType } from 'antd';
import type { ReactNode } from 'react';
import { readable, yuan } from './cell-words.ts';
import { spanOf, type Names } from './names.ts';

/** One column: its text for reading, searching and sorting; a node where plain text is not enough. */
export type RegisterColumn = {
  readonly key: string;
  readonly title: string;
  readonly text: (row: Row) => string;
  readonly node?: (row: Row) => ReactNode;
  readonly sortBy?: (row: Row) => number | string;
  readonly align?: 'right';
  readonly field?: Field;
  /** Shown only when somebody asks for it. */
  readonly hidden?: boolean;
};

const STATUS_COLOURS: Readonly<Record<string, string>> = {
  requested: 'orange',
  approved: 'blue',
  declined: 'default',
  paid: 'green',
};

/** Fields that a row has beside those of its schema. */
const EXTRAS: Readonly<Record<string, readonly Field[]>> = {
  'payment-requests': [
    {
      name: 'status',
      kind: 'enum',
      required: true,
      words: 'status',
      values: ['requested', 'approved', 'declined', 'paid'],
    },
  ],
  'fund-entries': [{ name: 'deltaFen', kind: 'fen', required: true }],
};

/** Ids that say nothing to a reader. */
const UNTOLD = new Set(['entry', 'request', 'approval', 'transfer', 'direction']);

/** Shown only when somebody asks for them: they repeat what stands beside them, or are mostly blank. */
const ASIDE = new Set(['funds.purpose', 'fund-entries.amount', 'fund-entries.festival', 'fund-entries.visit']);

export function fieldsToShow(register: RegisterView): readonly Field[] {
  const own = fieldsOf(register.fields).filter(
    ({ name, kind }) => kind !== 'evidence' && !UNTOLD.has(name) && !isMadeId(register, name),
  );
  return [...(EXTRAS[register.name] ?? []), ...own];
}

/** A person's id is made, never read. */
const isMadeId = ({ name }: RegisterView, field: string): boolean => name === 'persons' && field === 'person';

export function columnsFor(register: RegisterView, names: Names): readonly RegisterColumn[] {
  const ofType = register.name === 'fund-entries' ? [typeColumn] : [];
  return [
    {
      key: 'occurredOn',
      title: fieldLabel(register.name, 'occurredOn'),
      text: (row) => writeSpan(spanOf(row)),
      sortBy: ({ to }) => to,
    },
    { key: 'org', title: fieldLabel(register.name, 'org'), text: ({ org }) => names.nameOf('organisation', org) },
    ...ofType,
    ...fieldsToShow(register).map((field) => fieldColumn(register, field, names)),
    ...(register.derived ?? []).map(({ name, figure }) => derivedColumn(name, figure(''))),
    {
      key: 'recordedAt',
      title: webText('column.recordedAt'),
      text: ({ recordedAt }) => instantWords(recordedAt),
      sortBy: ({ position }) => position,
      hidden: true,
    },
    { key: 'revision', title: fieldLabel('', 'revision'), text: ({ revision }) => String(revision + 1), hidden: true },
    { key: 'record', title: fieldLabel('', 'record'), text: ({ record }) => record, hidden: true },
  ];
}

const typeColumn: RegisterColumn = { key: 'type', title: fieldLabel('', 'type'), text: ({ type }) => eventName(type) };

function fieldColumn(register: RegisterView, field: Field, names: Names): RegisterColumn {
  const valueOf = ({ row }: Row): unknown => row[field.name];
  const text = (row: Row): string => readable(field, valueOf(row), names);
  const isNumber = field.kind === 'fen' || field.kind === 'number';
  const node =
    field.words === 'status'
      ? (row: Row) => <Tag color={STATUS_COLOURS[String(valueOf(row))] ?? 'default'}>{text(row)}</Tag>
      : undefined;
  return {
    key: field.name,
    title: fieldLabel(register.name, field.name),
    text,
    field,
    ...(ASIDE.has(`${register.name}.${field.name}`) ? { hidden: true } : {}),
    ...(node ? { node } : {}),
    ...(isNumber ? { align: 'right', sortBy: (row) => Number(valueOf(row) ?? 0) } : {}),
    ...(field.kind === 'enum' || field.kind === 'text' || field.kind === 'reference' ? { sortBy: text } : {}),
  };
}

/** A figure beside the row's own fields, such as a fund's balance; null is unknown, not zero. */
function derivedColumn(name: string, figure: string): RegisterColumn {
  const fenOf = ({ row }: Row): number | null => (typeof row[name] === 'number' ? row[name] : null);
  const known = ({ row }: Row): boolean => row[`${name}Precision`] === 'exact' || typeof row[name] !== 'number';
  return {
    key: name,
    title: figureLabel(figure.split('[')[0] ?? figure),
    text: (row) => `${yuan(fenOf(row))}${known(row) ? '' : webText('column.knownPart')}`,
    sortBy: (row) => fenOf(row) ?? -1,
    align: 'right',
  };
}

/** An instant in Shanghai, to the minute. */
export const instantWords = (instant: string): string =>
  new Date(instant).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });

const collator = new Intl.Collator('zh-CN-u-co-pinyin', { numeric: true });

const compareBy =
  ({ sortBy, text }: RegisterColumn) =>
  (a: Row, b: Row): number => {
    const [one, other] = sortBy ? [sortBy(a), sortBy(b)] : [text(a), text(b)];
    return typeof one === 'number' && typeof other === 'number'
      ? one - other
      : collator.compare(String(one), String(other));
  };

export type Sort = { readonly key: string; readonly down: boolean };

export function tableColumn(column: RegisterColumn, sort: Sort | undefined): TableColumnType<Row> {
  const sorted = sort?.key === column.key ? (sort.down ? 'descend' : 'ascend') : null;
  return {
    key: column.key,
    title: column.title,
    ...(column.align ? { align: column.align } : {}),
    ...(column.sortBy ? { sorter: compareBy(column), sortOrder: sorted } : {}),
    ellipsis: false,
    className: column.align === 'right' ? 'cell-number' : 'cell',
    render: (_value, row) =>
      column.node?.(row) ?? (
        <span className="cell-text" title={column.text(row)}>
          {column.text(row)}
        </span>
      ),
  };
}
