import type { TracedEvent } from '@mingbai/client';
import { eventDefinition, registersOf } from '@mingbai/domain';
import { countWords, fieldsOf, writeSpan, type Unit } from '@mingbai/kernel';
import { eventName, fieldLabel, webText } from '@mingbai/messages';
import { Tag, type TableColumnsType } from 'antd';
import { tellFields, type Told } from '../register/cell-words.ts';
import type { Names } from '../register/names.ts';

const UNTOLD = new Set(['record', 'corrects', 'withdraws', 'kind', 'fund']);

/** An event's fields in words, from the schema of its data. */
export function tellEvent({ type, data }: TracedEvent, names: Names): readonly Told[] {
  const schema = eventDefinition(type)?.data; // an object, of every event
  const register = registersOf(type)[0]?.name ?? '';
  if (!schema) return [];
  return tellFields(fieldsOf(schema as Parameters<typeof fieldsOf>[0]), data, { register, names });
}

const brief = (event: TracedEvent, names: Names): string => {
  const schema = eventDefinition(event.type)?.data;
  const fields = schema
    ? fieldsOf(schema as Parameters<typeof fieldsOf>[0]).filter(({ name }) => !UNTOLD.has(name))
    : []; // as above
  return tellFields(fields, event.data, { register: '', names })
    .slice(0, 3)
    .map(({ text }) => text)
    .join(' · ');
};

/** When, what and where, and how much of the figure it is. */
export const tracedColumns = (unit: Unit, names: Names): TableColumnsType<TracedEvent> => [
  { key: 'day', title: fieldLabel('', 'occurredOn'), render: (_value, { occurredOn }) => writeSpan(occurredOn) },
  {
    key: 'brief',
    title: webText('figure.brief'),
    className: 'cell-brief',
    render: (_value, event) => <Brief event={event} names={names} />,
  },
  {
    key: 'contribution',
    title: webText('figure.contribution'),
    align: 'right',
    fixed: 'end',
    render: (_value, { contribution }) =>
      contribution === null ? (
        <Tag color="orange">{webText('figure.unknown')}</Tag>
      ) : (
        <strong>{countWords(contribution, unit, 'exact')}</strong>
      ),
  },
];

function Brief({ event, names }: { event: TracedEvent; names: Names }) {
  const { type, org, supersedes } = event;
  return (
    <>
      <span className="cell-text">{brief(event, names)}</span>
      <span className="hint">
        {eventName(type)} · {names.nameOf('organisation', org)}
      </span>{' '}
      {supersedes && <Tag color="orange">{webText('figure.supersedes', { count: supersedes.length })}</Tag>}
    </>
  );
}
