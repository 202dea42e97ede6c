import type { Replay, ReplayEntry, Row } from '@mingbai/client';
import { writeSpan } from '@mingbai/kernel';
import { eventName, fieldLabel, webText, word } from '@mingbai/messages';
import { Card, Table, type TableColumnsType } from 'antd';
import { useEffect, useRef } from 'react';
import { yuan } from '../register/cell-words.ts';
import { useNames, type Names } from '../register/names.ts';
import { instantWords } from '../register/register-columns.tsx';
import { useAllRows } from '../register/rows.ts';
import { EntryMarks, isException } from './entry-marks.tsx';

type Props = { readonly replay: Replay; readonly index: number; readonly onGo: (index: number) => void };

const TARGETS = ['person'];

/** Every entry with the balance after it; the one at the slider's place is lit and kept in sight. */
export function ReplayTable({ replay: { fund, entries }, index, onGo }: Props) {
  const names = useNames(TARGETS);
  const rows = useAllRows('fund-entries', fund.org, true);
  const table = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const lit = table.current?.querySelector<HTMLElement>('.entry-lit');
    const box = lit?.closest<HTMLElement>('.ant-table-body');
    if (lit && box) box.scrollTo({ top: lit.offsetTop - box.clientHeight / 2, behavior: 'smooth' });
  }, [index]);
  const className = (entry: ReplayEntry, at: number): string =>
    ['row-opens', at === index && 'entry-lit', at > index && 'entry-later', isException(entry) && 'entry-exception']
      .filter(Boolean)
      .join(' ');
  return (
    <Card size="small" className="table-card" ref={table}>
      <Table<ReplayEntry>
        size="small"
        rowKey="eventId"
        dataSource={[...entries]}
        columns={columns(new Map(rows.map((row) => [row.record, row] as const)), names)}
        rowClassName={className}
        onRow={(_entry, at) => ({ onClick: () => onGo(at ?? 0) })}
        pagination={false}
        scroll={{ x: 'max-content', y: 360 }}
        footer={() => webText('table.total', { total: entries.length })}
      />
    </Card>
  );
}

const money = (fen: number | null) => <span className={fen !== null && fen < 0 ? 'minus' : ''}>{yuan(fen)}</span>;

const columns = (rows: ReadonlyMap<string, Row>, names: Names): TableColumnsType<ReplayEntry> => [
  { title: fieldLabel('', 'occurredOn'), render: (_value, { occurredOn }) => writeSpan(occurredOn) },
  {
    title: fieldLabel('', 'type'),
    render: (_value, entry) => (
      <>
        {eventName(entry.type)} <EntryMarks entry={entry} />
      </>
    ),
  },
  {
    title: webText('replay.about'),
    className: 'cell-brief',
    render: (_value, { eventId }) => <span className="cell-text">{about(rows.get(eventId))}</span>,
  },
  {
    title: fieldLabel('', 'deltaFen'),
    align: 'right',
    className: 'cell-number',
    render: (_value, { deltaFen }) => money(deltaFen),
  },
  {
    title: webText('replay.balance'),
    align: 'right',
    className: 'cell-number',
    render: (_value, { balanceFen }) => <strong>{money(balanceFen)}</strong>,
  },
  { title: webText('column.recordedAt'), render: (_value, { recordedAt }) => instantWords(recordedAt) },
  { title: webText('replay.actor'), render: (_value, { actor }) => names.actorOf(actor) },
];

/** What an entry was for, in the words of its row. */
function about(row: Row | undefined): string {
  if (!row) return '';
  const { source, purpose, summary, voucherNumber, reason } = row.row;
  const kind = source ? word('source', String(source)) : purpose ? word('purpose', String(purpose)) : '';
  return [kind, summary, reason, voucherNumber].filter(Boolean).join(' · ');
}
