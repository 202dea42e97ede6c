import type { HistoryEvent } from '@mingbai/client';
import { fieldsOf, writeSpan, type RegisterView } from '@mingbai/kernel';
import { eventName, fieldLabel, webText, word } from '@mingbai/messages';
import { useQuery } from '@tanstack/react-query';
import { Skeleton, Tag, Timeline } from 'antd';
import { gateway } from '../gateway.ts';
import { Problem } from '../shell/states.tsx';
import { readable } from './cell-words.ts';
import { useNames, type Names } from './names.ts';
import { ProofPanel } from './proof-panel.tsx';
import { instantWords } from './register-columns.tsx';

const OUTCOME_COLOURS: Readonly<Record<string, string>> = { allowed: 'green', needsReview: 'orange', blocked: 'red' };
const TARGETS = ['person', 'fund'];

/**
 * Every event of a record, oldest first: when it happened, when and by whom it was recorded, and what a
 * correction changed.
 */
export function RecordHistory({ register, record }: { register: RegisterView; record: string }) {
  const names = useNames(TARGETS);
  const history = useQuery({
    queryKey: ['history', register.name, record],
    queryFn: () => gateway.history(register.name, record),
  });
  if (history.error) return <Problem error={history.error} retry={() => void history.refetch()} />;
  if (!history.data) return <Skeleton active />;
  const events = history.data.events;
  const items = events.map((event, index) => ({
    key: event.id,
    color: colourOf(event),
    content: <EventLine event={event} before={events[index - 1]} register={register} names={names} />,
  }));
  return <Timeline items={items} className="history" />;
}

const colourOf = ({ type, outcome }: HistoryEvent): string =>
  outcome !== 'allowed' ? 'orange' : /Withdrawn|Reversed|Declined/.test(type) ? 'red' : 'green';

type LineProps = {
  readonly event: HistoryEvent;
  readonly before: HistoryEvent | undefined;
  readonly register: RegisterView;
  readonly names: Names;
};

function EventLine({ event, before, register, names }: LineProps) {
  const { reason } = event.data;
  const changes = before && event.data['corrects'] ? changesBetween(before, event, { register, names }) : [];
  return (
    <div className="event">
      <div className="event-head">
        <strong>{eventName(event.type)}</strong>
        <Tag color={OUTCOME_COLOURS[event.outcome] ?? 'default'}>{word('outcome', event.outcome)}</Tag>
        <span className="hint">{webText('event.position', { position: event.position })}</span>
      </div>
      <div>{webText('event.occurred', { day: writeSpan(event.occurredOn) })}</div>
      <div className="hint">
        {webText('event.recorded', {
          at: instantWords(event.recordedAt),
          who: names.actorOf(event.actor),
          role: word('role', event.role),
        })}
      </div>
      {typeof reason === 'string' && <div>{webText('event.reason', { reason })}</div>}
      {changes.map((change) => (
        <div key={change} className="event-change">
          {change}
        </div>
      ))}
      <ProofPanel event={event.id} />
    </div>
  );
}

/** What a correction changed, field by field. */
function changesBetween(
  before: HistoryEvent,
  after: HistoryEvent,
  { register, names }: { register: RegisterView; names: Names },
): readonly string[] {
  const changed = fieldsOf(register.fields).flatMap((field) => {
    const was = readable(field, before.data[field.name], names);
    const is = readable(field, after.data[field.name], names);
    return was === is ? [] : [{ label: fieldLabel(register.name, field.name), was, is }];
  });
  const [was, is] = [writeSpan(before.occurredOn), writeSpan(after.occurredOn)];
  const moved = was === is ? [] : [{ label: fieldLabel(register.name, 'occurredOn'), was, is }];
  const blank = webText('event.blank');
  return [...moved, ...changed].map(({ label, was: old, is: now }) =>
    webText('event.change', { label, was: old || blank, is: now || blank }),
  );
}
