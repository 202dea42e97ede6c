import type { CellError } from '@mingbai/client';
import { webText } from '@mingbai/messages';
import { Table } from 'antd';

const NONE = '—';

/** Every error at once, each with its cell. The message is shown whole, on as many lines as it takes. */
export function CellErrors({ errors }: { errors: readonly CellError[] }) {
  const rows = errors.map((error, index) => ({ ...error, index }));
  return (
    <Table<(typeof rows)[number]>
      size="small"
      className="cell-errors"
      rowKey="index"
      dataSource={rows}
      tableLayout="auto"
      pagination={{ pageSize: 10, hideOnSinglePage: true, showTotal: (total) => webText('table.total', { total }) }}
      columns={[
        { title: webText('import.sheet'), dataIndex: 'sheet', render: orNone, onCell: () => ({ style: KEPT }) },
        { title: webText('import.row'), dataIndex: 'row', align: 'right', render: orNone },
        { title: webText('import.column'), dataIndex: 'column', render: orNone, onCell: () => ({ style: KEPT }) },
        { title: webText('import.message'), dataIndex: 'message', onCell: () => ({ style: WHOLE }) },
      ]}
    />
  );
}

/** A name is not broken between any two of its characters for the sake of a long message. */
const KEPT = { wordBreak: 'keep-all' } as const;
const WHOLE = { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', minWidth: 160 } as const;

/** An error of a whole sheet or file has no row and no column. */
const orNone = (value: string | number): string => String(value || NONE);
