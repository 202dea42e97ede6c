import type { Row } from '@mingbai/client';
import type { RegisterView } from '@mingbai/kernel';
import { capabilityName, webText } from '@mingbai/messages';
import { Button, Card, Empty, Grid, Space, Table, type TableProps } from 'antd';
import { Link } from 'react-router';
import { useMay, useSession } from '../session/session.ts';
import { useView } from '../shell/view.ts';
import { useEmptyWords } from './empty-words.ts';
import { tableColumn, type RegisterColumn, type Sort } from './register-columns.tsx';
import { actsOn, type Act } from './row-actions.ts';

const PAGE_SIZES = [10, 20, 50, 100];
const PAGE_SIZE = 20;

type Props = {
  readonly register: RegisterView;
  readonly columns: readonly RegisterColumn[];
  readonly rows: readonly Row[];
  /** How many rows there were before the query. */
  readonly read: number;
  readonly loading: boolean;
  readonly onOpen: (row: Row) => void;
  readonly onAct: (act: Act) => void;
};

/** Rows with sorting and pages in the address; without a sort the latest come first. */
export function RegisterTable({ register, columns, rows, read, loading, onOpen, onAct }: Props) {
  const { get, change } = useView();
  const sort = sortIn(get('sort') ?? 'occurredOn.down');
  const onChange: TableProps<Row>['onChange'] = ({ current, pageSize }, _filters, sorter, { action }) => {
    const [chosen] = [sorter].flat();
    const words = chosen?.order
      ? `${String(chosen.columnKey)}.${chosen.order === 'descend' ? 'down' : 'up'}`
      : undefined;
    if (action === 'sort') change({ sort: words, page: undefined });
    else
      change({
        page: current === 1 ? undefined : String(current),
        size: pageSize === PAGE_SIZE ? undefined : String(pageSize),
      });
  };
  return (
    <Card size="small" className="table-card">
      <Table<Row>
        size="middle"
        rowKey="record"
        loading={loading}
        dataSource={[...rows]}
        columns={[
          ...columns.map((column) => tableColumn(column, sort)),
          ...useActionColumn(register, rows, { onOpen, onAct }),
        ]}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: <Empty description={useEmptyWords(register, read)} /> }}
        onRow={(row) => ({ onClick: () => onOpen(row), className: 'row-opens' })}
        onChange={onChange}
        pagination={{
          current: Number(get('page') ?? 1),
          pageSize: Number(get('size') ?? PAGE_SIZE),
          pageSizeOptions: PAGE_SIZES,
          showSizeChanger: true,
          showTotal: (total) => webText('table.total', { total }),
        }}
      />
    </Card>
  );
}

function sortIn(words: string): Sort {
  const [key = '', direction] = words.split('.');
  return { key, down: direction === 'down' };
}

function useActionColumn(
  register: RegisterView,
  rows: readonly Row[],
  { onOpen, onAct }: Pick<Props, 'onOpen' | 'onAct'>,
) {
  const may = useMay();
  const { today } = useSession();
  const { linkTo } = useView();
  const wide = Grid.useBreakpoint().md ?? true;
  const most = Math.max(0, ...rows.map((row) => actsOn(row, register, { may, today }).often.length));
  const width = 70 + (most + (register.name === 'funds' ? 1 : 0)) * 76;
  return [
    {
      key: 'actions',
      title: webText('table.actions'),
      className: 'no-print',
      ...(wide ? { fixed: 'end' as const, width } : {}),
      render: (_value: unknown, row: Row) => (
        <Space size={4} onClick={(event) => event.stopPropagation()}>
          <Button size="small" type="link" onClick={() => onOpen(row)}>
            {webText('table.open')}
          </Button>
          {register.name === 'funds' && (
            <Link to={linkTo('/replay', { fund: row.record })}>{webText('table.replay')}</Link>
          )}
          {actsOn(row, register, { may, today }).often.map((act) => (
            <Button
              key={act.capability.name}
              size="small"
              type="link"
              danger={act.danger ?? false}
              onClick={() => onAct(act)}
            >
              {capabilityName(act.capability.name)}
            </Button>
          ))}
        </Space>
      ),
    },
  ];
}
