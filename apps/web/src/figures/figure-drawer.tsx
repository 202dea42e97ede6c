import type { Trace, TracedEvent } from '@mingbai/client';
import { countWords } from '@mingbai/kernel';
import { webText, word } from '@mingbai/messages';
import { useQuery } from '@tanstack/react-query';
import { Alert, Drawer, Skeleton, Statistic, Table, Tag } from 'antd';
import { gateway } from '../gateway.ts';
import { useNames, type Names } from '../register/names.ts';
import { Problem } from '../shell/states.tsx';
import { useView } from '../shell/view.ts';
import { TracedRecord } from './traced-record.tsx';
import { tracedColumns } from './traced-columns.tsx';

type Props = { readonly figure: string | undefined; readonly period: string; readonly onClose: () => void };

/** The page beside it leaves so much room where there is any; see summary.css. */
const FIGURE_WIDTH = 640;
const TARGETS = ['person', 'fund', 'organisation'];

/** What a figure is made of: every event with its contribution, how exact the whole is, and what to beware of. */
export function FigureDrawer({ figure, period, onClose }: Props) {
  return (
    <Drawer
      open={figure !== undefined}
      size={FIGURE_WIDTH}
      mask={false}
      title={webText('figure.title')}
      onClose={onClose}
      destroyOnHidden
      className="figure-drawer"
    >
      {figure && <FigureEvents figure={figure} period={period} />}
    </Drawer>
  );
}

function FigureEvents({ figure, period }: { figure: string; period: string }) {
  const { asked } = useView();
  const names = useNames(TARGETS);
  const at = { ...asked, period };
  const trace = useQuery({ queryKey: ['trace', figure, at], queryFn: () => gateway.trace(figure, at) });
  if (trace.error) return <Problem error={trace.error} retry={() => void trace.refetch()} />;
  if (!trace.data) return <Skeleton active />;
  return <Traced trace={trace.data} names={names} />;
}

/** Below zero "more than" would read in the wrong direction. */
const precisionWords = ({ value, precision }: Trace['figure']): string =>
  value !== null && value < 0 && precision !== 'exact' ? webText('replay.knownPart') : word('precision', precision);

function Traced({ trace: { figure, events }, names }: { trace: Trace; names: Names }) {
  const { value, unit, precision, notes, ratio } = figure;
  const words = countWords(value, unit, precision);
  return (
    <>
      <div className="figure-head">
        <Statistic title={figure.label} value={words} formatter={() => words} />
        <Tag color={precision === 'exact' ? 'green' : 'orange'}>{precisionWords(figure)}</Tag>
        <span className="hint">{webText('figure.events', { count: events.length })}</span>
      </div>
      {ratio && (
        <Alert
          type="info"
          title={webText('figure.ratio', {
            numerator: ratio.numerator ?? '—',
            denominator: ratio.denominator ?? '—',
            day: ratio.asOf,
          })}
        />
      )}
      {notes.map((note) => (
        <Alert key={note} type="warning" showIcon title={note} className="figure-note" />
      ))}
      {events.length === 0 && <Alert type="warning" showIcon title={webText('figure.none')} />}
      {events.length > 0 && (
        <Table<TracedEvent>
          size="small"
          rowKey="id"
          dataSource={[...events]}
          columns={tracedColumns(unit, names)}
          expandable={{
            expandedRowRender: (event) => <TracedRecord event={event} names={names} />,
            expandRowByClick: true,
          }}
          scroll={{ x: 'max-content' }}
          pagination={{ pageSize: 20, hideOnSinglePage: true, showTotal: (total) => webText('table.total', { total }) }}
        />
      )}
    </>
  );
}
