import type { SummaryFigure } from '@mingbai/client';
import { countWords } from '@mingbai/kernel';
import { webText } from '@mingbai/messages';
import { Card, Table } from 'antd';

type Props = { readonly figures: readonly SummaryFigure[]; readonly onOpen: (figure: string) => void };

/** Every figure of the paper in one list, those that nothing was recorded for among them. */
export function AllFigures({ figures, onOpen }: Props) {
  return (
    <Card size="small" title={webText('summary.figures', { count: figures.length })} className="no-print">
      <Table<SummaryFigure>
        size="small"
        rowKey="id"
        dataSource={[...figures]}
        pagination={{ pageSize: 8, size: 'small', hideOnSinglePage: true, showSizeChanger: false }}
        onRow={({ id }) => ({ onClick: () => onOpen(id), className: 'row-opens' })}
        columns={[
          { title: webText('summary.figure'), dataIndex: 'label' },
          {
            title: webText('summary.value'),
            align: 'right',
            className: 'cell-number',
            render: (_value, { value, unit, precision }) => countWords(value, unit, precision),
          },
          { title: webText('summary.events'), align: 'right', dataIndex: 'count' },
        ]}
      />
    </Card>
  );
}
