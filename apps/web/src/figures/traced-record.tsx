import type { TracedEvent } from '@mingbai/client';
import { webText } from '@mingbai/messages';
import { Descriptions } from 'antd';
import { joinedWords } from '../joined.ts';
import type { Names } from '../register/names.ts';
import { ProofPanel } from '../register/proof-panel.tsx';
import { instantWords } from '../register/register-columns.tsx';
import { tellEvent } from './traced-columns.tsx';

/** One event behind a figure, whole: its fields, when and by whom it was recorded, and its proof. */
export function TracedRecord({ event, names }: { event: TracedEvent; names: Names }) {
  const { position, recordedAt, actor, id, supersedes } = event;
  const items = [
    ...tellEvent(event, names).map(({ label, text }) => ({ key: label, label, children: text })),
    {
      key: 'recorded',
      label: webText('column.recordedAt'),
      children: `${instantWords(recordedAt)} · ${names.actorOf(actor)} · ${webText('event.position', { position })}`,
    },
    ...(supersedes ? [{ key: 'supersedes', label: webText('figure.earlier'), children: joinedWords(supersedes) }] : []),
  ];
  return (
    <>
      <Descriptions size="small" column={1} items={items} className="traced-record" />
      <ProofPanel event={id} />
    </>
  );
}
